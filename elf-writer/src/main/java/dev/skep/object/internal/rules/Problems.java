package dev.skep.object.internal.rules;

import dev.skep.object.BpfProgram;
import dev.skep.object.BpfRoutine;
import dev.skep.object.ObjectException;
import dev.skep.object.ObjectProblem;
import dev.skep.object.ObjectProblem.Kind;
import dev.skep.object.ObjectProblem.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong with an object. */
public final class Problems {
    /** Nobody reads more. */
    private static final int LIMIT = 1000;

    private final List<ObjectProblem> problems = new ArrayList<>();

    /** What can be wrong with one thing. */
    public final class About {
        private final Subject subject;
        private final String name;

        private About(Subject subject, String name) {
            this.subject = subject;
            this.name = name;
        }

        public void add(Kind kind, String message) {
            if (problems.size() >= LIMIT) {
                return;
            }
            problems.add(new ObjectProblem(kind, subject, name, message));
        }

        public boolean require(boolean holds, Kind kind, Supplier<String> otherwise) {
            if (!holds) {
                add(kind, otherwise.get());
            }
            return holds;
        }
    }

    public About about(Subject subject, String name) {
        return new About(subject, name);
    }

    public About about(BpfRoutine routine) {
        return about(routine instanceof BpfProgram ? Subject.PROGRAM : Subject.FUNCTION, routine.name());
    }

    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw exception();
        }
    }

    public ObjectException exception() {
        return new ObjectException(problems);
    }
}

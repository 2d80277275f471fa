package dev.skep.processor.lowering;

import com.sun.source.tree.Tree;
import dev.skep.ir.build.Variable;
import dev.skep.processor.lowering.Operand.Address;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.JavaType.RecordClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a local variable is kept. */
sealed interface Local {
    /** It never changes: a name for a value. */
    record Named(Operand operand) implements Local {}

    /** An integer that changes. */
    record Number(Variable variable, JavaType type) implements Local {}

    /** A record that changes: one variable for each component. */
    record Parts(List<Local> components, RecordClass type) implements Local {}

    /** A reference that changes. What memory it leads to is known when it first gets a value. */
    final class Pointer implements Local {
        private final Tree place;
        private final String name;
        private final JavaType type;
        private final List<Integer> scope;
        private @Nullable Variable variable;
        private boolean led;
        private boolean copied;

        /**
         * @param place where it is declared, or paths meet
         * @param scope the loops around it
         */
        Pointer(Tree place, String name, JavaType type, List<Integer> scope) {
            this.place = place;
            this.name = name;
            this.type = type;
            this.scope = scope;
        }

        Tree place() {
            return place;
        }

        String name() {
            return name;
        }

        JavaType type() {
            return type;
        }

        List<Integer> scope() {
            return scope;
        }

        @Nullable
        Variable variable() {
            return variable;
        }

        void is(Variable first) {
            variable = first;
        }

        /** Returns whether it has led to anything but null so far. */
        boolean led() {
            return led;
        }

        void leads() {
            led = true;
        }

        /** Returns whether it may lead to a copy in the frame that looks like other memory. */
        boolean isCopied() {
            return copied;
        }

        void copied() {
            copied = true;
        }
    }

    /** A pointer that changes: where its object starts, which may change, too, and how many elements it is from there. */
    final class Moving implements Local {
        private final Pointer start;
        private final Variable index;
        private final PtrClass type;
        private @Nullable Address first;

        Moving(Pointer start, Variable index, PtrClass type) {
            this.start = start;
            this.index = index;
            this.type = type;
        }

        Pointer start() {
            return start;
        }

        Variable index() {
            return index;
        }

        PtrClass type() {
            return type;
        }

        /** Returns a pointer to the start of the object, once it is known. */
        @Nullable
        Address first() {
            return first;
        }

        void startsAt(Address start) {
            first = start;
        }
    }

    /** Its declaration was refused; uses of it say nothing new. */
    record Broken() implements Local {}
}

package dev.skep.processor.lowering;

import dev.skep.ir.build.Variable;
import dev.skep.processor.type.JavaType;
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
        private final String name;
        private final JavaType type;
        private @Nullable Variable variable;

        Pointer(String name, JavaType type) {
            this.name = name;
            this.type = type;
        }

        String name() {
            return name;
        }

        JavaType type() {
            return type;
        }

        @Nullable
        Variable variable() {
            return variable;
        }

        void is(Variable first) {
            variable = first;
        }
    }

    /** Its declaration was refused; uses of it say nothing new. */
    record Broken() implements Local {}
}

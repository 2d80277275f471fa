package dev.skep.processor.lowering;

import dev.skep.ir.Value;
import dev.skep.ir.build.IrBuilder;
import dev.skep.ir.build.Variable;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.RecordClass;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What an expression yields while it is lowered. */
sealed interface Operand {
    /** Returns its type. */
    JavaType type();

    /** An integer, a {@code boolean} or an enum constant, kept in a register as {@link dev.skep.processor.type.Int} says. */
    record Scalar(Value value, JavaType type) implements Operand {}

    /** A record as a value: one operand for each component. */
    record Fields(List<Operand> components, RecordClass type) implements Operand {
        public Fields {
            components = List.copyOf(components);
        }
    }

    /**
     * Something in memory.
     *
     * @param base where the memory begins
     * @param offset bytes from there
     */
    record Reference(Base base, int offset, JavaType type) implements Operand {
        /** Returns the same at another pointer. */
        Reference at(Value pointer) {
            return new Reference(base.isConstant() ? Base.constant(b -> pointer) : Base.of(pointer), offset, type);
        }

        /** Returns the same bytes seen as another type. */
        Reference as(JavaType other) {
            return new Reference(base, offset, other);
        }

        /** Returns a part of it. */
        Reference part(int partOffset, JavaType partType) {
            return new Reference(base, offset + partOffset, partType);
        }
    }

    /**
     * Something that must be given back: room in a ring buffer, a reference to a socket. The handle becomes null when that has happened, so
     * that nothing can reach it any more.
     *
     * @param giveBack how the kernel takes it back unless the program has said otherwise
     */
    record Guard(Variable handle, JavaType type, GiveBack giveBack) implements Operand {}

    /**
     * A stretch of code that has an end to call.
     *
     * @param end what ends it
     */
    record Section(Consumer<IrBuilder> end) implements Operand {
        @Override
        public JavaType type() {
            return Other.SECTION;
        }
    }

    /** The call that gives something back. */
    interface GiveBack {
        void call(IrBuilder builder, Value taken);
    }

    /** A position in a packet and its end. */
    record Cursor(Variable position, Variable end) implements Operand {
        @Override
        public JavaType type() {
            return Other.PACKET;
        }
    }

    /** A text that is known at compile time. */
    record Text(String text) implements Operand {
        @Override
        public JavaType type() {
            return Other.STRING;
        }
    }

    /** A map of the unit. */
    record MapHandle(String name, MapClass type) implements Operand {}

    /** What has no value of its own: {@code null}, and calls of {@code void} methods. */
    record Nothing(Other type) implements Operand {}

    /** Where memory begins. */
    interface Base {
        /** Returns the pointer, as it is where the builder stands. */
        Value pointer(IrBuilder builder);

        /** Returns whether no program may write there. */
        default boolean isConstant() {
            return false;
        }

        /** A pointer to what no program may write to. */
        static Base constant(Function<IrBuilder, Value> pointer) {
            return new Base() {
                @Override
                public Value pointer(IrBuilder builder) {
                    return pointer.apply(builder);
                }

                @Override
                public boolean isConstant() {
                    return true;
                }
            };
        }

        /** A pointer that was computed once. */
        static Base of(Value pointer) {
            return builder -> pointer;
        }

        /** A pointer that may have changed since. */
        static Base of(Variable pointer) {
            return builder -> builder.read(pointer);
        }

        /** A pointer that costs nothing to compute again. */
        static Base of(Function<IrBuilder, Value> pointer) {
            return pointer::apply;
        }
    }
}

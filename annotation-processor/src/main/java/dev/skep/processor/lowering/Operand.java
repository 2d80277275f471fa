package dev.skep.processor.lowering;

import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.ir.build.Variable;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.JavaType.RecordClass;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
            return new Reference(new Base.Computed(pointer, base.isConstant()), offset, type);
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
     * @param lock the lock that is held where the handle is not null; null for anything else
     * @param state whether there is something to give back, where the program must not ask the pointer again; null where it may
     */
    record Guard(
            Variable handle,
            JavaType type,
            GiveBack giveBack,
            Guards.@Nullable Place lock,
            @Nullable State state) implements Operand {
        Guard(Variable handle, JavaType type, GiveBack giveBack) {
            this(handle, type, giveBack, null, null);
        }

        /**
         * What a program knows of something that it has taken, in a number that the verifier knows on each path.
         *
         * @param pointer what it was when it was taken
         * @param number one of these
         */
        record State(Value pointer, Variable number) {
            static final int NOTHING = 0;
            static final int SOMETHING = 1;
            static final int UNKNOWN = 2;
        }
    }

    /**
     * A dynptr: 16 bytes of the frame that the verifier keeps an eye on, or an object of the kernel's own.
     *
     * @param base its address
     * @param taken what must be given back; null for nothing
     */
    record Dynptr(Base base, Source source, @Nullable Taken taken) implements Operand {
        /** What a dynptr leads to. */
        enum Source {
            MAP_VALUE,
            RECORD,
            PACKET,
            /** Whatever the one who hands it over made it of. */
            GIVEN
        }

        /**
         * Room in a ring buffer.
         *
         * @param held a number that is 0 when it was given back
         * @param address that of the dynptr, null when it was given back
         */
        record Taken(Guard held, Variable address) {}

        @Override
        public JavaType type() {
            return Other.DYNPTR;
        }
    }

    /**
     * A stretch of code that has an end to call.
     *
     * @param end what ends it
     * @param kind what it is about
     * @param lock the lock that is held; null for none
     */
    record Section(Consumer<IrBuilder> end, Kind kind, Guards.@Nullable Place lock) implements Operand {
        Section(Consumer<IrBuilder> end, Kind kind) {
            this(end, kind, null);
        }

        /** What is special about it. */
        enum Kind {
            ANYTHING,
            /** Nobody may sleep. */
            ATOMIC,
            /** No object goes away that RCU keeps. */
            RCU
        }

        /** Returns one in which anything may stand. */
        static Section of(Consumer<IrBuilder> end) {
            return new Section(end, Kind.ANYTHING);
        }

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

    /**
     * A pointer: so many elements behind the start of an object, of which is known how far it reaches.
     *
     * @param first what would be the element at the start
     * @param bytes how many are known to be there
     * @param constant elements from the start
     * @param variable further elements, computed at run time; null for none
     * @param added the same without sign where no number of them is negative, and otherwise too large for any object
     */
    record Address(
            Reference first,
            int bytes,
            long constant,
            @Nullable Value variable,
            @Nullable Value added,
            PtrClass type) implements Operand {
        /** How many bytes there are where nothing is known, since nothing is accessed there. */
        static final int ENDLESS = Integer.MAX_VALUE;

        /** Returns a pointer to the start. */
        static Address of(Reference first, int bytes, PtrClass type) {
            return new Address(first, bytes, 0, null, null, type);
        }

        /** Returns the same, with another number of bytes known. */
        Address within(int known) {
            return new Address(first, known, constant, variable, added, type);
        }
    }

    /** A variable of the kernel of which each CPU has one: an address that only helpers take. */
    record PerCpu(String name, JavaType type) implements Operand {
        /** Returns the address, 0 where the kernel has none. */
        Value address(IrBuilder builder) {
            return builder.reinterpret(ValueType.I64, builder.globalAddress(name, 0));
        }
    }

    /** A map of the unit. */
    record MapHandle(String name, MapClass type) implements Operand {}

    /** What has no value of its own: {@code null}, and calls of {@code void} methods. */
    record Nothing(Other type) implements Operand {}

    /** Where memory begins. Bases that are equal lead to the same place. */
    interface Base {
        /** Returns the pointer, as it is where the builder stands. */
        Value pointer(IrBuilder builder);

        /** Returns whether no program may write there. */
        default boolean isConstant() {
            return false;
        }

        /** A pointer that was computed once, to what no program may write to where {@code isConstant} says so. */
        record Computed(Value pointer, boolean isConstant) implements Base {
            @Override
            public Value pointer(IrBuilder builder) {
                return pointer;
            }
        }

        /** An object that a loop has come to, which is there for that round. */
        record InLoop(Value pointer) implements Base {
            @Override
            public Value pointer(IrBuilder builder) {
                return pointer;
            }
        }

        /** The start of a global variable. */
        record Symbol(String name, boolean isConstant) implements Base {
            @Override
            public Value pointer(IrBuilder builder) {
                return builder.globalAddress(name, 0);
            }
        }

        /** What a reference of the kernel leads to; null once that is released. */
        record Held(Guard by) implements Base {
            @Override
            public Value pointer(IrBuilder builder) {
                return builder.read(by.handle());
            }
        }

        /** A pointer that was computed once. */
        static Base of(Value pointer) {
            return new Computed(pointer, false);
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

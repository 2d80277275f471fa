package dev.skep.ir;

/** How a function is reached. */
public sealed interface FunctionKind {
    /** Dispatches on the kind of function. */
    <R> R accept(Visitor<R> visitor);

    /** A program that the kernel calls; {@code section} says where it attaches. */
    record Entry(String section) implements FunctionKind {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.entry(this);
        }
    }

    /** Called from this unit, verified with its callers; kept as a subprogram. */
    record Subprogram() implements FunctionKind {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.subprogram(this);
        }
    }

    /** Verified on its own, replaceable. */
    record Global() implements FunctionKind {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.global(this);
        }
    }

    /** Called from this unit; whether it stays a function is the compiler's judgement. */
    record Inlinable() implements FunctionKind {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.inlinable(this);
        }
    }

    /** Called by a helper through its address. */
    record Callback() implements FunctionKind {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.callback(this);
        }
    }

    /** One method per kind. */
    interface Visitor<R> {
        R entry(Entry kind);

        R subprogram(Subprogram kind);

        R global(Global kind);

        R inlinable(Inlinable kind);

        R callback(Callback kind);
    }
}

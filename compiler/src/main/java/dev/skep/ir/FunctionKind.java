package dev.skep.ir;

/** How a function is reached. */
public sealed interface FunctionKind {
    /** A program that the kernel calls; {@code section} says where it attaches. */
    record Entry(String section) implements FunctionKind {}

    /** Called from this unit, verified with its callers; kept as a subprogram. */
    record Subprogram() implements FunctionKind {}

    /** Verified on its own, replaceable. */
    record Global() implements FunctionKind {}

    /** Called from this unit; whether it stays a function is the compiler's judgement. */
    record Inlinable() implements FunctionKind {}

    /** Called by a helper through its address. */
    record Callback() implements FunctionKind {}
}

package dev.skep.compiler.machine.allocation;

/**
 * The numbering of program points. Every operation has four, in the order things happen: values are moved into place, operands are read,
 * the result is written, and what the machine left in r0 is moved out. A block starts with four of its own, at which its parameters exist.
 */
final class Points {
    /** How many points an operation has. */
    static final int STEP = 4;

    static final int GAP = 0;
    static final int READ = 1;
    static final int WRITE = 2;
    static final int AFTER = 3;

    private Points() {}

    /** Returns the first point of the operation that {@code point} belongs to. */
    static int gapAt(int point) {
        return point & -STEP;
    }

    static boolean isGap(int point) {
        return point % STEP == GAP;
    }
}

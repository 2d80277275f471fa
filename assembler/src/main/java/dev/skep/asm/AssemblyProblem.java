package dev.skep.asm;

/**
 * One thing wrong with code.
 *
 * @param kind which rule is broken
 * @param code name of the function
 * @param message what, which, and the limit
 */
public record AssemblyProblem(Kind kind, String code, String message) {
    /** The rules that code has to keep, each with its number, reason and cure. */
    public enum Kind {
        /** A jump names a label that stands nowhere. */
        UNBOUND_LABEL(1001, "a jump needs an instruction to go to", "bind the label before the instruction it means"),
        /** A label stands in two places. */
        LABEL_BOUND_TWICE(1002, "a label is one place", "make a second label"),
        /** The last instruction runs into nothing, or there is none. */
        FALLS_OFF_THE_END(
                1003,
                "the verifier wants every path to end in exit or a jump",
                "end the function with exit, ja or gotol"),
        /** A jump leaves the code. */
        JUMP_OUT_OF_CODE(1004, "a jump stays within its function", "jump to an instruction of this code"),
        /** A jump goes to the second slot of a wide instruction. */
        JUMP_INTO_INSTRUCTION(
                1005, "the second slot of lddw is not an instruction", "jump to the first slot, or use a label"),
        /** A jump cannot be made long with what the target has. */
        JUMP_TOO_FAR(
                1006,
                "before level 4 a jump reaches 32767 slots and hops over islands of jumps, which have no room for more",
                "assemble for kernel 6.6 or later, or split the function"),
        /** The target does not have an instruction. */
        NOT_IN_TARGET(1007, "an older kernel refuses it", "raise the target, or use other instructions"),
        /** A CO-RE mark stands before no instruction, or one that cannot carry it. */
        MISPLACED_CORE_MARK(
                1008,
                "a loader patches the immediate of an ALU instruction or lddw, or the offset of a load or store, once",
                "put one mark directly before such an instruction");

        private final int number;
        private final String why;
        private final String fix;

        Kind(int number, String why, String fix) {
            this.number = number;
            this.why = why;
            this.fix = fix;
        }

        /** Returns the stable code, {@code SKEP1001}. */
        public String id() {
            return "SKEP" + number;
        }

        /** Returns why it is refused. */
        public String why() {
            return why;
        }

        /** Returns what to do about it. */
        public String fix() {
            return fix;
        }
    }

    /** Returns the problem with its code, reason and cure. */
    @Override
    public String toString() {
        return "[" + kind.id() + "] " + code + ": " + message + "\n  why: " + kind.why() + "\n  fix: " + kind.fix();
    }
}

package dev.skep.asm;

/**
 * One item of {@link Code}: an instruction, the place of a label, or something said about the instruction that follows.
 */
public sealed interface CodeElement permits Instruction, LabelTarget, SourceLine, CoreMark {
    /** Calls the method of {@code visitor} for this kind of element. */
    void accept(Visitor visitor);

    /** One method for each kind of element. */
    interface Visitor {
        /** Takes an instruction. */
        void instruction(Instruction instruction);

        /** Takes the place of a label. */
        void labelTarget(LabelTarget target);

        /** Takes the source line of the instructions that follow. */
        void sourceLine(SourceLine line);

        /** Takes a CO-RE relocation of the next instruction. */
        void coreMark(CoreMark mark);
    }
}

package dev.skep.compiler;

import dev.skep.asm.Code;
import dev.skep.asm.CodeElement;
import dev.skep.asm.CoreMark;
import dev.skep.asm.Instruction;
import dev.skep.asm.LabelTarget;
import dev.skep.asm.SourceLine;

/** Adds up the 8-byte slots of the instructions of a function. */
final class CountSlots implements CodeElement.Visitor {
    private int slots;

    private CountSlots() {}

    static int of(Code code) {
        var count = new CountSlots();
        code.elements().forEach(element -> element.accept(count));
        return count.slots;
    }

    @Override
    public void instruction(Instruction instruction) {
        slots += instruction.slots();
    }

    @Override
    public void labelTarget(LabelTarget target) {
        // no instruction
    }

    @Override
    public void sourceLine(SourceLine line) {
        // no instruction
    }

    @Override
    public void coreMark(CoreMark mark) {
        // no instruction
    }
}

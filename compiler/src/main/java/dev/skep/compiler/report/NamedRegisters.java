package dev.skep.compiler.report;

import dev.skep.asm.Code;
import dev.skep.asm.CodeElement;
import dev.skep.asm.CoreMark;
import dev.skep.asm.Instruction;
import dev.skep.asm.LabelTarget;
import dev.skep.asm.OperandShape;
import dev.skep.asm.Register;
import dev.skep.asm.RegisterSet;
import dev.skep.asm.SourceLine;
import java.util.EnumSet;
import java.util.Set;

/** Which registers code reads or writes, those apart that a call merely may. */
final class NamedRegisters implements CodeElement.Visitor {
    private static final Set<OperandShape> CALLS = EnumSet.of(
            OperandShape.CALL_HELPER, OperandShape.CALL_FUNCTION, OperandShape.CALL_KERNEL, OperandShape.CALL_REGISTER);

    private RegisterSet registers = RegisterSet.EMPTY;

    private NamedRegisters() {}

    static RegisterSet of(Code code) {
        var named = new NamedRegisters();
        code.elements().forEach(element -> element.accept(named));
        return named.registers;
    }

    @Override
    public void instruction(Instruction instruction) {
        registers = registers.union(
                CALLS.contains(instruction.opcode().shape())
                        ? RegisterSet.of(Register.R0)
                        : instruction.reads().union(instruction.writes()));
    }

    @Override
    public void labelTarget(LabelTarget target) {
        // names none
    }

    @Override
    public void sourceLine(SourceLine line) {
        // names none
    }

    @Override
    public void coreMark(CoreMark mark) {
        // names none
    }
}

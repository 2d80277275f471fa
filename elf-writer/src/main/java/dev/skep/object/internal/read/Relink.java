package dev.skep.object.internal.read;

import dev.skep.asm.AluInstruction;
import dev.skep.asm.CallInstruction;
import dev.skep.asm.Instruction;
import dev.skep.asm.InstructionVisitor;
import dev.skep.asm.JumpInstruction;
import dev.skep.asm.JumpTarget;
import dev.skep.asm.MemoryInstruction;
import dev.skep.asm.SymbolReference;
import dev.skep.asm.SymbolReference.FunctionReference;
import dev.skep.asm.SymbolReference.KfuncReference;
import dev.skep.asm.WideInstruction;
import java.util.Optional;
import java.util.function.Function;

/**
 * A decoded instruction with names in place of numbers: labels for the distances of jumps, symbols for what is relocated.
 *
 * @param symbol what the instruction refers to, if it is relocated
 * @param label the label of a jump's target
 * @param callee the function that a call without relocation means
 */
record Relink(
        Optional<SymbolReference> symbol, Function<JumpTarget, JumpTarget> label, Function<JumpTarget, String> callee)
        implements InstructionVisitor<Instruction> {
    @Override
    public Instruction wideConstant(WideInstruction.Constant instruction) {
        return symbol.<Instruction>map(reference -> new WideInstruction.Symbol(instruction.dst(), reference))
                .orElse(instruction);
    }

    @Override
    public Instruction callLocal(CallInstruction.Local instruction) {
        if (symbol.isPresent() && symbol.get() instanceof KfuncReference kfunc) {
            return new CallInstruction.Kfunc(kfunc);
        }
        if (symbol.isPresent() && symbol.get() instanceof FunctionReference function) {
            return new CallInstruction.Function(function);
        }
        return new CallInstruction.Function(new FunctionReference(callee.apply(instruction.to())));
    }

    @Override
    public Instruction jump(JumpInstruction.Goto instruction) {
        return new JumpInstruction.Goto(instruction.opcode(), label.apply(instruction.to()));
    }

    @Override
    public Instruction jumpIfRegister(JumpInstruction.IfRegister instruction) {
        return new JumpInstruction.IfRegister(
                instruction.opcode(), instruction.dst(), instruction.src(), label.apply(instruction.to()));
    }

    @Override
    public Instruction jumpIfImmediate(JumpInstruction.IfImmediate instruction) {
        return new JumpInstruction.IfImmediate(
                instruction.opcode(), instruction.dst(), instruction.imm(), label.apply(instruction.to()));
    }

    @Override
    public Instruction aluBinary(AluInstruction.Binary instruction) {
        return instruction;
    }

    @Override
    public Instruction aluImmediate(AluInstruction.Immediate instruction) {
        return instruction;
    }

    @Override
    public Instruction aluUnary(AluInstruction.Unary instruction) {
        return instruction;
    }

    @Override
    public Instruction addressSpaceCast(AluInstruction.AddressSpaceCast instruction) {
        return instruction;
    }

    @Override
    public Instruction load(MemoryInstruction.Load instruction) {
        return instruction;
    }

    @Override
    public Instruction store(MemoryInstruction.Store instruction) {
        return instruction;
    }

    @Override
    public Instruction storeImmediate(MemoryInstruction.StoreImmediate instruction) {
        return instruction;
    }

    @Override
    public Instruction atomic(MemoryInstruction.Atomic instruction) {
        return instruction;
    }

    @Override
    public Instruction packetLoad(MemoryInstruction.PacketLoad instruction) {
        return instruction;
    }

    @Override
    public Instruction packetLoadIndirect(MemoryInstruction.PacketLoadIndirect instruction) {
        return instruction;
    }

    @Override
    public Instruction wideSymbol(WideInstruction.Symbol instruction) {
        return instruction;
    }

    @Override
    public Instruction widePseudo(WideInstruction.Pseudo instruction) {
        return instruction;
    }

    @Override
    public Instruction jumpIndirect(JumpInstruction.Indirect instruction) {
        return instruction;
    }

    @Override
    public Instruction exit(JumpInstruction.Exit instruction) {
        return instruction;
    }

    @Override
    public Instruction callHelper(CallInstruction.Helper instruction) {
        return instruction;
    }

    @Override
    public Instruction callFunction(CallInstruction.Function instruction) {
        return instruction;
    }

    @Override
    public Instruction callKfunc(CallInstruction.Kfunc instruction) {
        return instruction;
    }

    @Override
    public Instruction callKfuncId(CallInstruction.KfuncId instruction) {
        return instruction;
    }

    @Override
    public Instruction callIndirect(CallInstruction.Indirect instruction) {
        return instruction;
    }
}

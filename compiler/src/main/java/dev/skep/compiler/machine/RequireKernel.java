package dev.skep.compiler.machine;

import dev.skep.asm.Code;
import dev.skep.asm.CodeElement;
import dev.skep.asm.CoreMark;
import dev.skep.asm.Instruction;
import dev.skep.asm.LabelTarget;
import dev.skep.asm.Opcode;
import dev.skep.asm.SourceLine;
import dev.skep.asm.SymbolReference;
import dev.skep.compiler.Options;

/**
 * Refuses instructions that the target kernel does not have. Symbols count as what the loader makes of them. An instruction above the level
 * of the instruction set is a fault of ours: what cannot be said below it was refused before.
 */
final class RequireKernel implements CodeElement.Visitor {
    private final Options options;
    private SourceLine line = new SourceLine("", 0, 0, "");

    private RequireKernel(Options options) {
        this.options = options;
    }

    static void check(Code code, Options options) {
        var check = new RequireKernel(options);
        for (var element : code.elements()) element.accept(check);
    }

    @Override
    public void instruction(Instruction instruction) {
        require(instruction.opcode());
        instruction.symbol().ifPresent(s -> require(s.accept(new LoadedForm(instruction.opcode()))));
    }

    private void require(Opcode opcode) {
        var since = opcode.since();
        if (since.isEmpty()) throw new IllegalStateException("no kernel has the instruction " + opcode.mnemonic());
        if (!options.targetKernel().atLeast(since.get()))
            throw new KernelTooOld(
                    "instruction `" + opcode.mnemonic() + "`", since.get(), options.targetKernel(), line);
        if (!options.isa().includes(Options.level(opcode)))
            throw new IllegalStateException(
                    "instruction `" + opcode.mnemonic() + "` at " + line + " is above level " + options.isa());
    }

    @Override
    public void labelTarget(LabelTarget label) {
        // needs nothing
    }

    @Override
    public void sourceLine(SourceLine next) {
        line = next;
    }

    @Override
    public void coreMark(CoreMark mark) {
        // needs nothing of the kernel: the loader resolves it
    }

    /** The instruction that one with a reference becomes. */
    private record LoadedForm(Opcode opcode) implements SymbolReference.Visitor<Opcode> {
        @Override
        public Opcode map(SymbolReference.MapReference reference) {
            return Opcode.LDDW_MAP_FD;
        }

        @Override
        public Opcode data(SymbolReference.DataReference reference) {
            return Opcode.LDDW_MAP_VALUE;
        }

        @Override
        public Opcode function(SymbolReference.FunctionReference reference) {
            return opcode == Opcode.LDDW ? Opcode.LDDW_FUNC : Opcode.CALL_LOCAL;
        }

        @Override
        public Opcode kfunc(SymbolReference.KfuncReference reference) {
            return opcode == Opcode.LDDW ? Opcode.LDDW_BTF_ID : Opcode.CALL_KFUNC;
        }

        @Override
        public Opcode extern(SymbolReference.ExternReference reference) {
            return Opcode.LDDW_BTF_ID;
        }
    }
}

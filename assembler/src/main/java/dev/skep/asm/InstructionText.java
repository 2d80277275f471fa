package dev.skep.asm;

import java.util.function.Function;

/** Instructions as the kernel's and LLVM's pseudo-C: {@code r0 = *(u32 *)(r1 + 4)}. */
public final class InstructionText implements InstructionVisitor<String> {
    private static final InstructionText WITH_HINTS = new InstructionText(Label::hint);
    private static final SymbolText SYMBOL = new SymbolText();

    private final JumpTarget.Visitor<String> targets;
    private final JumpTarget.Visitor<String> callTargets;

    private InstructionText(Function<Label, String> labels) {
        this.targets = new TargetText(labels, "");
        this.callTargets = new TargetText(labels, "pc"); // a bare number would be a helper's
    }

    /** Returns the text of an instruction, labels by their hints. */
    public static String of(Instruction instruction) {
        return instruction.accept(WITH_HINTS);
    }

    /** Returns the text of an instruction, labels by the names that {@code labels} gives them. */
    public static String of(Instruction instruction, Function<Label, String> labels) {
        return instruction.accept(new InstructionText(labels));
    }

    @Override
    public String aluBinary(AluInstruction.Binary i) {
        return form(i).dst(i.dst()).src(i.src()).text();
    }

    @Override
    public String aluImmediate(AluInstruction.Immediate i) {
        return form(i).dst(i.dst()).imm(i.imm()).text();
    }

    @Override
    public String aluUnary(AluInstruction.Unary i) {
        return form(i).dst(i.dst()).text();
    }

    @Override
    public String addressSpaceCast(AluInstruction.AddressSpaceCast i) {
        return form(i).dst(i.dst())
                .src(i.src())
                .put("spaces", i.to() + ", " + i.from())
                .text();
    }

    @Override
    public String load(MemoryInstruction.Load i) {
        return form(i).dst(i.dst()).addr(i.mem()).text();
    }

    @Override
    public String store(MemoryInstruction.Store i) {
        return form(i).addr(i.mem()).src(i.src()).text();
    }

    @Override
    public String storeImmediate(MemoryInstruction.StoreImmediate i) {
        return form(i).addr(i.mem()).imm(i.imm()).text();
    }

    @Override
    public String atomic(MemoryInstruction.Atomic i) {
        return form(i).addr(i.mem()).src(i.src()).text();
    }

    @Override
    public String packetLoad(MemoryInstruction.PacketLoad i) {
        return form(i).imm(i.imm()).text();
    }

    @Override
    public String packetLoadIndirect(MemoryInstruction.PacketLoadIndirect i) {
        return form(i).put("index", i.imm() == 0 ? i.src().toString() : i.src() + " + " + i.imm())
                .text();
    }

    @Override
    public String wideConstant(WideInstruction.Constant i) {
        return form(i).dst(i.dst()).put("imm", Long.toString(i.value())).text();
    }

    @Override
    public String wideSymbol(WideInstruction.Symbol i) {
        return form(i).dst(i.dst()).put("imm", i.reference().accept(SYMBOL)).text();
    }

    @Override
    public String widePseudo(WideInstruction.Pseudo i) {
        return form(i).dst(i.dst())
                .imm(i.imm())
                .put("next", Integer.toString(i.next()))
                .text();
    }

    @Override
    public String jump(JumpInstruction.Goto i) {
        return form(i).put("to", i.to().accept(targets)).text();
    }

    @Override
    public String jumpIfRegister(JumpInstruction.IfRegister i) {
        return form(i).dst(i.dst())
                .src(i.src())
                .put("to", i.to().accept(targets))
                .text();
    }

    @Override
    public String jumpIfImmediate(JumpInstruction.IfImmediate i) {
        return form(i).dst(i.dst())
                .imm(i.imm())
                .put("to", i.to().accept(targets))
                .text();
    }

    @Override
    public String jumpIndirect(JumpInstruction.Indirect i) {
        return form(i).dst(i.dst()).text();
    }

    @Override
    public String exit(JumpInstruction.Exit i) {
        return form(i).text();
    }

    @Override
    public String callHelper(CallInstruction.Helper i) {
        return form(i).imm(i.id()).text();
    }

    @Override
    public String callFunction(CallInstruction.Function i) {
        return form(i).put("to", i.function().name()).text();
    }

    @Override
    public String callKfunc(CallInstruction.Kfunc i) {
        return form(i).put("to", i.kfunc().name()).text();
    }

    @Override
    public String callLocal(CallInstruction.Local i) {
        return form(i).put("to", i.to().accept(callTargets)).text();
    }

    @Override
    public String callKfuncId(CallInstruction.KfuncId i) {
        return form(i).imm(i.id()).put("next", Integer.toString(i.module())).text();
    }

    @Override
    public String callIndirect(CallInstruction.Indirect i) {
        return form(i).dst(i.dst()).text();
    }

    private static PseudoC form(Instruction instruction) {
        return new PseudoC(instruction.opcode().pseudoC());
    }

    /** A target as it stands in the text: the name of a label, or the distance after {@code prefix}. */
    private record TargetText(Function<Label, String> labels, String prefix) implements JumpTarget.Visitor<String> {
        @Override
        public String label(Label label) {
            return labels.apply(label);
        }

        @Override
        public String offset(JumpOffset offset) {
            return prefix + offset;
        }
    }

    /** A symbol as it stands in the text: its name, and how far behind it. */
    private static final class SymbolText implements SymbolReference.Visitor<String> {
        @Override
        public String map(SymbolReference.MapReference reference) {
            return reference.name();
        }

        @Override
        public String data(SymbolReference.DataReference reference) {
            return reference.offset() == 0 ? reference.name() : reference.name() + " + " + reference.offset();
        }

        @Override
        public String function(SymbolReference.FunctionReference reference) {
            return reference.name();
        }

        @Override
        public String kfunc(SymbolReference.KfuncReference reference) {
            return reference.name();
        }

        @Override
        public String extern(SymbolReference.ExternReference reference) {
            return reference.name();
        }
    }
}

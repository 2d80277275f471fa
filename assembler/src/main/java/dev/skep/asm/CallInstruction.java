package dev.skep.asm;

import dev.skep.asm.internal.Bits;
import dev.skep.asm.internal.Word;
import java.util.Optional;

/** Calls: see RFC 9669 section 4.3.1 to 4.3.3. */
public sealed interface CallInstruction extends Instruction {
    /**
     * {@code call id}: a helper function of the kernel.
     *
     * @param id number of the helper
     */
    record Helper(int id) implements CallInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.CALL;
        }

        @Override
        public long word() {
            return opcode().word() | Word.imm(id);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.callHelper(this);
        }
    }

    /**
     * {@code call name}: a function of the program, placed by the linker.
     *
     * @param function which one
     */
    record Function(SymbolReference.FunctionReference function) implements CallInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.CALL_LOCAL;
        }

        @Override
        public long word() {
            return opcode().word() | Word.imm(-1);
        }

        @Override
        public Optional<SymbolReference> symbol() {
            return Optional.of(function);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.callFunction(this);
        }
    }

    /**
     * {@code call name}: a kernel function, found by the loader. Before that it looks like a call of a function of the program.
     *
     * @param kfunc which one
     */
    record Kfunc(SymbolReference.KfuncReference kfunc) implements CallInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.CALL_LOCAL;
        }

        @Override
        public long word() {
            return opcode().word() | Word.imm(-1);
        }

        @Override
        public Optional<SymbolReference> symbol() {
            return Optional.of(kfunc);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.callKfunc(this);
        }
    }

    /**
     * {@code call to}: a function that lies in the same code.
     *
     * @param to its first instruction
     */
    record Local(JumpTarget to) implements CallInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.CALL_LOCAL;
        }

        @Override
        public long word() {
            return opcode().word() | Operands.target(opcode(), to);
        }

        @Override
        public Optional<JumpTarget> target() {
            return Optional.of(to);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.callLocal(this);
        }
    }

    /**
     * {@code call kfunc[id]}: a kernel function that already has its numbers, as the kernel takes it.
     *
     * @param id BTF id of the function
     * @param module place of its module in the descriptor array, 0 for vmlinux
     */
    record KfuncId(int id, int module) implements CallInstruction {
        /** Refuses a module index that does not fit its field. */
        public KfuncId {
            Bits.s16(module, "module index");
        }

        @Override
        public Opcode opcode() {
            return Opcode.CALL_KFUNC;
        }

        @Override
        public long word() {
            return opcode().word() | Word.off(module, "module index") | Word.imm(id);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.callKfuncId(this);
        }
    }

    /**
     * {@code callx dst}: a function by address. Assemblers know it; no kernel accepts it.
     *
     * @param dst address
     */
    record Indirect(Register dst) implements CallInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.CALLX;
        }

        @Override
        public long word() {
            return opcode().word() | Word.dst(dst);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.callIndirect(this);
        }
    }
}

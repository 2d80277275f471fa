package dev.skep.asm;

/** One method for each record of {@link Instruction}; none has a default, so a new record is noticed everywhere. */
public interface InstructionVisitor<R> {
    /** Takes {@code dst op= src}. */
    R aluBinary(AluInstruction.Binary instruction);

    /** Takes {@code dst op= imm}. */
    R aluImmediate(AluInstruction.Immediate instruction);

    /** Takes {@code dst = op dst}. */
    R aluUnary(AluInstruction.Unary instruction);

    /** Takes {@code dst = addr_space_cast(src, to, from)}. */
    R addressSpaceCast(AluInstruction.AddressSpaceCast instruction);

    /** Takes {@code dst = *(size *)(base + offset)}. */
    R load(MemoryInstruction.Load instruction);

    /** Takes {@code *(size *)(base + offset) = src}. */
    R store(MemoryInstruction.Store instruction);

    /** Takes {@code *(size *)(base + offset) = imm}. */
    R storeImmediate(MemoryInstruction.StoreImmediate instruction);

    /** Takes {@code lock *(size *)(base + offset) op= src} and the forms that return the old value. */
    R atomic(MemoryInstruction.Atomic instruction);

    /** Takes {@code r0 = *(size *)skb[imm]}. */
    R packetLoad(MemoryInstruction.PacketLoad instruction);

    /** Takes {@code r0 = *(size *)skb[src + imm]}. */
    R packetLoadIndirect(MemoryInstruction.PacketLoadIndirect instruction);

    /** Takes {@code dst = value ll}. */
    R wideConstant(WideInstruction.Constant instruction);

    /** Takes {@code dst = symbol ll}. */
    R wideSymbol(WideInstruction.Symbol instruction);

    /** Takes {@code dst = map[fd:imm]} and its kin: a reference that already has its numbers, as the kernel takes it. */
    R widePseudo(WideInstruction.Pseudo instruction);

    /** Takes {@code goto to}, {@code gotol to}, {@code may_goto to}. */
    R jump(JumpInstruction.Goto instruction);

    /** Takes {@code if dst op src goto to}. */
    R jumpIfRegister(JumpInstruction.IfRegister instruction);

    /** Takes {@code if dst op imm goto to}. */
    R jumpIfImmediate(JumpInstruction.IfImmediate instruction);

    /** Takes {@code gotox dst}. */
    R jumpIndirect(JumpInstruction.Indirect instruction);

    /** Takes {@code exit}. */
    R exit(JumpInstruction.Exit instruction);

    /** Takes {@code call id}. */
    R callHelper(CallInstruction.Helper instruction);

    /** Takes {@code call name}. */
    R callFunction(CallInstruction.Function instruction);

    /** Takes {@code call name}. */
    R callKfunc(CallInstruction.Kfunc instruction);

    /** Takes {@code call to}. */
    R callLocal(CallInstruction.Local instruction);

    /** Takes {@code call kfunc[id]}. */
    R callKfuncId(CallInstruction.KfuncId instruction);

    /** Takes {@code callx dst}. */
    R callIndirect(CallInstruction.Indirect instruction);
}

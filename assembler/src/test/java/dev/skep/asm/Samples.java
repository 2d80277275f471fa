package dev.skep.asm;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R3;
import static dev.skep.asm.Register.R7;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** For every row of the instruction table an instruction with distinct, asymmetric operands. */
final class Samples {
    private static final int IMM = 0x12345678;
    private static final int OFFSET = -0x1234;

    private Samples() {}

    static List<Instruction> all() {
        return Arrays.stream(Opcode.values()).map(Samples::of).toList();
    }

    /** The bytes of one instruction. */
    static byte[] bytes(Instruction instruction, ByteOrder order) {
        return bytes(List.of(instruction), order);
    }

    /** The bytes of instructions one after the other, as they are. */
    static byte[] bytes(List<Instruction> instructions, ByteOrder order) {
        return Assembler.encode(instructions, order);
    }

    static Instruction of(Opcode opcode) {
        return switch (opcode.shape()) {
            case ALU_REGISTER -> new AluInstruction.Binary(opcode, R3, R7);
            case ALU_IMMEDIATE -> new AluInstruction.Immediate(opcode, R3, IMM);
            case ALU_UNARY -> new AluInstruction.Unary(opcode, R3);
            case ADDRESS_SPACE_CAST -> new AluInstruction.AddressSpaceCast(R3, R7, 0, 1);
            case LOAD -> new MemoryInstruction.Load(opcode, R3, mem(R7, OFFSET));
            case STORE -> new MemoryInstruction.Store(opcode, mem(R3, OFFSET), R7);
            case STORE_IMMEDIATE -> new MemoryInstruction.StoreImmediate(opcode, mem(R3, OFFSET), IMM);
            case ATOMIC, ATOMIC_COMPARE -> new MemoryInstruction.Atomic(opcode, mem(R3, OFFSET), R7);
            case PACKET_LOAD -> new MemoryInstruction.PacketLoad(opcode, IMM);
            case PACKET_LOAD_INDIRECT -> new MemoryInstruction.PacketLoadIndirect(opcode, R7, 0);
            case WIDE_CONSTANT -> new WideInstruction.Constant(R3, 0x1122334455667788L);
            case WIDE_PSEUDO -> new WideInstruction.Pseudo(opcode, R3, IMM, 0x11223344);
            case JUMP -> new JumpInstruction.Goto(opcode, new JumpOffset(OFFSET));
            case JUMP_LONG -> new JumpInstruction.Goto(opcode, new JumpOffset(-OFFSET));
            case JUMP_REGISTER -> new JumpInstruction.IfRegister(opcode, R3, R7, new JumpOffset(OFFSET));
            case JUMP_IMMEDIATE -> new JumpInstruction.IfImmediate(opcode, R3, IMM, new JumpOffset(OFFSET));
            case JUMP_INDIRECT -> new JumpInstruction.Indirect(R3);
            case NO_OPERANDS -> new JumpInstruction.Exit();
            case CALL_HELPER -> new CallInstruction.Helper(IMM);
            case CALL_FUNCTION -> new CallInstruction.Local(new JumpOffset(IMM));
            case CALL_KERNEL -> new CallInstruction.KfuncId(IMM, 0x123);
            case CALL_REGISTER -> new CallInstruction.Indirect(R3);
        };
    }
}

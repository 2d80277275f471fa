package dev.skep.asm.text;

import dev.skep.asm.AluInstruction;
import dev.skep.asm.CallInstruction;
import dev.skep.asm.Instruction;
import dev.skep.asm.JumpInstruction;
import dev.skep.asm.Memory;
import dev.skep.asm.MemoryInstruction;
import dev.skep.asm.Opcode;
import dev.skep.asm.Register;
import dev.skep.asm.SymbolReference.FunctionReference;
import dev.skep.asm.WideInstruction;
import dev.skep.asm.text.TextProblem.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads instructions as mnemonic and operands, as GNU as and ubpf write them: {@code add %r0,1}, {@code ldxw r2, [r1+4]},
 * {@code lock add [r1], r2}. Registers may have their {@code %} or not.
 */
final class MnemonicParser implements InstructionParser {
    private final Scanner scanner;
    private final Expressions expressions;
    private final Operand operand;
    private final Emitter emitter;
    private final JumpParser jumps;
    private final Set<Dialect> allowed;
    private final MnemonicOperands operands;

    MnemonicParser(
            Scanner scanner,
            Expressions expressions,
            Operand operand,
            Emitter emitter,
            JumpParser jumps,
            Set<Dialect> allowed) {
        this.scanner = scanner;
        this.expressions = expressions;
        this.operand = operand;
        this.emitter = emitter;
        this.jumps = jumps;
        this.allowed = allowed;
        this.operands = new MnemonicOperands(scanner, operand, expressions);
    }

    @Override
    public void instruction() {
        int start = scanner.at;
        int stop = scanner.name("an instruction, a label or a directive");
        String name = scanner.string(start, stop);
        scanner.blanks();
        if (name.equals("lock")) {
            name = "lock " + word();
            if (name.equals("lock fetch")) {
                name += " " + word();
            }
            stop = scanner.at;
        }
        if (!sized(name, start)) {
            read(require(name, start, stop), start);
        }
    }

    private String word() {
        int from = scanner.at;
        String word = scanner.string(from, scanner.name("what to do, like `add`"));
        scanner.blanks();
        return word;
    }

    private Mnemonic require(String name, int start, int stop) {
        Mnemonic mnemonic = Mnemonic.find(name);
        if (mnemonic == null) {
            throw new Fault(
                    Kind.SYNTAX,
                    start,
                    stop,
                    "`" + scanner.shown(start, stop) + "` is no instruction, label or directive"
                            + Spelling.hint(name, Mnemonic.all()));
        }
        if (mnemonic.dialects().stream().noneMatch(allowed::contains)) {
            throw new Fault(
                    Kind.SYNTAX,
                    start,
                    stop,
                    "`" + name + "` belongs to dialect " + mnemonic.dialects() + ", not " + allowed);
        }
        return mnemonic;
    }

    /** Reads GNU as's instructions whose last operand is a size; tells whether one is here. */
    private boolean sized(String name, int start) {
        switch (name) {
            case "movs", "movs32" -> signExtension(name.endsWith("32"), start);
            case "endle" -> byteOrder(Opcode.LE16, Opcode.LE32, Opcode.LE64, start);
            case "endbe" -> byteOrder(Opcode.BE16, Opcode.BE32, Opcode.BE64, start);
            case "bswap" -> byteOrder(Opcode.BSWAP16, Opcode.BSWAP32, Opcode.BSWAP64, start);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void signExtension(boolean half, int start) {
        Register dst = operands.register();
        operands.comma();
        Register src = operands.register();
        operands.comma();
        Opcode opcode = half
                ? operands.sized(8, Opcode.MOVSX32_8, 16, Opcode.MOVSX32_16, 32, Opcode.MOVSX32_32)
                : operands.sized(8, Opcode.MOVSX_8, 16, Opcode.MOVSX_16, 32, Opcode.MOVSX_32);
        emitter.emit(new AluInstruction.Binary(opcode, dst, src), start);
    }

    private void byteOrder(Opcode bits16, Opcode bits32, Opcode bits64, int start) {
        Register dst = operands.register();
        operands.comma();
        emitter.emit(new AluInstruction.Unary(operands.sized(16, bits16, 32, bits32, 64, bits64), dst), start);
    }

    private void read(Mnemonic mnemonic, int start) {
        Opcode opcode = mnemonic.register() == null ? mnemonic.immediate() : mnemonic.register();
        if (opcode == null) {
            throw new IllegalStateException(mnemonic.name() + " stands for nothing");
        }
        switch (opcode.shape()) {
            case ALU_IMMEDIATE, ALU_REGISTER -> arithmetic(mnemonic, start);
            case ALU_UNARY -> emitter.emit(new AluInstruction.Unary(opcode, operands.register()), start);
            case ADDRESS_SPACE_CAST -> cast(start);
            case LOAD -> load(opcode, start);
            case STORE, STORE_IMMEDIATE -> store(mnemonic, start);
            case ATOMIC, ATOMIC_COMPARE -> atomic(opcode, start);
            case PACKET_LOAD ->
                emitter.emit(new MemoryInstruction.PacketLoad(opcode, operand.number("packet offset")), start);
            case PACKET_LOAD_INDIRECT -> packet(opcode, start);
            case WIDE_CONSTANT, WIDE_PSEUDO -> wide(start);
            case JUMP, JUMP_LONG -> jumps.jump(opcode, start);
            case JUMP_IMMEDIATE, JUMP_REGISTER -> conditional(mnemonic, start);
            case JUMP_INDIRECT -> emitter.emit(new JumpInstruction.Indirect(operands.register()), start);
            case NO_OPERANDS -> emitter.emit(new JumpInstruction.Exit(), start);
            case CALL_HELPER, CALL_FUNCTION, CALL_KERNEL -> call(start);
            case CALL_REGISTER -> emitter.emit(new CallInstruction.Indirect(operands.register()), start);
        }
    }

    private static Opcode require(@Nullable Opcode opcode, Mnemonic mnemonic, String what, int at, int stop) {
        if (opcode == null) {
            throw new Fault(Kind.SYNTAX, at, stop, "`" + mnemonic.name() + "` does not take " + what + " here");
        }
        return opcode;
    }

    private void arithmetic(Mnemonic mnemonic, int start) {
        Register dst = operands.register();
        operands.comma();
        int at = scanner.at;
        int src = operands.registerOrNone();
        if (src != Operand.NONE) {
            Opcode opcode = require(mnemonic.register(), mnemonic, "a register", at, scanner.at);
            emitter.emit(new AluInstruction.Binary(opcode, dst, Register.of(src)), start);
            return;
        }
        Opcode opcode = require(mnemonic.immediate(), mnemonic, "a number", at, scanner.wordEnd(at));
        Expression value = expressions.read();
        if (value.isConstant()) {
            int imm = operand.s32(value.constant(), at, "immediate");
            emitter.emit(new AluInstruction.Immediate(opcode, dst, imm), start);
        } else {
            emitter.emit(new AluInstruction.Immediate(opcode, dst, 0), start, Fixups.Kind.IMMEDIATE, value, at);
        }
    }

    private void conditional(Mnemonic mnemonic, int start) {
        Register dst = operands.register();
        operands.comma();
        int at = scanner.at;
        int src = operands.registerOrNone();
        if (src != Operand.NONE) {
            Opcode opcode = require(mnemonic.register(), mnemonic, "a register", at, scanner.at);
            operands.comma();
            jumps.ifRegister(opcode, dst, Register.of(src), start);
        } else {
            Opcode opcode = require(mnemonic.immediate(), mnemonic, "a number", at, scanner.wordEnd(at));
            int imm = operand.number("immediate");
            operands.comma();
            jumps.ifImmediate(opcode, dst, imm, start);
        }
    }

    private void cast(int start) {
        Register dst = operands.register();
        operands.comma();
        Register src = operands.register();
        operands.comma();
        int to = operands.space();
        operands.comma();
        emitter.emit(new AluInstruction.AddressSpaceCast(dst, src, to, operands.space()), start);
    }

    private void load(Opcode opcode, int start) {
        Register dst = operands.register();
        operands.comma();
        emitter.emit(new MemoryInstruction.Load(opcode, dst, operands.memory()), start);
    }

    private void store(Mnemonic mnemonic, int start) {
        Memory memory = operands.memory();
        operands.comma();
        int at = scanner.at;
        int src = operands.registerOrNone();
        if (src != Operand.NONE) {
            Opcode opcode = require(mnemonic.register(), mnemonic, "a register", at, scanner.at);
            emitter.emit(new MemoryInstruction.Store(opcode, memory, Register.of(src)), start);
        } else {
            Opcode opcode = require(mnemonic.immediate(), mnemonic, "a number", at, scanner.wordEnd(at));
            emitter.emit(new MemoryInstruction.StoreImmediate(opcode, memory, operand.number("immediate")), start);
        }
    }

    private void atomic(Opcode opcode, int start) {
        Memory memory = operands.memory();
        operands.comma();
        emitter.emit(new MemoryInstruction.Atomic(opcode, memory, operands.register()), start);
    }

    private void packet(Opcode opcode, int start) {
        Register src = operands.register();
        int imm = 0;
        if (scanner.accept(',')) {
            imm = operand.number("packet offset");
        }
        emitter.emit(new MemoryInstruction.PacketLoadIndirect(opcode, src, imm), start);
    }

    private void wide(int start) {
        Register dst = operands.register();
        operands.comma();
        int at = scanner.at;
        Expression value = expressions.read();
        Instruction instruction = new WideInstruction.Constant(dst, value.isConstant() ? value.constant() : 0);
        if (value.isConstant()) {
            emitter.emit(instruction, start);
        } else {
            emitter.emit(instruction, start, Fixups.Kind.LDDW, value, at);
        }
    }

    private void call(int start) {
        int register = operands.registerOrNone();
        if (register != Operand.NONE) {
            emitter.emit(new CallInstruction.Indirect(Register.of(register)), start);
            return;
        }
        if (!scanner.accept("local")) {
            jumps.call(start);
            return;
        }
        int at = scanner.at;
        Expression target = operand.target();
        if (target.isConstant()) {
            int slots = operand.s32(target.constant(), at, "call offset");
            emitter.emit(new CallInstruction.Local(new dev.skep.asm.JumpOffset(slots)), start);
        } else {
            emitter.emit(new CallInstruction.Function(new FunctionReference("")), start, Fixups.Kind.CALL, target, at);
        }
    }
}

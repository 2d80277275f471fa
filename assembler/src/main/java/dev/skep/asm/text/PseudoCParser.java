package dev.skep.asm.text;

import dev.skep.asm.AluInstruction.Binary;
import dev.skep.asm.AluInstruction.Immediate;
import dev.skep.asm.AluOp;
import dev.skep.asm.CallInstruction;
import dev.skep.asm.Condition;
import dev.skep.asm.JumpInstruction;
import dev.skep.asm.Opcode;
import dev.skep.asm.Register;
import dev.skep.asm.Width;
import dev.skep.asm.text.TextProblem.Kind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads instructions in pseudo-C, as LLVM, GNU as and the kernel write it. What LLVM refuses because halves and whole
 * registers are mixed is refused; what one of the others prints and LLVM does not read, like {@code (r1 +4)} or
 * {@code goto pc+3}, is read.
 */
final class PseudoCParser implements InstructionParser {
    private static final List<String> WORDS = List.of(
            "call", "callx", "exit", "goto", "gotol", "gotox", "if", "ld_pseudo", "lock", "may_goto", "store_release");

    private final Scanner scanner;
    private final Expressions expressions;
    private final Operand operand;
    private final Emitter emitter;
    private final JumpParser jumps;
    private final PseudoCMemory memory;
    private final PseudoCValues values;

    PseudoCParser(Scanner scanner, Expressions expressions, Operand operand, Emitter emitter, JumpParser jumps) {
        this.scanner = scanner;
        this.expressions = expressions;
        this.operand = operand;
        this.emitter = emitter;
        this.jumps = jumps;
        this.memory = new PseudoCMemory(scanner, operand, emitter);
        this.values = new PseudoCValues(scanner, expressions, operand, emitter, memory);
    }

    /** Says what the opcode byte of the next instruction is, which the kernel prints before it. */
    void expect(int opcode) {
        values.expect(opcode);
    }

    @Override
    public void instruction() {
        int start = scanner.at;
        int dst = operand.registerOrNone();
        if (dst != Operand.NONE) {
            register(dst, start);
        } else if (scanner.peek() == '*') {
            memory.store(start);
        } else {
            word(start);
        }
    }

    private void word(int start) {
        switch (scanner.peek()) {
            case 'i' -> {
                accept("if", start);
                condition(start);
            }
            case 'g' -> jump(start);
            case 'c' -> call(start);
            case 'e' -> {
                accept("exit", start);
                emitter.emit(new JumpInstruction.Exit(), start);
            }
            case 'l' -> locked(start);
            case 'm' -> {
                accept("may_goto", start);
                jumps.jump(Opcode.MAY_GOTO, start);
            }
            case 's' -> {
                accept("store_release", start);
                memory.storeRelease(start);
            }
            default -> throw unknown(start);
        }
    }

    private void accept(String word, int start) {
        if (!scanner.accept(word)) {
            throw unknown(start);
        }
    }

    private void jump(int start) {
        if (scanner.accept("goto")) {
            jumps.jump(Opcode.JA, start);
        } else if (scanner.accept("gotol")) {
            jumps.jump(Opcode.GOTOL, start);
        } else {
            accept("gotox", start);
            emitter.emit(new JumpInstruction.Indirect(operand.register("the register with the address")), start);
        }
    }

    private void call(int start) {
        if (scanner.accept("call")) {
            jumps.call(start);
        } else {
            accept("callx", start);
            emitter.emit(new CallInstruction.Indirect(operand.register("the register with the address")), start);
        }
    }

    private void locked(int start) {
        if (scanner.accept("lock")) {
            memory.lock(start);
        } else {
            accept("ld_pseudo", start);
            values.pseudo(start);
        }
    }

    private Fault unknown(int start) {
        int stop = scanner.wordEnd(start);
        String word = scanner.shown(start, stop);
        return new Fault(
                Kind.SYNTAX,
                start,
                stop,
                "expected an instruction, a label or a directive, not `" + word + "`" + hint(word));
    }

    private static String hint(String word) {
        boolean upper = word.length() > 1 && "RW".indexOf(word.charAt(0)) >= 0 && Scanner.isDigit(word.charAt(1));
        return upper ? "; registers are written in lower case" : Spelling.hint(word, WORDS);
    }

    /** {@code r1 = }, {@code r1 += } and so on. */
    private void register(int dst, int start) {
        int at = scanner.at;
        AluOp op = assignment();
        if (op == null) {
            throw scanner.unexpected("`=`, `+=` or another assignment");
        }
        scanner.blanks();
        if (op == AluOp.MOV) {
            values.assign(dst, start);
            return;
        }
        int src = operand.registerOrNone();
        Width width = width(dst);
        if (src != Operand.NONE) {
            requireSameHalf(dst, src, at);
            emitter.emit(new Binary(op.register(width), whole(dst), whole(src)), start);
        } else {
            immediate(op.immediate(width), dst, start);
        }
    }

    private void immediate(Opcode opcode, int dst, int start) {
        int at = scanner.at;
        operand.requireOneSign();
        Expression value = expressions.read();
        if (value.isConstant()) {
            emitter.emit(new Immediate(opcode, whole(dst), operand.s32(value.constant(), at, "immediate")), start);
        } else {
            emitter.emit(new Immediate(opcode, whole(dst), 0), start, Fixups.Kind.IMMEDIATE, value, at);
        }
    }

    /** Reads an assignment sign; null if none is here. */
    private @Nullable AluOp assignment() {
        int c = scanner.peek();
        int next = scanner.peek(1);
        if (c == '=' && next != '=') {
            scanner.at++;
            return AluOp.MOV;
        }
        int length = 2;
        AluOp op = null;
        if (next == '=') {
            op = switch (c) {
                case '+' -> AluOp.ADD;
                case '-' -> AluOp.SUB;
                case '*' -> AluOp.MUL;
                case '/' -> AluOp.DIV;
                case '%' -> AluOp.MOD;
                case '&' -> AluOp.AND;
                case '|' -> AluOp.OR;
                case '^' -> AluOp.XOR;
                default -> null;
            };
        } else if (c == next && scanner.peek(2) == '=') {
            length = 3;
            op = c == '<' ? AluOp.LSH : c == '>' ? AluOp.RSH : null;
        } else if (c == 's' && scanner.peek(2) == '=') {
            length = 3;
            op = next == '/' ? AluOp.SDIV : next == '%' ? AluOp.SMOD : null;
        } else if (c == 's' && next == '>' && scanner.peek(2) == '>' && scanner.peek(3) == '=') {
            length = 4;
            op = AluOp.ARSH;
        }
        if (op != null) {
            scanner.at += length;
        }
        return op;
    }

    private void condition(int start) {
        int at = scanner.at;
        int dst = operand.registerOrNone();
        if (dst == Operand.NONE) {
            throw scanner.unexpected("the register to compare");
        }
        Condition condition = comparison();
        if (condition == null) {
            throw scanner.unexpected("a comparison: one of " + Arrays.toString(Condition.values()));
        }
        scanner.blanks();
        int src = operand.registerOrNone();
        Width width = width(dst);
        if (src != Operand.NONE) {
            requireSameHalf(dst, src, at);
            goTo();
            jumps.ifRegister(condition.register(width), whole(dst), whole(src), start);
        } else {
            operand.requireOneSign();
            int imm = operand.number("immediate");
            goTo();
            jumps.ifImmediate(condition.immediate(width), whole(dst), imm, start);
        }
    }

    private void goTo() {
        if (!scanner.accept("goto")) {
            throw scanner.unexpected("`goto`");
        }
    }

    /** Reads a comparison; null if none is here. */
    private @Nullable Condition comparison() {
        boolean signed = scanner.peek() == 's';
        int skip = signed ? 1 : 0;
        int c = scanner.peek(skip);
        boolean orEqual = scanner.peek(skip + 1) == '=';
        Condition condition =
                switch (c) {
                    case '=' -> orEqual && !signed ? Condition.EQ : null;
                    case '!' -> orEqual && !signed ? Condition.NE : null;
                    case '>' ->
                        signed ? (orEqual ? Condition.SGE : Condition.SGT) : orEqual ? Condition.GE : Condition.GT;
                    case '<' ->
                        signed ? (orEqual ? Condition.SLE : Condition.SLT) : orEqual ? Condition.LE : Condition.LT;
                    case '&' -> signed || orEqual ? null : Condition.SET;
                    default -> null;
                };
        if (condition != null) {
            scanner.at += skip + (orEqual ? 2 : 1);
        }
        return condition;
    }

    private void requireSameHalf(int dst, int src, int at) {
        if ((dst ^ src) >= Operand.HALF) {
            throw mixed(scanner, at);
        }
    }

    static Fault mixed(Scanner scanner, int at) {
        return new Fault(
                Kind.SYNTAX, at, scanner.at, "r and w registers do not mix: both whole (r) or both lower halves (w)");
    }

    static Width width(int register) {
        return register >= Operand.HALF ? Width.W : Width.DW;
    }

    static Register whole(int register) {
        return Register.of(register & (Operand.HALF - 1));
    }
}

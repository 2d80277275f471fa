package dev.skep.asm.text;

import dev.skep.asm.CallInstruction;
import dev.skep.asm.JumpInstruction.Goto;
import dev.skep.asm.JumpInstruction.IfImmediate;
import dev.skep.asm.JumpInstruction.IfRegister;
import dev.skep.asm.JumpOffset;
import dev.skep.asm.Opcode;
import dev.skep.asm.OperandShape;
import dev.skep.asm.Register;
import dev.skep.asm.SymbolReference.FunctionReference;

/** Reads the end of jumps and calls, where the target is, and emits them. All dialects have the same targets. */
final class JumpParser {
    private static final JumpOffset UNKNOWN = new JumpOffset(0);

    private final Scanner scanner;
    private final Operand operand;
    private final Emitter emitter;

    JumpParser(Scanner scanner, Operand operand, Emitter emitter) {
        this.scanner = scanner;
        this.operand = operand;
        this.emitter = emitter;
    }

    void jump(Opcode opcode, int start) {
        boolean isLong = opcode.shape() == OperandShape.JUMP_LONG;
        int at = scanner.at;
        Expression target = operand.target();
        emitter.emit(new Goto(opcode, distance(target, at, isLong)), start);
        waitFor(target, at, isLong ? Fixups.Kind.JUMP_LONG : Fixups.Kind.JUMP);
    }

    void ifRegister(Opcode opcode, Register dst, Register src, int start) {
        int at = scanner.at;
        Expression target = operand.target();
        emitter.emit(new IfRegister(opcode, dst, src, distance(target, at, false)), start);
        waitFor(target, at, Fixups.Kind.JUMP);
    }

    void ifImmediate(Opcode opcode, Register dst, int imm, int start) {
        int at = scanner.at;
        Expression target = operand.target();
        emitter.emit(new IfImmediate(opcode, dst, imm, distance(target, at, false)), start);
        waitFor(target, at, Fixups.Kind.JUMP);
    }

    /** Returns the distance to a target, which is unknown while the target is a symbol. */
    private JumpOffset distance(Expression target, int at, boolean isLong) {
        if (!target.isConstant()) {
            return UNKNOWN;
        }
        skipName();
        return new JumpOffset(
                isLong
                        ? operand.s32(target.constant(), at, "jump offset")
                        : operand.s16(target.constant(), at, "jump offset"));
    }

    private void waitFor(Expression target, int at, Fixups.Kind kind) {
        if (!target.isConstant()) {
            emitter.await(1, kind, target, at);
        }
    }

    /** {@code <out+0x8>}: llvm-objdump says where a distance leads. */
    private void skipName() {
        if (scanner.peek() != '<') {
            return;
        }
        while (!scanner.isAtEnd() && scanner.peek() != '>') {
            scanner.at++;
        }
        scanner.expect('>', "after the name of the target");
    }

    /** Reads what {@code call} calls: a number, a helper or a function by name, {@code pc+5}. */
    void call(int start) {
        int at = scanner.at;
        int c = scanner.peek();
        if (c == 'p' && scanner.peek(1) == 'c' && (scanner.peek(2) == '+' || scanner.peek(2) == '-')) {
            int slots = operand.s32(operand.target().constant(), at, "call offset");
            skipRemark();
            emitter.emit(new CallInstruction.Local(new JumpOffset(slots)), start);
            return;
        }
        if (scanner.isAt("kfunc[")) {
            kfunc(start);
            return;
        }
        Expression target = operand.target();
        int remark = scanner.at;
        if (scanner.peek() == '#'
                && Scanner.isDigit(scanner.peek(scanner.peek(1) == '-' ? 2 : 1))
                && !isBlank(remark - 1)) {
            scanner.at++;
            boolean negative = scanner.accept('-');
            long id = Numbers.read(scanner);
            emitter.emit(new CallInstruction.Helper(operand.s32(negative ? -id : id, at, "helper number")), start);
        } else if (target.isConstant()) {
            emitter.emit(new CallInstruction.Helper(operand.s32(target.constant(), at, "helper number")), start);
        } else {
            emitter.emit(new CallInstruction.Function(new FunctionReference("")), start, Fixups.Kind.CALL, target, at);
        }
    }

    private boolean isBlank(int at) {
        return scanner.text[at] == ' ' || scanner.text[at] == '\t';
    }

    /** {@code #bpf_prog_6deef7357e7b4530_F}: bpftool says what a distance calls. */
    private void skipRemark() {
        if (scanner.peek() == '#') {
            scanner.skipLine();
        }
    }

    private void kfunc(int start) {
        scanner.accept("kfunc");
        scanner.expect('[', "after kfunc");
        scanner.accept("id");
        scanner.expect(':', "after id");
        int id = operand.number("kfunc id");
        scanner.expect(',', "and the module");
        scanner.accept("fd");
        scanner.expect(':', "after fd");
        int at = scanner.at;
        int module = operand.s16(operand.number("module index"), at, "module index");
        scanner.expect(']', "after the module");
        emitter.emit(new CallInstruction.KfuncId(id, module), start);
    }
}

package dev.skep.ir.text;

import dev.skep.asm.Instruction;
import dev.skep.asm.InstructionText;
import dev.skep.asm.SymbolReference.DataReference;
import dev.skep.asm.WideInstruction;
import dev.skep.asm.Width;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what stands on the right of the {@code =} of an op, and terminators; without locations. */
final class OpText implements Op.Visitor<String>, Terminator.Visitor<String> {
    private final TypeText types;

    OpText(TypeText types) {
        this.types = types;
    }

    static String target(Target target) {
        return Words.name(target.label().toString()) + values(target.arguments(), "(", ")");
    }

    private static String values(List<Value> values, String open, String close) {
        if (values.isEmpty()) return "";
        return values.stream().map(Value::toString).collect(Collectors.joining(", ", open, close));
    }

    private static String call(String word, String callee, List<Value> arguments) {
        return word + " " + Words.name(callee)
                + arguments.stream().map(Value::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String memory(Value address, int offset) {
        return "[" + address + (offset < 0 ? " - " : " + ") + Math.abs((long) offset) + "]";
    }

    private static String memory(Width width, Value address, int offset) {
        return Words.of(width) + " " + memory(address, offset);
    }

    @Override
    public String constant(Op.Constant op) {
        return "const " + op.value();
    }

    @Override
    public String stackAddress(Op.StackAddress op) {
        return "slot $" + op.slot().id();
    }

    @Override
    public String globalAddress(Op.GlobalAddress op) {
        return "global " + Words.name(op.global()) + (op.offset() == 0 ? "" : " + " + op.offset());
    }

    @Override
    public String coreValue(Op.CoreValue op) {
        return "core " + Words.of(op.kind()) + " " + types.of(op.type()) + " " + Words.quoted(op.access()) + " = "
                + op.local();
    }

    @Override
    public String mapAddress(Op.MapAddress op) {
        return "map " + Words.name(op.map());
    }

    @Override
    public String functionAddress(Op.FunctionAddress op) {
        return "function " + Words.name(op.function());
    }

    @Override
    public String binary(Op.Binary op) {
        return Words.of(op.operation()) + " " + op.left() + ", " + op.right();
    }

    @Override
    public String negate(Op.Negate op) {
        return "negate " + op.value();
    }

    @Override
    public String extend(Op.Extend op) {
        return "extend " + Words.of(op.extension(), op.from()) + " " + op.value();
    }

    @Override
    public String truncate(Op.Truncate op) {
        return "truncate " + op.value();
    }

    @Override
    public String swapBytes(Op.SwapBytes op) {
        return "swap " + Words.of(op.order()) + " " + Words.of(op.width()) + " " + op.value();
    }

    @Override
    public String reinterpret(Op.Reinterpret op) {
        return "reinterpret " + op.value();
    }

    @Override
    public String castArena(Op.CastArena op) {
        return "cast " + Words.name(op.map()) + " " + op.value();
    }

    @Override
    public String fieldAddress(Op.FieldAddress op) {
        return "field " + Words.name(op.struct()) + " " + Words.quoted(op.access()) + " " + op.base() + " + "
                + op.offset();
    }

    @Override
    public String compare(Op.Compare op) {
        return "compare " + Words.of(op.condition()) + " " + op.left() + ", " + op.right();
    }

    @Override
    public String load(Op.Load op) {
        return "load " + Words.of(op.extension(), op.width().bits()) + " " + memory(op.address(), op.offset());
    }

    @Override
    public String store(Op.Store op) {
        return "store " + memory(op.width(), op.address(), op.offset()) + ", " + op.value();
    }

    @Override
    public String zero(Op.Zero op) {
        return "zero " + memory(op.address(), op.offset()) + ", " + op.size();
    }

    @Override
    public String copy(Op.Copy op) {
        return "copy " + memory(op.to(), op.toOffset()) + ", " + memory(op.from(), op.fromOffset()) + ", " + op.size();
    }

    @Override
    public String atomicUpdate(Op.AtomicUpdate op) {
        return "atomic " + Words.of(op.operation()) + " " + memory(op.width(), op.address(), op.offset()) + ", "
                + op.value();
    }

    @Override
    public String atomicFetch(Op.AtomicFetch op) {
        return "atomic " + Words.of(op.operation()) + " " + memory(op.width(), op.address(), op.offset()) + ", "
                + op.value();
    }

    @Override
    public String compareExchange(Op.CompareExchange op) {
        return "cmpxchg " + memory(op.width(), op.address(), op.offset()) + ", " + op.expected() + ", " + op.value();
    }

    @Override
    public String callHelper(Op.CallHelper op) {
        return call("helper", op.helper().kernelName(), op.arguments());
    }

    @Override
    public String callFunction(Op.CallFunction op) {
        return call("call", op.function(), op.arguments());
    }

    @Override
    public String callKfunc(Op.CallKfunc op) {
        return call("kfunc", op.kfunc(), op.arguments());
    }

    /** One instruction a line; the lines that they are from name their file. */
    @Override
    public String assembly(Op.Assembly op) {
        var arguments = op.arguments().stream().map(Value::toString).collect(Collectors.joining(", ", "(", ")"));
        return "assembly" + arguments + " {\n"
                + op.block().steps().stream()
                        .map(step ->
                                "        " + step(step.instruction()) + IrPrinter.place(step.location(), "") + "\n")
                        .collect(Collectors.joining())
                + "    }";
    }

    private static String step(Instruction instruction) {
        if (!(instruction instanceof WideInstruction.Symbol load)) return Words.quoted(InstructionText.of(instruction));
        if (load.reference() instanceof DataReference data)
            return load.dst() + " global " + Words.name(data.name())
                    + (data.offset() == 0 ? "" : " + " + data.offset());
        return load.dst() + " map " + Words.name(load.reference().name());
    }

    @Override
    public String jump(Terminator.Jump end) {
        return "jump " + target(end.target());
    }

    @Override
    public String branch(Terminator.Branch end) {
        return "branch " + Words.of(end.condition()) + " " + end.left() + ", " + end.right() + " then "
                + target(end.then()) + " else " + target(end.otherwise());
    }

    @Override
    public String switch_(Terminator.Switch end) {
        var cases = end.cases().stream()
                .map(c -> c.value() + " -> " + target(c.target()) + ", ")
                .collect(Collectors.joining());
        return "switch " + end.selector() + " { " + cases + "else -> " + target(end.otherwise()) + " }";
    }

    @Override
    public String return_(Terminator.Return end) {
        return "return " + end.value();
    }

    @Override
    public String returnVoid(Terminator.ReturnVoid end) {
        return "return";
    }
}

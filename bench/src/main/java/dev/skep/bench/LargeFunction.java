package dev.skep.bench;

import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BpfType;
import dev.skep.ir.Extension;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.ir.build.Variable;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A program of a given size: arithmetic on eight variables, memory, calls and forks, none of which goes away. */
final class LargeFunction {
    private static final int VARIABLES = 8;
    private static final List<BinaryOp> OPERATIONS =
            List.of(BinaryOp.ADD, BinaryOp.SUB, BinaryOp.MUL, BinaryOp.XOR, BinaryOp.OR);
    private static final String GLOBAL = "numbers";
    private static final int SIZE = 64;

    private final Random random = new Random(1);
    private final IrBuilder ir;
    private final List<Variable> variables = new ArrayList<>();
    private int ops;

    private LargeFunction() {
        ir = new IrBuilder("large", new FunctionKind.Entry("xdp"), BpfType.S32, line());
    }

    /** Returns the program with about so many ops. */
    static Unit unit(int size) {
        return new LargeFunction().build(size);
    }

    private static SourceLine line() {
        return new SourceLine("Large.java", 1, 1, "");
    }

    private Unit build(int size) {
        ir.parameter("ctx", new BpfType.Pointer(BpfType.VOID), ValueType.pointer(MemoryKind.CONTEXT));
        for (var i = 0; i < VARIABLES; i++) {
            var variable = ir.newVariable("v" + i, ValueType.I64);
            ir.write(variable, ir.load(ValueType.I64, Width.DW, Extension.ZERO, global(), 8 * i));
            variables.add(variable);
        }
        while (ops < size) statement();
        for (var i = 0; i < VARIABLES; i++) ir.store(Width.DW, global(), 8 * i, ir.read(variables.get(i)));
        ir.return_(ir.constant(ValueType.I32, 2));
        var type = new BpfType.Array(BpfType.U8, SIZE);
        var numbers = new Global(GLOBAL, type, Global.Kind.VARIABLE, new Initial.Zero(), line());
        return new Unit("large", "GPL", List.of(), List.of(), List.of(numbers), List.of(ir.finish()));
    }

    private Value global() {
        ops++;
        return ir.globalAddress(GLOBAL, 0);
    }

    private Value any() {
        return ir.read(variables.get(random.nextInt(VARIABLES)));
    }

    private void write(Value value) {
        ops++;
        ir.write(variables.get(random.nextInt(VARIABLES)), value);
    }

    private void statement() {
        switch (random.nextInt(10)) {
            case 0 -> ir.store(Width.W, global(), 4 * random.nextInt(SIZE / 4), any());
            case 1 -> write(ir.load(ValueType.I64, Width.W, Extension.ZERO, global(), 4 * random.nextInt(SIZE / 4)));
            case 2 -> fork();
            case 3 -> write(random.nextInt(8) == 0 ? ir.callHelper(ValueType.I64, Helper.KTIME_GET_NS) : any());
            default -> write(ir.binary(OPERATIONS.get(random.nextInt(OPERATIONS.size())), any(), any()));
        }
    }

    private void fork() {
        var then = ir.newBlock("then");
        var end = ir.newBlock("end");
        ops++;
        ir.branch(Condition.GT, any(), any(), then, end);
        ir.seal(then);
        ir.position(then);
        write(ir.binary(BinaryOp.XOR, any(), any()));
        ir.jump(end);
        ir.seal(end);
        ir.position(end);
    }
}

package dev.skep.compiler.check;

import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.BpfType;
import dev.skep.ir.Extension;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Target;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.ir.build.Variable;
import dev.skep.kernel.Helper;
import dev.skep.kernel.MapType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An XDP program made by chance, the same for the same seed: variables that hold what lookups return, or null, or each other; truth values
 * that say which of them are null, kept and combined; branches and loops on those and on what nobody knows; and uses of the pointers, right
 * or wrong. It is built as a front end builds it.
 */
final class NullProgram {
    private static final SourceLine LINE = new SourceLine("Null.java", 1, 1, "");
    private static final ValueType POINTER = ValueType.nullable(MemoryKind.MAP_VALUE);

    private final Random random;
    private final IrBuilder ir = new IrBuilder("p", new FunctionKind.Entry("xdp"), BpfType.S32, LINE);
    private final StackSlot key = ir.newSlot("key", 4, 4);
    private final List<Variable> pointers = new ArrayList<>();
    private final List<Variable> truths = new ArrayList<>();
    private int budget;

    private NullProgram(long seed) {
        random = new Random(seed);
    }

    /** Returns the program of that seed, as entry {@code p}. */
    static Unit of(long seed) {
        return new NullProgram(seed).unit();
    }

    private Unit unit() {
        ir.parameter("ctx", new BpfType.Pointer(BpfType.VOID), ValueType.pointer(MemoryKind.CONTEXT));
        ir.store(Width.W, ir.stackAddress(key), 0, number(0));
        for (var i = 0; i < 2; i++) pointers.add(variable("p" + i, random.nextBoolean() ? lookup() : null_()));
        for (var i = 0; i < 3; i++) truths.add(variable("t" + i, random.nextBoolean() ? test() : number(0)));
        budget = 3 + random.nextInt(9);
        statements(3);
        ir.return_(number(2));
        var map =
                new MapDefinition("m", MapType.HASH, BpfType.U32, BpfType.U64, 1, 0, MapDefinition.Pinning.NONE, LINE);
        var unknown = new Global("x", BpfType.U32, Global.Kind.VARIABLE, new Initial.Zero(), LINE);
        return new Unit("null", "GPL", List.of(), List.of(map), List.of(unknown), List.of(ir.finish()));
    }

    private Variable variable(String name, Value value) {
        var variable = ir.newVariable(name, value.type());
        ir.write(variable, value);
        return variable;
    }

    private Value number(long value) {
        return ir.constant(ValueType.I32, value);
    }

    private Value null_() {
        return ir.constant(POINTER, 0);
    }

    private Value lookup() {
        return ir.callHelper(POINTER, Helper.MAP_LOOKUP_ELEM, ir.mapAddress("m"), ir.stackAddress(key));
    }

    private Value unknown() {
        return ir.load(ValueType.I32, Width.W, Extension.ZERO, ir.globalAddress("x", 0), 0);
    }

    private Value pointer() {
        return ir.read(pick(pointers));
    }

    private Value truth() {
        return ir.read(pick(truths));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Condition equality() {
        return random.nextBoolean() ? Condition.EQ : Condition.NE;
    }

    private Value test() {
        return ir.compare(equality(), pointer(), null_());
    }

    private void statements(int depth) {
        for (var i = 1 + random.nextInt(4); i > 0 && budget > 0; i--) statement(depth);
    }

    private void statement(int depth) {
        budget--;
        switch (random.nextInt(depth > 0 ? 16 : 11)) {
            case 0 -> ir.write(pick(pointers), lookup());
            case 1 -> ir.write(pick(pointers), random.nextBoolean() ? null_() : pointer());
            case 2, 3, 4 -> ir.write(pick(truths), test());
            case 5 -> ir.write(pick(truths), ir.binary(BinaryOp.XOR, truth(), number(1)));
            case 6 -> ir.write(pick(truths), ir.binary(BinaryOp.AND, truth(), truth()));
            case 7 -> ir.write(pick(truths), ir.binary(BinaryOp.OR, truth(), truth()));
            case 8 -> ir.write(pick(truths), number(random.nextInt(2)));
            case 9 -> ir.write(pick(truths), ir.compare(Condition.GT, unknown(), number(5)));
            case 10 -> touch();
            case 11 -> loop(depth - 1);
            default -> ifThenElse(depth - 1);
        }
    }

    private void touch() {
        ir.store(Width.W, pointer(), 0, number(1));
    }

    private void ifThenElse(int depth) {
        var then = ir.newBlock("then");
        var otherwise = ir.newBlock("else");
        var end = ir.newBlock("end");
        condition(then, otherwise, 2);
        place(then);
        if (random.nextInt(3) == 0) touch();
        statements(depth);
        if (random.nextInt(5) == 0) ir.return_(number(1));
        else ir.jump(end);
        place(otherwise);
        if (random.nextInt(5) == 0) touch();
        if (random.nextBoolean()) statements(depth);
        ir.jump(end);
        place(end);
    }

    private void condition(BlockLabel then, BlockLabel otherwise, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            var right = ir.newBlock("right");
            if (random.nextBoolean()) condition(right, otherwise, depth - 1);
            else condition(then, right, depth - 1);
            place(right);
            condition(then, otherwise, depth - 1);
            return;
        }
        switch (random.nextInt(5)) {
            case 0, 1 -> ir.branch(Condition.NE, truth(), number(0), then, otherwise);
            case 2 -> ir.branch(Condition.EQ, truth(), number(random.nextInt(2)), then, otherwise);
            case 3 -> ir.branch(equality(), pointer(), null_(), then, otherwise);
            default -> ir.branch(Condition.GT, unknown(), number(5), then, otherwise);
        }
    }

    private void loop(int depth) {
        var counter = variable("i", number(0));
        var head = ir.newBlock("head");
        var body = ir.newBlock("body");
        var end = ir.newBlock("end");
        ir.jump(head);
        ir.position(head);
        ir.branch(Condition.LT, ir.read(counter), number(3), body, end);
        place(body);
        statements(depth);
        ir.write(counter, ir.binary(BinaryOp.ADD, ir.read(counter), number(1)));
        if (random.nextInt(3) == 0)
            ir.branch(Condition.NE, truth(), number(0), new Target(head, List.of()), new Target(end, List.of()));
        else ir.jump(head);
        ir.seal(head);
        place(end);
    }

    private void place(BlockLabel block) {
        ir.seal(block);
        ir.position(block);
    }
}

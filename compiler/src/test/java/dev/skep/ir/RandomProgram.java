package dev.skep.ir;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.ir.build.IrBuilder;
import dev.skep.ir.build.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An XDP program made by chance, the same for the same seed: it reads numbers from the packet, computes with them through branches, loops
 * that end, calls and memory of the frame, and writes what came out into the packet. It is built as a front end builds it.
 */
public final class RandomProgram {
    /** How many bytes of the packet it reads and writes. */
    public static final int PACKET = 64;

    private static final int SLOT = 32;
    private static final int STRUCT = 16;
    private static final List<ByteSwap> ORDERS = List.of(ByteSwap.values());
    private static final Condition[] CONDITIONS = Condition.values();
    private static final BinaryOp[] OPERATIONS = BinaryOp.values();
    private static final long[] INTERESTING = {
        0, 1, 2, 3, 7, 8, 31, 32, 63, 64, 255, 256, 0xFFFF, -1, -2, 0x7FFFFFFF, 0x80000000L
    };

    private final Random random;
    private final List<Function> functions = new ArrayList<>();
    private IrBuilder ir;
    private List<Variable> words = new ArrayList<>();
    private List<Variable> longs = new ArrayList<>();
    private StackSlot slot;
    private StackSlot struct;
    private int budget;
    private final int more;

    private RandomProgram(long seed, int more) {
        this.more = more;
        random = new Random(seed);
        ir = new IrBuilder("none", new FunctionKind.Subprogram(), BpfType.S32, line(0));
        slot = new StackSlot(0, "none", 1, 1, line(0));
        struct = slot;
    }

    /** Returns the program of that seed, as entry {@code p}. */
    public static Unit of(long seed) {
        return new RandomProgram(seed, 0).unit();
    }

    /** Returns the program of that seed with so many variables more, all of them wanted at the end, and functions that take five. */
    public static Unit withVariables(int more, long seed) {
        return new RandomProgram(seed, more).unit();
    }

    private Unit unit() {
        for (var i = 0; i < 2; i++) callee("callee" + i);
        entry();
        return new Unit("random", "GPL", List.of(), List.of(), List.of(), functions);
    }

    private static SourceLine line(int number) {
        return new SourceLine("Random.java", number, 1, "line " + number);
    }

    private void start(String name, FunctionKind kind) {
        ir = new IrBuilder(name, kind, BpfType.S32, line(1));
        words = new ArrayList<>();
        longs = new ArrayList<>();
        slot = ir.newSlot("memory", SLOT, 8);
        struct = ir.newSlot("struct", STRUCT, 8);
    }

    private void callee(String name) {
        start(name, random.nextBoolean() ? new FunctionKind.Inlinable() : new FunctionKind.Subprogram());
        words.add(holding("a", ir.parameter("a", BpfType.S32, ValueType.I32)));
        longs.add(holding("b", ir.parameter("b", BpfType.S64, ValueType.I64)));
        if (more > 0) {
            words.add(holding("c", ir.parameter("c", BpfType.S32, ValueType.I32)));
            longs.add(holding("d", ir.parameter("d", BpfType.S64, ValueType.I64)));
            words.add(holding("e", ir.parameter("e", BpfType.S32, ValueType.I32)));
        }
        ir.zero(ir.stackAddress(slot), 0, SLOT);
        ir.zero(ir.stackAddress(struct), 0, STRUCT);
        budget = 6;
        statements(1);
        ir.return_(word());
        functions.add(ir.finish());
    }

    private Variable holding(String name, Value value) {
        var variable = ir.newVariable(name, value.type());
        ir.write(variable, value);
        return variable;
    }

    private void entry() {
        start("p", new FunctionKind.Entry("xdp"));
        var context = ir.parameter("ctx", new BpfType.Pointer(BpfType.VOID), ValueType.pointer(MemoryKind.CONTEXT));
        var data = ir.load(ValueType.pointer(MemoryKind.PACKET), Width.W, Extension.ZERO, context, 0);
        var end = ir.load(ValueType.pointer(MemoryKind.PACKET_END), Width.W, Extension.ZERO, context, 4);
        var behind = ir.binary(BinaryOp.ADD, data, number(ValueType.I64, PACKET));
        var tooShort = ir.newBlock("short");
        var fits = ir.newBlock("fits");
        ir.branch(Condition.GT, behind, end, tooShort, fits);
        place(tooShort);
        ir.return_(number(ValueType.I32, 1));
        place(fits);
        for (var i = 0; i < 4; i++)
            words.add(holding("w" + i, ir.load(ValueType.I32, Width.W, Extension.ZERO, data, 4 * i)));
        for (var i = 0; i < 3; i++)
            longs.add(holding("l" + i, ir.load(ValueType.I64, Width.DW, Extension.ZERO, data, 16 + 8 * i)));
        words.add(holding("narrow", ir.load(ValueType.I32, Width.H, Extension.SIGN, data, 40)));
        for (var i = 0; i < more; i++) {
            if (i % 2 == 0)
                words.add(holding(
                        "x" + i, ir.binary(BinaryOp.MUL, ir.read(words.get(i % 4)), number(ValueType.I32, 3 + i))));
            else
                longs.add(holding(
                        "x" + i, ir.binary(BinaryOp.MUL, ir.read(longs.get(i % 3)), number(ValueType.I64, 3 + i))));
        }
        ir.zero(ir.stackAddress(slot), 0, SLOT);
        ir.zero(ir.stackAddress(struct), 0, STRUCT);
        budget = 18;
        statements(3);
        collect(words);
        collect(longs);
        for (var i = 0; i < 4; i++) ir.store(Width.W, data, 4 * i, ir.read(words.get(i)));
        for (var i = 0; i < 3; i++) ir.store(Width.DW, data, 16 + 8 * i, ir.read(longs.get(i)));
        ir.copy(data, 42, ir.stackAddress(slot), 0, 20);
        ir.return_(word());
        functions.add(ir.finish());
    }

    /** Whatever a variable holds shows in the first. */
    private void collect(List<Variable> variables) {
        if (more > 0)
            for (var other : variables.subList(1, variables.size()))
                ir.write(variables.get(0), ir.binary(BinaryOp.XOR, ir.read(variables.get(0)), ir.read(other)));
    }

    private void place(BlockLabel block) {
        ir.seal(block);
        ir.position(block);
    }

    private Value number(ValueType type, long value) {
        return ir.constant(type, value);
    }

    private Value word() {
        return random.nextInt(5) == 0
                ? number(ValueType.I32, INTERESTING[random.nextInt(INTERESTING.length)])
                : ir.read(words.get(random.nextInt(words.size())));
    }

    private Value wide() {
        return random.nextInt(5) == 0
                ? number(ValueType.I64, INTERESTING[random.nextInt(INTERESTING.length)])
                : ir.read(longs.get(random.nextInt(longs.size())));
    }

    private void statements(int depth) {
        for (var i = 2 + random.nextInt(4); i > 0 && budget > 0; i--) statement(depth);
    }

    private void statement(int depth) {
        budget--;
        ir.at(line(100 - budget));
        switch (random.nextInt(depth > 0 ? 13 : 8)) {
            case 0, 1 -> write(words, compute(ValueType.I32));
            case 2, 3 -> write(longs, compute(ValueType.I64));
            case 4 -> write(words, convertToWord());
            case 5 -> write(longs, convertToLong());
            case 6 -> memory();
            case 7 -> field();
            case 8, 9 -> ifThenElse(depth - 1);
            case 10 -> loop(depth - 1);
            case 11 -> dispatch(depth - 1);
            default -> call();
        }
    }

    private void write(List<Variable> variables, Value value) {
        ir.write(variables.get(random.nextInt(variables.size())), value);
    }

    private Value compute(ValueType type) {
        var operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
        var left = type == ValueType.I32 ? word() : wide();
        var right = type == ValueType.I32 ? word() : wide();
        return random.nextInt(12) == 0 ? ir.negate(left) : ir.binary(operation, left, right);
    }

    private Value convertToWord() {
        return switch (random.nextInt(4)) {
            case 0 -> ir.truncate(wide());
            case 1 -> ir.extend(extension(), random.nextBoolean() ? 8 : 16, ValueType.I32, word());
            case 2 -> ir.swapBytes(order(), random.nextBoolean() ? Width.H : Width.W, word());
            default -> truth();
        };
    }

    private Value convertToLong() {
        return switch (random.nextInt(3)) {
            case 0 -> ir.extend(extension(), 8 << random.nextInt(3), ValueType.I64, word());
            case 1 -> ir.extend(extension(), 8 << random.nextInt(3), ValueType.I64, wide());
            default -> ir.swapBytes(order(), random.nextBoolean() ? Width.W : Width.DW, wide());
        };
    }

    private Extension extension() {
        return random.nextBoolean() ? Extension.SIGN : Extension.ZERO;
    }

    private ByteSwap order() {
        return ORDERS.get(random.nextInt(ORDERS.size()));
    }

    /** A comparison as a value, or half of one decided before: {@code a && b}. */
    private Value truth() {
        if (random.nextBoolean()) return compare();
        var right = ir.newBlock("and");
        var end = ir.newBlock("end", ValueType.I32);
        ir.branch(
                condition(),
                word(),
                word(),
                new Target(right, List.of()),
                new Target(end, List.of(number(ValueType.I32, random.nextInt(2)))));
        place(right);
        ir.jump(end, compare());
        place(end);
        return ir.blockParameter(end, 0);
    }

    private Value compare() {
        return random.nextBoolean() ? ir.compare(condition(), word(), word()) : ir.compare(condition(), wide(), wide());
    }

    private Condition condition() {
        return CONDITIONS[random.nextInt(CONDITIONS.length)];
    }

    /** The frame, at constant places and at one that a mask keeps inside. */
    private void memory() {
        var base = ir.stackAddress(slot);
        var at = 8 * random.nextInt(SLOT / 8);
        switch (random.nextInt(9)) {
            case 8 -> compareExchange(base, at);
            case 6 -> neighbours(base);
            case 0 -> ir.store(Width.DW, base, at, wide());
            case 1 -> ir.store(Width.ofBytes(1 << random.nextInt(3)), base, at, word());
            case 2 ->
                write(longs, ir.load(ValueType.I64, Width.ofBytes(1 << random.nextInt(4)), extension(), base, at));
            case 3 ->
                write(words, ir.load(ValueType.I32, Width.ofBytes(1 << random.nextInt(3)), extension(), base, at));
            case 4 -> {
                var index = ir.binary(BinaryOp.AND, wide(), number(ValueType.I64, 15));
                ir.store(Width.B, ir.binary(BinaryOp.ADD, base, index), random.nextInt(16), word());
            }
            case 7 -> neighbours(base);
            default ->
                write(
                        longs,
                        ir.atomicFetch(
                                random.nextBoolean() ? AtomicOp.FETCH_ADD : AtomicOp.XCHG, Width.DW, base, at, wide()));
        }
    }

    /** A struct of a long, an int, a short and a byte; now and then the int and what follows are cleared, or looked at as one. */
    private void field() {
        var base = ir.stackAddress(struct);
        var field = random.nextInt(4);
        var at = 16 - (16 >> field);
        var width = Width.ofBytes(8 >> field);
        switch (random.nextInt(field == 0 ? 4 : 10)) {
            case 0, 1 -> ir.store(width, base, at, field == 0 || random.nextBoolean() ? wide() : word());
            case 2, 3 -> write(longs, ir.load(ValueType.I64, width, extension(), base, at));
            case 4, 5 -> ir.store(width, base, at, word());
            case 6, 7 -> write(words, ir.load(ValueType.I32, width, extension(), base, at));
            case 8 -> ir.zero(base, 8, 8);
            default -> {
                if (random.nextInt(4) == 0) write(longs, ir.load(ValueType.I64, Width.DW, extension(), base, 8));
            }
        }
    }

    /** What is expected is there now and then. */
    private void compareExchange(Value base, int at) {
        var expected = random.nextBoolean() ? ir.load(ValueType.I64, Width.DW, Extension.ZERO, base, at) : wide();
        write(longs, ir.compareExchange(Width.DW, base, at, expected, wide()));
        var there = random.nextBoolean() ? ir.load(ValueType.I32, Width.W, Extension.ZERO, base, at) : word();
        write(words, ir.compareExchange(Width.W, base, at, there, word()));
    }

    /** Pieces that lie beside each other, each copied or filled by itself and in some order. */
    private void neighbours(Value base) {
        var bytes = 1 << random.nextInt(3);
        var width = Width.ofBytes(bytes);
        var from = bytes * random.nextInt(SLOT / bytes - 4);
        var to = bytes * random.nextInt(SLOT / bytes - 4);
        var backwards = random.nextBoolean();
        var fill = random.nextBoolean();
        for (var i = 0; i < 4; i++) {
            var at = bytes * (backwards ? 3 - i : i);
            var value = fill || random.nextInt(8) == 0
                    ? number(ValueType.I32, random.nextInt())
                    : ir.load(ValueType.I32, width, extension(), base, from + at);
            ir.store(width, base, to + at, value);
        }
    }

    private void ifThenElse(int depth) {
        var then = ir.newBlock("then");
        var otherwise = ir.newBlock("else");
        var end = ir.newBlock("end");
        switch (random.nextInt(4)) {
            case 0 -> ir.branch(condition(), word(), word(), then, otherwise);
            case 1 -> ir.branch(condition(), wide(), wide(), then, otherwise);
            case 2 ->
                ir.branch(
                        random.nextBoolean() ? Condition.EQ : Condition.NE,
                        ir.binary(BinaryOp.AND, wide(), wide()),
                        number(ValueType.I64, 0),
                        then,
                        otherwise);
            default -> ir.branch(Condition.NE, truth(), number(ValueType.I32, 0), then, otherwise);
        }
        place(then);
        statements(depth);
        ir.jump(end);
        place(otherwise);
        if (random.nextBoolean()) statements(depth);
        ir.jump(end);
        place(end);
    }

    private void loop(int depth) {
        var counter = ir.newVariable("i", ValueType.I32);
        ir.write(counter, number(ValueType.I32, 0));
        var head = ir.newBlock("head");
        var body = ir.newBlock("body");
        var end = ir.newBlock("end");
        ir.jump(head);
        ir.position(head);
        ir.branch(Condition.LT, ir.read(counter), number(ValueType.I32, 1 + random.nextInt(4)), body, end);
        place(body);
        statements(depth);
        if (random.nextInt(3) == 0) {
            var at = ir.binary(
                    BinaryOp.SHL,
                    ir.extend(Extension.ZERO, 32, ValueType.I64, ir.read(counter)),
                    number(ValueType.I64, 3));
            ir.store(Width.W, ir.binary(BinaryOp.ADD, ir.stackAddress(slot), at), random.nextInt(2) * 4, word());
        }
        ir.write(counter, ir.binary(BinaryOp.ADD, ir.read(counter), number(ValueType.I32, 1)));
        ir.jump(head);
        ir.seal(head);
        place(end);
    }

    private void dispatch(int depth) {
        var end = ir.newBlock("end");
        var targets = new ArrayList<BlockLabel>();
        var cases = new ArrayList<Terminator.Switch.Case>();
        for (var i = 0; i < 3; i++) {
            targets.add(ir.newBlock("case"));
            cases.add(new Terminator.Switch.Case(INTERESTING[i * 2] + i, new Target(targets.get(i), List.of())));
        }
        var selector = random.nextBoolean()
                ? ir.binary(BinaryOp.AND, word(), number(ValueType.I32, 7))
                : ir.swapBytes(ByteSwap.BIG_ENDIAN, Width.H, word());
        ir.switch_(selector, cases, end);
        for (var target : targets) {
            place(target);
            statements(depth);
            ir.jump(end);
        }
        place(end);
    }

    private void call() {
        if (functions.isEmpty()) return;
        var callee = functions.get(random.nextInt(functions.size()));
        var arguments = callee.parameters().stream()
                .map(parameter -> parameter.value().type() == ValueType.I32 ? word() : wide())
                .toList();
        write(words, ir.callFunction(ValueType.I32, callee.name(), arguments));
    }
}

package dev.skep.ir;

import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.ir.build.IrBuilder;
import dev.skep.ir.build.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An XDP program made by chance, the same for the same seed: it reads numbers from the packet, computes with them through branches, loops
 * that end, calls and memory of the frame, and writes what came out into the packet. It is built as a front end builds it.
 */
public final class RandomProgram implements RandomMemory.Numbers {
    /** How many bytes of the packet it reads and writes. */
    public static final int PACKET = 64;

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
    private RandomMemory memory;
    private RandomMaps maps;
    private @Nullable RandomCursor cursor;
    private final Atomics atomics;
    private int budget;
    private final int more;

    /** Which atomic operations there are. */
    public enum Atomics {
        /** Additions without a result: all that kernels before 5.12 have. */
        ADDITIONS,
        /** Every operation. */
        ALL
    }

    private RandomProgram(long seed, int more, Atomics atomics) {
        this.more = more;
        this.atomics = atomics;
        random = new Random(seed);
        ir = new IrBuilder("none", new FunctionKind.Subprogram(), BpfType.S32, line(0));
        memory = new RandomMemory(random, this, atomics, ir);
        maps = new RandomMaps(random, this, ir, memory);
    }

    /** Returns the program of that seed, as entry {@code p}. */
    public static Unit of(long seed) {
        return of(Atomics.ALL, seed);
    }

    /** Returns the program of that seed with no other atomic operations than those. */
    public static Unit of(Atomics atomics, long seed) {
        return new RandomProgram(seed, 0, atomics).unit();
    }

    /** Returns the program of that seed with so many variables more, all of them wanted at the end, and functions that take five. */
    public static Unit withVariables(int more, long seed) {
        return new RandomProgram(seed, more, Atomics.ADDITIONS).unit();
    }

    private Unit unit() {
        for (var i = 0; i < 2; i++) callee("callee" + i);
        pointing("callee2");
        entry();
        return new Unit("random", "GPL", List.of(), RandomMaps.maps(line(0)), RandomMemory.globals(line(0)), functions);
    }

    private static SourceLine line(int number) {
        return new SourceLine("Random.java", number, 1, "line " + number);
    }

    private void start(String name, FunctionKind kind) {
        ir = new IrBuilder(name, kind, BpfType.S32, line(1));
        words = new ArrayList<>();
        longs = new ArrayList<>();
        memory = new RandomMemory(random, this, atomics, ir);
        maps = new RandomMaps(random, this, ir, memory);
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
        memory.clearFrame();
        maps.clear();
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
        memory.clearFrame();
        maps.clear();
        memory.hasPacket(data, PACKET);
        cursor = new RandomCursor(random, this, ir, data, end);
        budget = 18;
        statements(3);
        collect(words);
        collect(longs);
        for (var i = 0; i < 4; i++) ir.store(Width.W, data, 4 * i, ir.read(words.get(i)));
        for (var i = 0; i < 3; i++) ir.store(Width.DW, data, 16 + 8 * i, ir.read(longs.get(i)));
        ir.copy(data, 42, memory.frame(), 0, 20);
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

    @Override
    public void writeWord(Value value) {
        write(words, value);
    }

    @Override
    public void writeWide(Value value) {
        write(longs, value);
    }

    private Value number(ValueType type, long value) {
        return ir.constant(type, value);
    }

    @Override
    public Value word() {
        return random.nextInt(5) == 0
                ? number(ValueType.I32, INTERESTING[random.nextInt(INTERESTING.length)])
                : ir.read(words.get(random.nextInt(words.size())));
    }

    @Override
    public Value wide() {
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
        switch (random.nextInt(depth > 0 ? 17 : 10)) {
            case 0, 1 -> write(words, compute(ValueType.I32));
            case 2, 3 -> write(longs, compute(ValueType.I64));
            case 4 -> write(words, convertToWord());
            case 5 -> write(longs, convertToLong());
            case 6, 7 -> memory.statement();
            case 8 -> move(random.nextBoolean() ? words : longs);
            case 9 -> maps.statement();
            case 10, 11 -> ifThenElse(depth - 1);
            case 12, 13 -> loop(depth - 1);
            case 14 -> dispatch(depth - 1);
            case 15 -> parse();
            default -> call();
        }
    }

    private void write(List<Variable> variables, Value value) {
        ir.write(variables.get(random.nextInt(variables.size())), value);
    }

    private void parse() {
        if (cursor == null) memory.statement();
        else cursor.statement();
    }

    /** Variables change places, or one becomes another: {@code previous = current}. */
    private void move(List<Variable> variables) {
        var from = random.nextInt(variables.size());
        var held = ir.read(variables.get(from));
        for (var left = random.nextInt(3); left > 0; left--) {
            var next = random.nextInt(variables.size());
            ir.write(variables.get(from), ir.read(variables.get(next)));
            from = next;
        }
        if (random.nextInt(4) > 0) ir.write(variables.get(from), held);
        else write(variables, held);
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

    private void ifThenElse(int depth) {
        var then = ir.newBlock("then");
        var otherwise = ir.newBlock("else");
        var end = ir.newBlock("end");
        switch (random.nextInt(3)) {
            case 0 -> ir.branch(condition(), word(), word(), then, otherwise);
            case 1 -> ir.branch(condition(), wide(), wide(), then, otherwise);
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
        switch (random.nextInt(3)) {
            case 0 -> counted(depth);
            case 1 -> untilItEnds(depth);
            default -> withExit(depth);
        }
    }

    /** How often a loop goes round: known beforehand or not. */
    private Value rounds(int most) {
        return random.nextInt(3) == 0
                ? ir.binary(BinaryOp.AND, word(), number(ValueType.I32, 3))
                : number(ValueType.I32, 1 + random.nextInt(most));
    }

    private void counted(int depth) {
        var counter = counter();
        var rounds = rounds(4);
        var head = ir.newBlock("head");
        var body = ir.newBlock("body");
        var end = ir.newBlock("end");
        ir.jump(head);
        ir.position(head);
        ir.branch(Condition.LT, ir.read(counter), rounds, body, end);
        place(body);
        statements(depth);
        if (random.nextInt(3) == 0) {
            var at = ir.binary(
                    BinaryOp.SHL,
                    ir.extend(Extension.ZERO, 32, ValueType.I64, ir.read(counter)),
                    number(ValueType.I64, 3));
            var base = random.nextBoolean() ? memory.frame() : memory.shared();
            var element = ir.binary(BinaryOp.ADD, base, at);
            if (random.nextBoolean())
                write(words, ir.load(ValueType.I32, Width.W, Extension.ZERO, element, random.nextInt(2) * 4));
            ir.store(Width.W, element, random.nextInt(2) * 4, word());
        }
        increment(counter);
        ir.jump(head);
        ir.seal(head);
        place(end);
    }

    /** {@code do … while (++i < n)}. */
    private void untilItEnds(int depth) {
        var counter = counter();
        var rounds = rounds(3);
        var body = ir.newBlock("do");
        var end = ir.newBlock("end");
        ir.jump(body);
        ir.position(body);
        statements(depth);
        increment(counter);
        ir.branch(Condition.LT, ir.read(counter), rounds, body, end);
        ir.seal(body);
        place(end);
    }

    /** Left from the middle, or gone on with early. */
    private void withExit(int depth) {
        var counter = counter();
        var rounds = rounds(3);
        var head = ir.newBlock("head");
        var body = ir.newBlock("body");
        var more = ir.newBlock("more");
        var next = ir.newBlock("next");
        var end = ir.newBlock("end");
        ir.jump(head);
        ir.position(head);
        ir.branch(Condition.LT, ir.read(counter), rounds, body, end);
        place(body);
        statement(depth);
        ir.branch(condition(), word(), word(), random.nextBoolean() ? end : next, more);
        place(more);
        statement(0);
        ir.jump(next);
        place(next);
        increment(counter);
        ir.jump(head);
        ir.seal(head);
        place(end);
    }

    private Variable counter() {
        var counter = ir.newVariable("i", ValueType.I32);
        ir.write(counter, number(ValueType.I32, 0));
        return counter;
    }

    private void increment(Variable counter) {
        ir.write(counter, ir.binary(BinaryOp.ADD, ir.read(counter), number(ValueType.I32, 1)));
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
                .map(parameter -> argument(parameter.value().type()))
                .toList();
        write(words, ir.callFunction(ValueType.I32, callee.name(), arguments));
    }

    private Value argument(ValueType type) {
        if (type == ValueType.I32) return word();
        return type == ValueType.I64 ? wide() : ir.globalAddress(RandomMemory.GLOBAL, 8);
    }

    /** A function that gets a pointer and works on what it leads to. */
    private void pointing(String name) {
        start(name, random.nextBoolean() ? new FunctionKind.Inlinable() : new FunctionKind.Subprogram());
        var pointer = ir.parameter("p", new BpfType.Pointer(BpfType.VOID), ValueType.pointer(MemoryKind.MAP_VALUE));
        words.add(holding("a", ir.parameter("a", BpfType.S32, ValueType.I32)));
        longs.add(holding("b", ir.load(ValueType.I64, Width.DW, Extension.ZERO, pointer, 16)));
        memory.clearFrame();
        maps.clear();
        budget = 4;
        statements(1);
        ir.store(Width.W, pointer, 4 * random.nextInt(6), word());
        ir.copy(pointer, 24, memory.frame(), 3, 11);
        ir.return_(ir.load(ValueType.I32, Width.H, extension(), pointer, random.nextInt(40)));
        functions.add(ir.finish());
    }
}

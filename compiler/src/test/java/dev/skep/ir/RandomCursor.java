package dev.skep.ir;

import dev.skep.asm.Condition;
import dev.skep.asm.Width;
import dev.skep.ir.RandomMemory.Numbers;
import dev.skep.ir.build.IrBuilder;
import dev.skep.ir.build.Variable;
import java.util.List;
import java.util.Random;

/** The part of a random program that parses: it looks at places of the packet that may lie behind its end, and walks on from there. */
final class RandomCursor {
    /** Some more than there are. */
    private static final int FARTHEST = RandomProgram.PACKET + 8;

    private static final int MOST_BYTES = 12;

    private final Random random;
    private final Numbers numbers;
    private final IrBuilder ir;
    private final Value data;
    private final Value end;

    RandomCursor(Random random, Numbers numbers, IrBuilder ir, Value data, Value end) {
        this.random = random;
        this.numbers = numbers;
        this.ir = ir;
        this.data = data;
        this.end = end;
    }

    void statement() {
        if (random.nextBoolean()) peek(start());
        else walk();
    }

    private Value start() {
        return ir.binary(
                BinaryOp.ADD,
                data,
                random.nextBoolean() ? number(random.nextInt(FARTHEST)) : masked(random.nextBoolean() ? 63 : 15));
    }

    private Value number(long value) {
        return ir.constant(ValueType.I64, value);
    }

    private Value masked(int mask) {
        return random.nextBoolean()
                ? ir.binary(BinaryOp.AND, numbers.wide(), number(mask))
                : ir.extend(
                        Extension.ZERO,
                        32,
                        ValueType.I64,
                        ir.binary(BinaryOp.AND, numbers.word(), ir.constant(ValueType.I32, mask)));
    }

    private void peek(Value at) {
        var behind = ir.newBlock("behind");
        look(at, 1 + random.nextInt(MOST_BYTES), behind);
        ir.jump(behind);
        place(behind);
    }

    /** Reads or writes some of the bytes at a place where they fit, and stays there; where they do not, it goes to {@code otherwise}. */
    private void look(Value at, int bytes, BlockLabel otherwise) {
        var fits = ir.newBlock("fits");
        var last = ir.binary(BinaryOp.ADD, at, number(bytes));
        if (random.nextBoolean()) ir.branch(Condition.GT, last, end, otherwise, fits);
        else ir.branch(Condition.LE, last, end, fits, otherwise);
        place(fits);
        for (var left = 1 + random.nextInt(3); left > 0; left--) {
            var width = width(bytes);
            var offset = random.nextInt(bytes - width.bytes() + 1);
            switch (random.nextInt(4)) {
                case 0 -> numbers.writeWide(ir.load(ValueType.I64, width, Extension.ZERO, at, offset));
                case 1 -> ir.store(width, at, offset, numbers.wide());
                default -> word(at, width, offset);
            }
        }
    }

    private void word(Value at, Width width, int offset) {
        var narrow = width == Width.DW ? Width.W : width;
        numbers.writeWord(ir.load(ValueType.I32, narrow, Extension.ZERO, at, offset));
    }

    private Width width(int bytes) {
        var all = List.of(Width.values()).stream()
                .filter(width -> width.bytes() <= bytes)
                .toList();
        return all.get(random.nextInt(all.size()));
    }

    /** Looks, moves on by what it saw or by a constant, and so on until the end or for some rounds. */
    private void walk() {
        var cursor = variable("cursor", start());
        var counter = variable("i", ir.constant(ValueType.I32, 0));
        var head = ir.newBlock("head");
        var body = ir.newBlock("body");
        var behind = ir.newBlock("behind");
        var bytes = 1 + random.nextInt(MOST_BYTES);
        ir.jump(head);
        ir.position(head);
        var rounds = ir.constant(ValueType.I32, 1 + random.nextInt(4));
        ir.branch(Condition.LT, ir.read(counter), rounds, body, behind);
        place(body);
        look(ir.read(cursor), bytes, behind);
        if (random.nextInt(3) == 0) {
            var on = ir.newBlock("on");
            ir.branch(Condition.EQ, numbers.word(), ir.constant(ValueType.I32, random.nextInt(4)), behind, on);
            place(on);
        }
        var step = random.nextBoolean() ? number(random.nextInt(MOST_BYTES)) : masked(7);
        if (random.nextInt(3) == 0) step = ir.binary(BinaryOp.ADD, step, number(random.nextInt(4)));
        ir.write(cursor, ir.binary(BinaryOp.ADD, ir.read(cursor), step));
        ir.write(counter, ir.binary(BinaryOp.ADD, ir.read(counter), ir.constant(ValueType.I32, 1)));
        ir.jump(head);
        ir.seal(head);
        place(behind);
        if (random.nextInt(3) == 0) peek(ir.read(cursor));
    }

    private Variable variable(String name, Value value) {
        var variable = ir.newVariable(name, value.type());
        ir.write(variable, value);
        return variable;
    }

    private void place(BlockLabel block) {
        ir.seal(block);
        ir.position(block);
    }
}

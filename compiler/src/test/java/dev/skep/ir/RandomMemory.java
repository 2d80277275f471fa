package dev.skep.ir;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.ir.build.IrBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The part of a random program that touches memory: its frame, a global variable, and the packet where there is one. Places are constant, or
 * masked so that they stay inside.
 */
final class RandomMemory {
    static final String GLOBAL = "shared";
    static final int GLOBAL_SIZE = 64;
    static final int FRAME_SIZE = 32;
    private static final int STRUCT_SIZE = 16;

    private static final List<AtomicOp> UPDATES = List.of(AtomicOp.ADD, AtomicOp.OR, AtomicOp.AND, AtomicOp.XOR);
    private static final List<AtomicOp> FETCHES =
            List.of(AtomicOp.FETCH_ADD, AtomicOp.FETCH_OR, AtomicOp.FETCH_AND, AtomicOp.FETCH_XOR, AtomicOp.XCHG);

    private final Random random;
    private final Numbers numbers;
    private final RandomProgram.Atomics atomics;
    private final IrBuilder ir;
    private final StackSlot slot;
    private final StackSlot struct;
    private final List<Area> packet = new ArrayList<>();

    /** What a program computes with. */
    interface Numbers {
        Value word();

        Value wide();

        void writeWord(Value value);

        void writeWide(Value value);
    }

    /** Memory at an address. */
    record Area(Value base, int size, int alignment) {}

    RandomMemory(Random random, Numbers numbers, RandomProgram.Atomics atomics, IrBuilder ir) {
        this.random = random;
        this.numbers = numbers;
        this.atomics = atomics;
        this.ir = ir;
        this.slot = ir.newSlot("memory", FRAME_SIZE, 8);
        this.struct = ir.newSlot("struct", STRUCT_SIZE, 8);
    }

    static List<Global> globals(SourceLine line) {
        var type = new BpfType.Array(BpfType.U8, GLOBAL_SIZE);
        return List.of(new Global(GLOBAL, type, Global.Kind.VARIABLE, new Initial.Zero(), line));
    }

    /** The verifier knows that so many bytes are there. */
    void hasPacket(Value data, int size) {
        packet.add(new Area(data, size, 1));
    }

    void clearFrame() {
        ir.zero(ir.stackAddress(slot), 0, FRAME_SIZE);
        ir.zero(ir.stackAddress(struct), 0, STRUCT_SIZE);
    }

    Value frame() {
        return ir.stackAddress(slot);
    }

    Value shared() {
        return ir.globalAddress(GLOBAL, 0);
    }

    void statement() {
        switch (random.nextInt(9)) {
            case 6, 7, 8 -> field();
            case 0, 1 -> access(area());
            case 2 -> neighbours(area());
            case 3 -> atomic(random.nextBoolean() ? frameArea() : globalArea());
            case 4 -> computed();
            default -> blocks();
        }
    }

    private Area area() {
        if (!packet.isEmpty() && random.nextInt(3) == 0) return packet.get(0);
        return random.nextBoolean() ? frameArea() : globalArea();
    }

    private Area frameArea() {
        return new Area(ir.stackAddress(slot), FRAME_SIZE, 8);
    }

    private Area globalArea() {
        return new Area(ir.globalAddress(GLOBAL, 0), GLOBAL_SIZE, 1);
    }

    private int place(Area area, int bytes) {
        var step = Math.min(area.alignment, bytes);
        return step * random.nextInt((area.size - bytes) / step + 1);
    }

    void access(Area area) {
        var width = Width.ofBytes(1 << random.nextInt(4));
        var at = place(area, width.bytes());
        var narrow = width != Width.DW && random.nextBoolean();
        if (random.nextBoolean()) {
            ir.store(width, area.base, at, narrow ? numbers.word() : numbers.wide());
        } else if (narrow) {
            numbers.writeWord(ir.load(ValueType.I32, width, extension(), area.base, at));
        } else {
            numbers.writeWide(ir.load(ValueType.I64, width, extension(), area.base, at));
        }
    }

    private Extension extension() {
        return random.nextBoolean() ? Extension.SIGN : Extension.ZERO;
    }

    /** Pieces that lie beside each other, each copied or filled by itself and in some order. */
    void neighbours(Area target) {
        var source = random.nextBoolean() ? target : area();
        var bytes = 1 << random.nextInt(3);
        var width = Width.ofBytes(bytes);
        var from = place(source, 4 * bytes) / bytes * bytes;
        var to = place(target, 4 * bytes) / bytes * bytes;
        var backwards = random.nextBoolean();
        var fill = random.nextBoolean();
        for (var i = 0; i < 4; i++) {
            var at = bytes * (backwards ? 3 - i : i);
            var value = fill || random.nextInt(8) == 0
                    ? ir.constant(ValueType.I32, random.nextInt())
                    : ir.load(ValueType.I32, width, extension(), source.base, from + at);
            ir.store(width, target.base, to + at, value);
        }
    }

    private void blocks() {
        var target = area();
        var size = 1 + random.nextInt(16);
        if (random.nextBoolean()) {
            ir.zero(target.base, random.nextInt(target.size - size + 1), size);
            return;
        }
        // what is copied does not overlap: within one piece of memory from the lower half to the upper
        var inside = Math.min(size, target.size / 2);
        var from = random.nextInt(target.size / 2 - inside + 1);
        var to = target.size / 2 + random.nextInt(target.size / 2 - inside + 1);
        if (random.nextBoolean()) {
            ir.copy(target.base, to, target.base, from, inside);
        } else {
            var source = target.size == FRAME_SIZE ? globalArea() : frameArea();
            ir.copy(target.base, to, source.base, random.nextInt(source.size - inside + 1), inside);
        }
    }

    private void atomic(Area area) {
        var wide = random.nextBoolean();
        var width = wide ? Width.DW : Width.W;
        var at = width.bytes() * random.nextInt(area.size / width.bytes());
        var value = wide ? numbers.wide() : numbers.word();
        var choice = atomics == RandomProgram.Atomics.ADDITIONS ? 0 : random.nextInt(4);
        switch (choice) {
            case 0 -> ir.atomicUpdate(AtomicOp.ADD, width, area.base, at, value);
            case 1 -> ir.atomicUpdate(UPDATES.get(random.nextInt(UPDATES.size())), width, area.base, at, value);
            case 2 -> write(wide, ir.atomicFetch(any(FETCHES), width, area.base, at, value));
            default -> {
                var type = wide ? ValueType.I64 : ValueType.I32;
                // what is expected is there now and then
                var expected = random.nextBoolean()
                        ? ir.load(type, width, Extension.ZERO, area.base, at)
                        : wide ? numbers.wide() : numbers.word();
                write(wide, ir.compareExchange(width, area.base, at, expected, value));
            }
        }
    }

    /** A struct of a long, an int, a short and a byte; now and then the int and what follows are cleared, or looked at as one. */
    private void field() {
        var base = ir.stackAddress(struct);
        var field = random.nextInt(4);
        var at = STRUCT_SIZE - (STRUCT_SIZE >> field);
        var width = Width.ofBytes(8 >> field);
        switch (random.nextInt(field == 0 ? 4 : 10)) {
            case 0, 1 ->
                ir.store(width, base, at, field == 0 || random.nextBoolean() ? numbers.wide() : numbers.word());
            case 2, 3 -> numbers.writeWide(ir.load(ValueType.I64, width, extension(), base, at));
            case 4, 5 -> ir.store(width, base, at, numbers.word());
            case 6, 7 -> numbers.writeWord(ir.load(ValueType.I32, width, extension(), base, at));
            case 8 -> ir.zero(base, 8, 8);
            default -> {
                if (random.nextInt(4) == 0) numbers.writeWide(ir.load(ValueType.I64, Width.DW, extension(), base, 8));
            }
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void write(boolean wide, Value value) {
        if (wide) numbers.writeWide(value);
        else numbers.writeWord(value);
    }

    /** A place that a mask keeps inside, from a number of either width. */
    private void computed() {
        var area = random.nextBoolean() ? frameArea() : globalArea();
        var mask = area.size / 2 - 1;
        var index = random.nextBoolean()
                ? ir.binary(BinaryOp.AND, numbers.wide(), ir.constant(ValueType.I64, mask))
                : ir.extend(
                        Extension.ZERO,
                        32,
                        ValueType.I64,
                        ir.binary(BinaryOp.AND, numbers.word(), ir.constant(ValueType.I32, mask)));
        var address = ir.binary(BinaryOp.ADD, area.base, index);
        var offset = random.nextInt(area.size / 2);
        if (random.nextBoolean()) ir.store(Width.B, address, offset, numbers.word());
        else numbers.writeWord(ir.load(ValueType.I32, Width.B, extension(), address, offset));
    }
}

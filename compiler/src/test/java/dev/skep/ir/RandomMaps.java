package dev.skep.ir;

import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.ir.RandomMemory.Area;
import dev.skep.ir.RandomMemory.Numbers;
import dev.skep.ir.build.IrBuilder;
import dev.skep.ir.build.Variable;
import dev.skep.kernel.Helper;
import dev.skep.kernel.MapType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The part of a random program that uses an array and a hash map, and keeps pointers to their values, or null, in variables. */
final class RandomMaps {
    private static final String ARRAY = "table";
    private static final String HASH = "flows";
    private static final int VALUE_SIZE = 24;
    private static final int ENTRIES = 4;
    private static final int KEPT = 2;

    private final Random random;
    private final Numbers numbers;
    private final IrBuilder ir;
    private final RandomMemory memory;
    private final StackSlot key;
    private final List<Variable> kept = new ArrayList<>();

    RandomMaps(Random random, Numbers numbers, IrBuilder ir, RandomMemory memory) {
        this.random = random;
        this.numbers = numbers;
        this.ir = ir;
        this.memory = memory;
        this.key = ir.newSlot("key", 4, 4);
    }

    static List<MapDefinition> maps(SourceLine line) {
        var value = new BpfType.Array(BpfType.U8, VALUE_SIZE);
        return List.of(
                new MapDefinition(
                        ARRAY, MapType.ARRAY, BpfType.U32, value, ENTRIES, 0, MapDefinition.Pinning.NONE, line),
                new MapDefinition(HASH, MapType.HASH, BpfType.U32, value, 64, 0, MapDefinition.Pinning.NONE, line));
    }

    /** Nothing is kept yet. */
    void clear() {
        ir.zero(ir.stackAddress(key), 0, 4);
        var type = ValueType.nullable(MemoryKind.MAP_VALUE);
        for (var i = 0; i < KEPT; i++) {
            var variable = ir.newVariable("kept" + i, type);
            ir.write(variable, ir.constant(type, 0));
            kept.add(variable);
        }
    }

    void statement() {
        switch (random.nextInt(7)) {
            case 0, 1 -> use(lookup());
            case 2 -> change();
            case 3, 4 -> use(ir.read(any()));
            case 5 -> ir.write(any(), lookup());
            default -> ir.write(any(), ir.read(any()));
        }
    }

    private Variable any() {
        return kept.get(random.nextInt(KEPT));
    }

    private Value key() {
        var address = ir.stackAddress(key);
        var value = random.nextBoolean()
                ? ir.constant(ValueType.I32, random.nextInt(ENTRIES + 1))
                : ir.binary(BinaryOp.AND, numbers.word(), ir.constant(ValueType.I32, 7));
        ir.store(Width.W, address, 0, value);
        return address;
    }

    private Value lookup() {
        var map = ir.mapAddress(random.nextBoolean() ? ARRAY : HASH);
        return ir.callHelper(ValueType.nullable(MemoryKind.MAP_VALUE), Helper.MAP_LOOKUP_ELEM, map, key());
    }

    /** A value of a map, if there is one, read and written where it is. */
    private void use(Value value) {
        var hit = ir.newBlock("hit");
        var end = ir.newBlock("behind");
        ir.branch(Condition.NE, value, ir.constant(value.type(), 0), hit, end);
        ir.seal(hit);
        ir.position(hit);
        var area = new Area(value, VALUE_SIZE, 1);
        for (var i = random.nextInt(3); i >= 0; i--) memory.access(area);
        if (random.nextBoolean()) memory.neighbours(area);
        ir.jump(end);
        ir.seal(end);
        ir.position(end);
    }

    /** An entry made from the frame, or taken away. */
    private void change() {
        var map = ir.mapAddress(HASH);
        var key = key();
        var result = random.nextInt(3) == 0
                ? ir.callHelper(ValueType.I64, Helper.MAP_DELETE_ELEM, map, key)
                : ir.callHelper(
                        ValueType.I64, Helper.MAP_UPDATE_ELEM, map, key, memory.frame(), ir.constant(ValueType.I64, 0));
        numbers.writeWide(result);
    }
}

package dev.skep.lang.companion;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The types of an object, in which the size of a map is the length of an array: {@code int (*max_entries)[1024]}. Types are shared, so a map
 * that gets another size gets types of its own, behind all others, and the numbers of those stay.
 */
final class MapSizes {
    /** Where the fields of {@code struct btf_header} are. */
    private static final int HDR_LEN = 4;

    private static final int TYPE_LEN = 12;
    private static final int STR_OFF = 16;
    private static final int STR_LEN = 20;

    private static final int PTR = 2;
    private static final int ARRAY = 3;
    private static final int STRUCT = 4;
    private static final int VAR = 14;
    private static final int DATASEC = 15;

    private static final int COMMON = 12;
    private static final int MEMBER = 12;

    private final ByteBuffer header;
    private final ByteBuffer strings;
    private final ByteOrder order;
    /** Each with its common part, the first one has the number 1. */
    private final List<ByteBuffer> types = new ArrayList<>();

    private MapSizes(ByteBuffer section) {
        order = section.order();
        var length = section.getInt(HDR_LEN);
        header = copy(section, 0, length);
        strings = copy(section, length + section.getInt(STR_OFF), section.getInt(STR_LEN));
        var end = length + section.getInt(TYPE_LEN);
        for (var at = length; at < end; ) {
            var size = size(section, at);
            types.add(copy(section, at, size));
            at += size;
        }
    }

    static MapSizes of(Elf elf) {
        return new MapSizes(elf.section(".BTF"));
    }

    /** Returns quietly when there is such a map. */
    void require(String map) {
        sizeMember(type(variable(map).getInt(8)), map);
    }

    /** Gives a map another size. */
    void set(String map, long entries) {
        var variable = variable(map);
        var definition = copy(type(variable.getInt(8)), 0);
        var member = sizeMember(definition, map);
        var array = copy(type(type(definition.getInt(member + 4)).getInt(8)), 0);
        if (kind(array) != ARRAY) throw new IllegalArgumentException("the size of map " + map + " is no array");
        array.putInt(COMMON + 8, (int) entries);
        var pointer = copy(type(definition.getInt(member + 4)), 0);
        pointer.putInt(8, add(array));
        definition.putInt(member + 4, add(pointer));
        variable.putInt(8, add(definition));
    }

    /** Returns the section as it is now. */
    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        for (var type : types) out.writeBytes(array(type));
        var changed = copy(header, 0);
        changed.putInt(TYPE_LEN, out.size()).putInt(STR_OFF, out.size());
        out.writeBytes(array(strings));
        var all = new ByteArrayOutputStream();
        all.writeBytes(array(changed));
        all.writeBytes(out.toByteArray());
        return all.toByteArray();
    }

    private int add(ByteBuffer type) {
        types.add(type);
        return types.size();
    }

    private ByteBuffer variable(String map) {
        for (var section : types) {
            if (kind(section) != DATASEC || !name(section).equals(".maps")) continue;
            for (var i = 0; i < count(section); i++) {
                var variable = type(section.getInt(COMMON + i * MEMBER));
                if (kind(variable) == VAR && name(variable).equals(map)) return variable;
            }
        }
        throw new IllegalArgumentException("the object has no map " + map);
    }

    private int sizeMember(ByteBuffer definition, String map) {
        if (kind(definition) == STRUCT)
            for (var i = 0; i < count(definition); i++) {
                var member = COMMON + i * MEMBER;
                if (Elf.text(strings, definition.getInt(member)).equals("max_entries")
                        && kind(type(definition.getInt(member + 4))) == PTR) return member;
            }
        throw new IllegalArgumentException("map " + map + " has no size of its own");
    }

    private ByteBuffer type(int number) {
        return types.get(number - 1);
    }

    private String name(ByteBuffer type) {
        return Elf.text(strings, type.getInt(0));
    }

    private static int kind(ByteBuffer type) {
        return type.getInt(4) >>> 24 & 0x1f;
    }

    private static int count(ByteBuffer type) {
        return type.getInt(4) & 0xffff;
    }

    /** How much comes behind the common part, by kind. */
    private static int size(ByteBuffer section, int at) {
        var info = section.getInt(at + 4);
        var count = info & 0xffff;
        return COMMON
                + switch (info >>> 24 & 0x1f) {
                    case 1, VAR, 17 -> 4;
                    case ARRAY -> 12;
                    case STRUCT, 5, DATASEC, 19 -> count * MEMBER;
                    case 6, 13 -> count * 8;
                    default -> 0;
                };
    }

    private ByteBuffer copy(ByteBuffer from, int start) {
        return copy(from, start, from.capacity() - start);
    }

    private ByteBuffer copy(ByteBuffer from, int start, int length) {
        var bytes = new byte[length];
        from.get(start, bytes);
        return ByteBuffer.wrap(bytes).order(order);
    }

    private static byte[] array(ByteBuffer buffer) {
        var bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }
}

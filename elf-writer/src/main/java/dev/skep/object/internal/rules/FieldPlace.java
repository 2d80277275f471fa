package dev.skep.object.internal.rules;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Composite;
import dev.skep.btf.BtfType.Member;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the access string of a CO-RE relocation leads: {@code 0:3:1} is member 1 of member 3.
 *
 * @param bitOffset bits from the start of the root
 * @param type what is there
 * @param bits how many bits it has if it is a bit field, else 0
 */
record FieldPlace(long bitOffset, BtfId type, int bits) {
    static final int MAX_LEVELS = 64;

    private static final Pattern ACCESS = Pattern.compile("\\d{1,9}(:\\d{1,9})*");
    private static final int WORD = 64;

    /** The place, if the string leads to one from this root. */
    static Optional<FieldPlace> find(BtfGraph types, BtfId root, String access) {
        var levels = levels(access);
        if (levels.length == 0) {
            return Optional.empty();
        }
        var place = Optional.of(new FieldPlace(levels[0] * size(types, root) * Byte.SIZE, root, 0));
        for (int i = 1; i < levels.length; i++) {
            int level = levels[i];
            place = place.flatMap(outer -> outer.inside(types, level));
        }
        return place;
    }

    /** The numbers of a string; none if it is no access string. */
    static int[] levels(String access) {
        if (!ACCESS.matcher(access).matches()) {
            return new int[0];
        }
        var levels =
                Arrays.stream(access.split(":")).mapToInt(Integer::parseInt).toArray();
        return levels.length <= MAX_LEVELS ? levels : new int[0];
    }

    private Optional<FieldPlace> inside(BtfGraph types, int level) {
        var outer = types.resolve(type);
        var array = types.type(outer, BtfType.Array.class);
        if (array.isPresent()) {
            var element = array.get().element();
            return Optional.of(new FieldPlace(bitOffset + level * size(types, element) * Byte.SIZE, element, 0));
        }
        return types.type(outer, Composite.class)
                .filter(composite -> level < composite.members().size())
                .map(composite -> member(composite.members().get(level)));
    }

    private FieldPlace member(Member member) {
        return new FieldPlace(bitOffset + member.bitOffset(), member.type(), member.bitFieldSize());
    }

    boolean isBitField() {
        return bits > 0;
    }

    /** The bytes of the word to load: for bit fields the smallest aligned one that holds it, from the declared type's up. */
    long size(BtfGraph types) {
        long size = Math.max(1, size(types, type));
        while (isBitField() && size < Long.BYTES && !holds(size)) {
            size *= 2;
        }
        return size;
    }

    private boolean holds(long size) {
        return bitOffset + bits <= (byteOffset(size) + size) * Byte.SIZE;
    }

    /** Where the word to load starts. */
    long byteOffset(BtfGraph types) {
        return byteOffset(size(types));
    }

    private long byteOffset(long size) {
        return isBitField() ? bitOffset / Byte.SIZE / size * size : bitOffset / Byte.SIZE;
    }

    boolean isSigned(BtfGraph types) {
        var resolved = types.resolve(type);
        return types.type(resolved, BtfType.Int.class)
                        .map(integer -> integer.encoding() == BtfType.IntEncoding.SIGNED)
                        .orElse(false)
                || types.type(resolved, BtfType.Enum.class)
                        .map(named -> named.signedness() == BtfType.Signedness.SIGNED)
                        .orElse(false)
                || types.type(resolved, BtfType.Enum64.class)
                        .map(named -> named.signedness() == BtfType.Signedness.SIGNED)
                        .orElse(false);
    }

    long leftShift(BtfGraph types, ByteOrder order) {
        long before = bitOffset - byteOffset(types) * Byte.SIZE;
        return order == ByteOrder.LITTLE_ENDIAN
                ? WORD - (before + width(types))
                : (Long.BYTES - size(types)) * Byte.SIZE + before;
    }

    long rightShift(BtfGraph types) {
        return WORD - width(types);
    }

    private long width(BtfGraph types) {
        return isBitField() ? bits : size(types) * Byte.SIZE;
    }

    private static long size(BtfGraph types, BtfId type) {
        return types.sizeOf(type).orElse(0);
    }
}

package dev.skep.btf;

import dev.skep.btf.BtfType.Composite;
import dev.skep.btf.BtfType.Member;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The rules for the place of one member in its struct or union. */
final class MemberRules {
    private static final int BITS = 8;
    private static final long POINTER = 8;

    private MemberRules() {}

    /** The broken rules, each with what is wrong. */
    static Map<BtfRule, String> of(BtfGraph graph, Composite owner, Member member, boolean withBitFields) {
        Map<BtfRule, String> broken = new EnumMap<>(BtfRule.class);
        var resolved = graph.resolve(member.type());
        var integer = graph.type(resolved, BtfType.Int.class);
        var size = graph.sizeOf(member.type());
        if (size.isEmpty()) {
            return broken;
        }
        long bits = member.isBitField() ? member.bitFieldSize() : bits(integer, size, withBitFields);
        long end =
                (long) member.bitOffset() + integer.map(BtfType.Int::bitOffset).orElse(0) + bits;
        var place = "has a member " + member.name() + " of " + bits + " bits at bit " + member.bitOffset();
        if (end > (long) BITS * owner.size()) {
            broken.put(BtfRule.MEMBER_INSIDE, place + " in " + owner.size() + " bytes");
        }
        if (member.isBitField() && !canHoldBits(graph, resolved, bits)) {
            broken.put(BtfRule.BIT_FIELD, place + " of " + graph.describe(member.type()));
        }
        boolean anyBit = member.isBitField() || (integer.isPresent() && !withBitFields);
        if (!anyBit && member.bitOffset() % (BITS * alignment(graph, resolved)) != 0) {
            broken.put(BtfRule.MEMBER_ALIGNED, place);
        }
        return broken;
    }

    /** Without bit fields in the struct, an integer may say itself how many bits it has. */
    private static long bits(Optional<BtfType.Int> integer, OptionalLong size, boolean withBitFields) {
        return integer.isPresent() && !withBitFields ? integer.get().bits() : BITS * size.getAsLong();
    }

    private static boolean canHoldBits(BtfGraph graph, BtfId resolved, long bits) {
        var integer = graph.type(resolved, BtfType.Int.class);
        if (integer.isPresent()) {
            return integer.get().bitOffset() == 0
                    && integer.get().bits() == (long) BITS * integer.get().size()
                    && bits <= integer.get().bits();
        }
        boolean enumeration = graph.type(resolved, BtfType.Enum.class).isPresent()
                || graph.type(resolved, BtfType.Enum64.class).isPresent();
        return enumeration && bits <= Integer.SIZE;
    }

    private static long alignment(BtfGraph graph, BtfId resolved) {
        return graph.type(resolved, BtfType.Float.class)
                .map(type -> Math.max(1, Math.min(POINTER, type.size())))
                .orElse(1L);
    }
}

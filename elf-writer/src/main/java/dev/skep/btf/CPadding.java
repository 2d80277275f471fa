package dev.skep.btf;

import dev.skep.btf.BtfType.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The unnamed bit fields between members that make C lay them out where BTF says. C aligns members by itself; only where that is not
 * enough or too much is padding written, in the largest unit whose boundary lies in the gap.
 */
final class CPadding {
    /** What fills gaps, largest first. */
    private enum Unit {
        LONG(64),
        INT(32),
        SHORT(16),
        CHAR(8);

        private final int bits;

        Unit(int bits) {
            this.bits = bits;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<Unit> SMALLEST_FIRST = List.of(Unit.CHAR, Unit.SHORT, Unit.INT, Unit.LONG);

    /** A million lines. */
    private static final long MAX_GAP = 64L << 20;

    private final StringBuilder out;
    private final int indent;
    private long at;
    private boolean afterBitField;

    CPadding(StringBuilder out, int indent) {
        this.out = out;
        this.indent = indent;
    }

    /** Fills the gap before a member. */
    void upTo(Member member, int align) {
        fill(member.bitOffset(), align, afterBitField && member.isBitField());
    }

    /** Fills the gap before the end of a struct. */
    void upToEnd(int size, int align) {
        fill(8L * size, align, false);
    }

    /** Goes behind a member. */
    void after(Member member, long bytes) {
        at = member.bitOffset() + (member.isBitField() ? member.bitFieldSize() : 8 * bytes);
        afterBitField = member.isBitField();
    }

    private void fill(long to, int align, boolean inBitFields) {
        if (at >= to) {
            return;
        }
        if (to - at > MAX_GAP) {
            throw new IllegalArgumentException("a gap of " + (to - at) / 8
                    + " bytes in a struct cannot be written in C: it would take too many lines");
        }
        var unit = Arrays.stream(Unit.values())
                .filter(each -> roundUp(at, each.bits) <= to)
                .findFirst()
                .orElse(Unit.CHAR);
        long boundary = roundUp(at, unit.bits);
        if (boundary > at && boundary <= to) {
            if (inBitFields || !alignsByItself(boundary, to, align)) {
                field(unit, inBitFields ? boundary - at : 0);
            }
            at = boundary;
        }
        while (at < to) {
            long bits = Math.min(to - at, unit.bits);
            field(bits == unit.bits ? unit : smallestOf(bits), bits);
            at += bits;
        }
    }

    /** Whether C gets to the boundary without being told, by what follows there. */
    private boolean alignsByItself(long boundary, long to, int align) {
        if (boundary == to) {
            return roundUp(at, Math.max(align, 1) * 8) == boundary;
        }
        return to - boundary > boundary - at;
    }

    private void field(Unit unit, long bits) {
        out.append('\n')
                .append("\t".repeat(indent))
                .append(unit.word())
                .append(": ")
                .append(bits)
                .append(';');
    }

    private static Unit smallestOf(long bits) {
        return SMALLEST_FIRST.stream()
                .filter(unit -> unit.bits >= bits)
                .findFirst()
                .orElse(Unit.LONG);
    }

    private static long roundUp(long value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}

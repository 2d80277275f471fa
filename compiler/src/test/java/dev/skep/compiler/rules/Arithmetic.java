package dev.skep.compiler.rules;

import static dev.skep.compiler.rules.Content.Kind.NOTHING;

/** What arithmetic makes of numbers and pointers. */
final class Arithmetic {
    private static final int ADD = 0x00;
    private static final int SUB = 0x10;
    private static final int MUL = 0x20;
    private static final int OR = 0x40;
    private static final int AND = 0x50;
    private static final int LSH = 0x60;
    private static final int RSH = 0x70;
    private static final int MOV = 0xb0;
    private static final int END = 0xd0;

    /** {@code BPF_MAX_VAR_OFF} of the kernel. */
    private static final long MOST_OFFSET = 1L << 29;

    private static final long MOST_PACKET = 0xffff;

    private final VerifierRules rules;
    private final Machine machine;
    private final int index;
    private final Slot slot;

    Arithmetic(VerifierRules rules, Machine machine, int index, Slot slot) {
        this.rules = rules;
        this.machine = machine;
        this.index = index;
        this.slot = slot;
    }

    Step.Outcome run() {
        var narrow = slot.kind() == Slot.ALU32;
        var right = slot.takesRegister() && slot.operation() != END
                ? read(slot.src())
                : Content.number(narrow ? slot.immediate() & Content.WORD : slot.immediate());
        if (slot.operation() == MOV) {
            machine.registers[slot.dst()] = move(right, narrow);
            return Step.Outcome.ON;
        }
        var left = read(slot.dst());
        machine.registers[slot.dst()] = left.isPointer() || right.isPointer() && slot.operation() != END
                ? pointer(left, right, narrow)
                : number(left, right, narrow);
        return Step.Outcome.ON;
    }

    private Content read(int register) {
        var content = machine.registers[register];
        if (content.kind() == NOTHING) rules.complain("V10", index, "R" + register + " !read_ok");
        return content;
    }

    /** A copy and its source are bounded together, unless the copy may be another number. */
    private Content move(Content source, boolean narrow) {
        if (slot.offset() != 0) return Content.ofBytes(narrow ? 4 : 8);
        if (!slot.takesRegister()) return source;
        if (source.isPointer()) {
            if (narrow) rules.complain("V6", index, "R" + slot.src() + " partial copy of pointer");
            return source;
        }
        if (narrow && !source.atMost(Content.WORD)) return source.lower32().withId(0);
        if (source.id() != 0 || source.isKnown()) return source;
        var copy = source.withId(rules.newId());
        machine.registers[slot.src()] = copy;
        return copy;
    }

    private Content pointer(Content left, Content right, boolean narrow) {
        if (narrow) {
            rules.complain("V6", index, "32-bit pointer arithmetic prohibited");
            return Content.ofBytes(4);
        }
        var base = left.isPointer() ? left : right;
        if (base.kind() == Content.Kind.PACKET_END)
            rules.complain("V2", index, "pointer arithmetic on pkt_end prohibited");
        if (left.isPointer() && right.isPointer()) {
            if (slot.operation() != SUB || left.kind() != right.kind())
                rules.complain(
                        right.kind() == Content.Kind.PACKET_END ? "V2" : "V6", index, "arithmetic on two pointers");
            return Content.ofBytes(8);
        }
        if (slot.operation() != ADD && (slot.operation() != SUB || right.isPointer())) {
            rules.complain("V6", index, "bitwise or other operator on pointer prohibited");
            return Content.ofBytes(8);
        }
        var number = left.isPointer() ? right : left;
        return switch (base.kind()) {
            case CONTEXT -> {
                rules.complain("V5", index, "dereference of modified ctx ptr, disallowed");
                yield base;
            }
            case VALUE_OR_NULL -> {
                rules.complain("V1", index, "pointer arithmetic on map_value_or_null prohibited");
                yield base;
            }
            default -> moved(base, number);
        };
    }

    private Content moved(Content base, Content number) {
        var sign = slot.operation() == SUB ? -1 : 1;
        if (number.isKnown()) return base.moved(sign * number.low(), sign * number.low());
        if (sign < 0 || !number.atMost(base.kind() == Content.Kind.PACKET ? MOST_PACKET : MOST_OFFSET)) {
            rules.complain("V8", index, "math between " + base.kind() + " pointer and register with unbounded value");
            return base;
        }
        if (base.kind() == Content.Kind.PACKET) return Content.pointer(Content.Kind.PACKET, "", rules.newId());
        return base.moved(number.low(), number.high());
    }

    private Content number(Content left, Content right, boolean narrow) {
        var a = narrow ? left.lower32() : left;
        var b = narrow ? right.lower32() : right;
        var result = result(a, b).withId(0);
        return narrow ? result.lower32().withId(0) : result;
    }

    private Content result(Content a, Content b) {
        var unknown = Content.ofBytes(8);
        if (slot.operation() == AND)
            return b.isKnown() && a.isKnown()
                    ? Content.number(a.low() & b.low())
                    : Content.number(0, smaller(a.high(), b.high()));
        if (slot.operation() == END) return Content.ofBytes(slot.immediate() / 8);
        if (slot.operation() == ADD && a.isKnown() && b.isKnown()) return Content.number(a.low() + b.low());
        if (slot.operation() == SUB && a.isKnown() && b.isKnown()) return Content.number(a.low() - b.low());
        var small = a.atMost(Content.WORD) && b.atMost(Content.WORD);
        if (slot.operation() == ADD && small) return Content.number(a.low() + b.low(), a.high() + b.high());
        if (slot.operation() == SUB && small && a.low() >= b.high())
            return Content.number(a.low() - b.high(), a.high() - b.low());
        if (slot.operation() == ADD && b.isKnown() && b.low() < 0 && a.atMost(Content.WORD) && a.low() >= -b.low())
            return Content.number(a.low() + b.low(), a.high() + b.low());
        if (slot.operation() == MUL && small && a.high() < 1L << 31 && b.high() < 1L << 31)
            return Content.number(a.low() * b.low(), a.high() * b.high());
        if (slot.operation() == OR && small) {
            var bits = Long.SIZE - Long.numberOfLeadingZeros(a.high() | b.high());
            return Content.number(0, bits == 0 ? 0 : (1L << bits) - 1);
        }
        if (b.isKnown() && b.low() >= 0 && b.low() < 64) {
            if (slot.operation() == RSH) return Content.number(a.low() >>> b.low(), a.high() >>> b.low());
            if (slot.operation() == LSH && Long.numberOfLeadingZeros(a.high()) > b.low())
                return Content.number(a.low() << b.low(), a.high() << b.low());
        }
        return unknown;
    }

    private static long smaller(long a, long b) {
        return Long.compareUnsigned(a, b) < 0 ? a : b;
    }
}

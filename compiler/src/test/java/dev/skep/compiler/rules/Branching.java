package dev.skep.compiler.rules;

import static dev.skep.compiler.rules.Content.Kind.PACKET;
import static dev.skep.compiler.rules.Content.Kind.PACKET_END;
import static dev.skep.compiler.rules.Content.Kind.VALUE;
import static dev.skep.compiler.rules.Content.Kind.VALUE_OR_NULL;

import java.util.Optional;

/** What a conditional jump tells of its operands on either way. */
final class Branching {
    private static final int EQ = 0x10;
    private static final int GT = 0x20;
    private static final int GE = 0x30;
    private static final int SET = 0x40;
    private static final int NE = 0x50;
    private static final int SGT = 0x60;
    private static final int SGE = 0x70;
    private static final int LT = 0xa0;
    private static final int LE = 0xb0;
    private static final int SLT = 0xc0;
    private static final int SLE = 0xd0;

    private final VerifierRules rules;
    private final Machine machine;
    private final int index;
    private final Slot slot;
    private final boolean narrow;

    Branching(VerifierRules rules, Machine machine, int index, Slot slot) {
        this.rules = rules;
        this.machine = machine;
        this.index = index;
        this.slot = slot;
        this.narrow = slot.kind() == Slot.JMP32;
    }

    Step.Outcome run() {
        var left = read(slot.dst());
        var right = slot.takesRegister()
                ? read(slot.src())
                : Content.number(narrow ? slot.immediate() & Content.WORD : slot.immediate());
        var taken = machine.copy();
        taken.index = rules.program.target(index);
        if (left.isPointer() || right.isPointer()) {
            pointers(left, right, taken);
            return new Step.Outcome(false, Optional.of(taken));
        }
        var known = known(left, right);
        if (known.isPresent()) {
            if (known.get()) machine.index = taken.index;
            return Step.Outcome.ON;
        }
        if (right.isKnown()) {
            bound(machine, left, right.low(), negated(slot.operation()));
            bound(taken, left, right.low(), slot.operation());
        } else if (left.isKnown()) {
            bound(machine, right, left.low(), swapped(negated(slot.operation())));
            bound(taken, right, left.low(), swapped(slot.operation()));
        }
        return new Step.Outcome(false, Optional.of(taken));
    }

    private Content read(int register) {
        var content = machine.registers[register];
        if (content.kind() == Content.Kind.NOTHING) rules.complain("V10", index, "R" + register + " !read_ok");
        return content;
    }

    private void pointers(Content left, Content right, Machine taken) {
        if (left.kind() == VALUE_OR_NULL || right.kind() == VALUE_OR_NULL) {
            var proper = !narrow && !slot.takesRegister() && slot.immediate() == 0 && isEquality();
            if (!proper) {
                rules.complain("V1", index, "no check for null: compare all 64 bits with the immediate 0");
                return;
            }
            var equal = slot.operation() == EQ ? taken : machine;
            var other = slot.operation() == EQ ? machine : taken;
            equal.refine(left, content -> Content.number(0));
            other.refine(
                    left, content -> new Content(VALUE, content.object(), content.id(), content.low(), content.high()));
            return;
        }
        var packet = left.kind() == PACKET && right.kind() == PACKET_END;
        var reversed = left.kind() == PACKET_END && right.kind() == PACKET;
        if (packet || reversed) {
            packet(packet ? left : right, packet ? slot.operation() : swapped(slot.operation()), taken);
        } else if (left.kind() == PACKET_END || right.kind() == PACKET_END) {
            rules.complain("V2", index, "a packet's end compared with " + left.kind() + ", " + right.kind());
        } else if (narrow) {
            rules.complain("V6", index, "32-bit comparison of a pointer");
        }
    }

    /** {@code packet op end}. */
    private void packet(Content pointer, int operation, Machine taken) {
        if (narrow) {
            rules.complain("V2", index, "32-bit comparison with a packet's end");
        } else if (operation == GT || operation == GE) {
            reaches(machine, pointer, operation == GE ? 1 : 0);
        } else if (operation == LT || operation == LE) {
            reaches(taken, pointer, operation == LT ? 1 : 0);
        } else {
            rules.complain("V2", index, "only <, <=, > and >= tell how far a packet goes");
        }
    }

    private static void reaches(Machine machine, Content pointer, int more) {
        machine.checked.merge(pointer.id(), pointer.high() + more, Math::max);
    }

    private boolean isEquality() {
        return slot.operation() == EQ || slot.operation() == NE;
    }

    /** The outcome where both sides leave no doubt. */
    private Optional<Boolean> known(Content left, Content right) {
        if (left.isKnown() && right.isKnown()) return Optional.of(holds(left.low(), right.low()));
        if (!right.isKnown() || slot.operation() == SET || narrow && !left.atMost(Content.WORD))
            return Optional.empty();
        var number = narrow ? right.low() & Content.WORD : right.low();
        return switch (slot.operation()) {
            case EQ -> outside(left, number) ? Optional.of(false) : Optional.empty();
            case NE -> outside(left, number) ? Optional.of(true) : Optional.empty();
            case GT -> decided(Long.compareUnsigned(left.low(), number) > 0, left.atMost(number));
            case LE -> decided(left.atMost(number), Long.compareUnsigned(left.low(), number) > 0);
            case GE -> decided(Long.compareUnsigned(left.low(), number) >= 0, number != 0 && left.atMost(number - 1));
            case LT -> decided(number != 0 && left.atMost(number - 1), Long.compareUnsigned(left.low(), number) >= 0);
            default -> Optional.empty();
        };
    }

    private static boolean outside(Content content, long number) {
        return Long.compareUnsigned(number, content.low()) < 0 || Long.compareUnsigned(number, content.high()) > 0;
    }

    private static Optional<Boolean> decided(boolean yes, boolean no) {
        return yes ? Optional.of(true) : no ? Optional.of(false) : Optional.empty();
    }

    private boolean holds(long a, long b) {
        var x = narrow ? (int) a : a;
        var y = narrow ? (int) b : b;
        var unsigned = Long.compareUnsigned(narrow ? x & Content.WORD : x, narrow ? y & Content.WORD : y);
        return switch (slot.operation()) {
            case EQ -> x == y;
            case NE -> x != y;
            case GT -> unsigned > 0;
            case GE -> unsigned >= 0;
            case LT -> unsigned < 0;
            case LE -> unsigned <= 0;
            case SGT -> x > y;
            case SGE -> x >= y;
            case SLT -> x < y;
            case SLE -> x <= y;
            default -> (x & y) != 0;
        };
    }

    /** A narrow comparison bounds a register only when its upper half is known to be zero. */
    private void bound(Machine where, Content content, long number, int operation) {
        if (narrow && !content.atMost(Content.WORD)) return;
        var most = narrow ? Integer.MAX_VALUE : Long.MAX_VALUE;
        var signed = content.atMost(most);
        var sought = content.id() == 0 ? content.withId(rules.newId()) : content;
        if (content.id() == 0) replace(where, content, sought);
        var limits =
                switch (operation) {
                    case EQ -> new long[] {number, number};
                    case GT -> new long[] {number + 1, -1};
                    case GE -> new long[] {number, -1};
                    case LT -> new long[] {0, number - 1};
                    case LE -> new long[] {0, number};
                    case NE -> number == 0 ? new long[] {1, -1} : new long[] {0, -1};
                    case SGT -> number >= -1 ? new long[] {number + 1, most} : new long[] {0, -1};
                    case SGE -> number >= 0 ? new long[] {number, most} : new long[] {0, -1};
                    case SLT -> signed && number > 0 ? new long[] {0, number - 1} : new long[] {0, -1};
                    case SLE -> signed && number >= 0 ? new long[] {0, number} : new long[] {0, -1};
                    default -> new long[] {0, -1};
                };
        where.refine(sought, one -> one.within(limits[0], limits[1]));
    }

    /** A number without copies gets an id of its own to be found by. */
    private void replace(Machine where, Content old, Content sought) {
        for (var register : new int[] {slot.dst(), slot.takesRegister() ? slot.src() : slot.dst()})
            if (where.registers[register].equals(old)) where.registers[register] = sought;
    }

    private static int negated(int operation) {
        return switch (operation) {
            case EQ -> NE;
            case NE -> EQ;
            case GT -> LE;
            case LE -> GT;
            case GE -> LT;
            case LT -> GE;
            case SGT -> SLE;
            case SLE -> SGT;
            case SGE -> SLT;
            case SLT -> SGE;
            default -> 0;
        };
    }

    private static int swapped(int operation) {
        return switch (operation) {
            case GT -> LT;
            case LT -> GT;
            case GE -> LE;
            case LE -> GE;
            case SGT -> SLT;
            case SLT -> SGT;
            case SGE -> SLE;
            case SLE -> SGE;
            default -> operation;
        };
    }
}

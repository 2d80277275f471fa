package dev.skep.asm.text;

import dev.skep.asm.Condition;
import dev.skep.asm.Decoder;
import dev.skep.asm.Opcode;
import dev.skep.asm.internal.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes jumps long that do not reach their labels: {@code goto} becomes {@code gotol}, a conditional jump is inverted over
 * one. Jumps grow until all others reach; growth only adds, and after a few rounds whatever might not reach grows at once,
 * so the work is a fixed number of passes. Jumps by numbers of slots keep the instruction that they mean.
 */
final class Relaxation {
    private static final int ROUNDS = 8;

    private final Draft draft;

    Relaxation(Draft draft) {
        this.draft = draft;
    }

    void apply() {
        draft.sections.stream().filter(SectionDraft::isCode).forEach(this::apply);
    }

    private void apply(SectionDraft section) {
        int[] jumps = jumps(section);
        boolean[] isLong = new boolean[jumps.length];
        for (int round = 0; grow(section, jumps, isLong, round == ROUNDS); round++) {
            // again, with the new distances
        }
        rewrite(section, jumps, isLong);
    }

    /** The jumps to labels of the same section, as places that wait for them. */
    private int[] jumps(SectionDraft section) {
        List<Integer> jumps = new ArrayList<>();
        Fixups fixups = draft.fixups;
        for (int i = 0; i < fixups.size(); i++) {
            if (fixups.section(i) == section.number
                    && fixups.kind(i) == Fixups.Kind.JUMP
                    && fixups.plus(i) >= 0
                    && draft.symbols.section(fixups.plus(i)) == section.number) {
                jumps.add(i);
            }
        }
        return jumps.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Makes long what does not reach; with {@code generous}, what would not if everything were long. */
    private boolean grow(SectionDraft section, int[] jumps, boolean[] isLong, boolean generous) {
        boolean[] assumed = isLong;
        if (generous) {
            assumed = new boolean[jumps.length];
            Arrays.fill(assumed, true);
        }
        Moves moves = moves(section, jumps, assumed);
        boolean grown = false;
        for (int i = 0; i < jumps.length; i++) {
            int at = draft.fixups.offset(jumps[i]);
            long target = draft.symbols.offset(draft.fixups.plus(jumps[i])) + draft.fixups.constant(jumps[i]);
            long slots = (moves.of(target) - moves.of(at)) / Long.BYTES - 1;
            if (!isLong[i] && slots != (short) slots) {
                isLong[i] = true;
                grown = true;
            }
        }
        return grown;
    }

    private Moves moves(SectionDraft section, int[] jumps, boolean[] isLong) {
        int[] behind = new int[jumps.length];
        int[] inserted = new int[jumps.length];
        int sum = 0;
        for (int i = 0; i < jumps.length; i++) {
            int at = draft.fixups.offset(jumps[i]);
            sum += isLong[i] ? Long.BYTES * extra(section.slotAt(at)) : 0;
            behind[i] = at + Long.BYTES;
            inserted[i] = sum;
        }
        return new Moves(behind, inserted);
    }

    /** How many slots a jump takes more when it is long. */
    private static int extra(long word) {
        Opcode opcode = opcode(word);
        return opcode == Opcode.JA
                ? 0
                : Condition.of(opcode).flatMap(Condition::negate).isPresent() ? 1 : 2;
    }

    private static Opcode opcode(long word) {
        return Decoder.decode(new long[] {word}).get(0).opcode();
    }

    private void rewrite(SectionDraft section, int[] jumps, boolean[] isLong) {
        Moves moves = moves(section, jumps, isLong);
        byte[] old = section.bytes;
        int oldSize = section.size;
        int from = 0;
        section.bytes = new byte[0];
        section.size = 0;
        for (int i = 0; i < jumps.length; i++) {
            if (isLong[i]) {
                int at = draft.fixups.offset(jumps[i]);
                section.octets(old, from, at);
                from = at + Long.BYTES;
                section.octets(old, at, from);
                int place = lengthen(section, section.size - Long.BYTES);
                draft.fixups.lengthen(jumps[i], place - (int) moves.of(at));
            }
        }
        section.octets(old, from, oldSize);
        renumber(section, moves);
        draft.fixups.move(section.number, moves);
        draft.symbols.move(section.number, moves);
        draft.debug.move(section.number, moves);
        section.lines = section.lines.moved(moves);
    }

    /** Makes the jump at {@code at} long and returns where its {@code gotol} is. */
    private static int lengthen(SectionDraft section, int at) {
        long word = section.slotAt(at);
        Opcode opcode = opcode(word);
        int extra = extra(word);
        if (extra == 0) {
            section.setSlot(at, Opcode.GOTOL.code());
            return at;
        }
        if (extra == 1) {
            word ^= opcode.code() ^ opcode.negate().orElseThrow().code();
        }
        section.setSlot(at, Word.withOff(word, 1, "jump offset"));
        if (extra == 2) {
            section.slot(Word.withOff(Opcode.JA.code(), 1, "jump offset"));
        }
        section.slot(Opcode.GOTOL.code());
        return section.size - Long.BYTES;
    }

    /** Jumps by numbers of slots go where they went before. */
    private void renumber(SectionDraft section, Moves moves) {
        CodeLines lines = section.lines;
        for (int i = 0; i < lines.size(); i++) {
            int before = lines.offset(i);
            int at = (int) moves.of(before);
            long word = section.slotAt(at);
            int code = Word.opcode(word);
            boolean isShort = (code & 7) == 5 || (code & 7) == 6;
            if (isShort && !isCallOrExit(code) && code != Opcode.GOTOL.code() && Word.off(word) != 0) {
                long target = before + Long.BYTES * (Word.off(word) + 1L);
                long slots = (moves.of(target) - at) / Long.BYTES - 1;
                if (moves.of(before + Long.BYTES) == at + Long.BYTES && slots == (short) slots) {
                    section.setSlot(at, Word.withOff(word, slots, "jump offset"));
                }
            } else if (code == Opcode.GOTOL.code() && Word.imm(word) != 0) {
                long target = before + Long.BYTES * (Word.imm(word) + 1L);
                section.setSlot(at, Word.withImm(word, (int) ((moves.of(target) - at) / Long.BYTES - 1)));
            }
        }
    }

    private static boolean isCallOrExit(int code) {
        return code == Opcode.CALL.code()
                || code == Opcode.CALLX.code()
                || code == Opcode.EXIT.code()
                || code == Opcode.GOTOX.code();
    }
}

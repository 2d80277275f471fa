package dev.skep.asm;

import dev.skep.asm.internal.Word;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Assembled code: jumps have their distances, symbols are still names. What a linker fills in it passes to
 * {@link #bytes(ByteOrder, Immediates)}; the code itself does not change.
 *
 * <p>Offsets are in bytes from the start of the code.
 */
public final class MachineCode {
    private final String name;
    private final long[] words;
    private final List<CodeRelocation> relocations;
    private final List<CodeLine> lines;
    private final List<CoreRelocation> coreRelocations;

    /** Takes the slots as {@link #word} returns them, and what is said about them, in order of offsets. */
    public MachineCode(
            String name,
            long[] words,
            List<CodeRelocation> relocations,
            List<CodeLine> lines,
            List<CoreRelocation> coreRelocations) {
        this.name = name;
        this.words = words.clone();
        this.relocations = List.copyOf(relocations);
        this.lines = List.copyOf(lines);
        this.coreRelocations = List.copyOf(coreRelocations);
    }

    /** The form of an instruction that waits for a symbol. */
    public enum Form {
        /** {@code lddw}, two slots. */
        LDDW,
        /** {@code call} with src 1. */
        CALL
    }

    /**
     * An instruction that waits for a symbol.
     *
     * @param offset where it starts
     * @param form which instruction it is
     * @param symbol what it names
     */
    public record CodeRelocation(int offset, Form form, SymbolReference symbol) {}

    /**
     * Where the code of a source line starts.
     *
     * @param offset its first instruction
     * @param source the line
     */
    public record CodeLine(int offset, SourceLine source) {}

    /**
     * An instruction that the loader patches for the running kernel.
     *
     * @param offset where it starts
     * @param mark what is asked
     */
    public record CoreRelocation(int offset, CoreMark mark) {}

    /** What a linker puts into the instructions it knows more about than the assembler. */
    @FunctionalInterface
    public interface Immediates {
        /** Returns the immediate of the instruction at {@code offset}, whose immediate was assembled as {@code imm}. */
        int at(int offset, int imm);
    }

    /** Returns the function's name. */
    public String name() {
        return name;
    }

    /** Returns the number of 8-byte slots. */
    public int slots() {
        return words.length;
    }

    /** Returns the number of bytes. */
    public int size() {
        return words.length * Long.BYTES;
    }

    /** Returns a slot: its bytes in little-endian form read as a little-endian number. */
    public long word(int slot) {
        return words[slot];
    }

    /** Returns the instructions that wait for a symbol, in order. */
    public List<CodeRelocation> relocations() {
        return relocations;
    }

    /** Returns where source lines start, in order, at most one per instruction. */
    public List<CodeLine> lines() {
        return lines;
    }

    /** Returns the instructions that the loader patches for the running kernel, in order. */
    public List<CoreRelocation> coreRelocations() {
        return coreRelocations;
    }

    /** Returns the code in the given byte order. */
    public byte[] bytes(ByteOrder order) {
        return bytes(order, (offset, imm) -> imm);
    }

    /**
     * Returns the code in the given byte order, with the immediates of relocated instructions as {@code immediates} gives
     * them. It is asked once for each instruction in {@link #relocations} and {@link #coreRelocations}, in order.
     */
    public byte[] bytes(ByteOrder order, Immediates immediates) {
        var out = ByteBuffer.allocate(size()).order(order);
        PrimitiveIterator.OfInt asked = askedSlots().iterator();
        int next = asked.hasNext() ? asked.nextInt() : words.length;
        for (int slot = 0; slot < words.length; slot++) {
            long word = words[slot];
            if (slot == next) {
                word = Word.withImm(word, immediates.at(slot * Long.BYTES, Word.imm(word)));
                next = asked.hasNext() ? asked.nextInt() : words.length;
            }
            out.putLong(order == ByteOrder.LITTLE_ENDIAN ? word : Word.bigEndian(word));
        }
        return out.array();
    }

    private IntStream askedSlots() {
        return Stream.concat(
                        relocations.stream().map(CodeRelocation::offset),
                        coreRelocations.stream().map(CoreRelocation::offset))
                .mapToInt(offset -> offset / Long.BYTES)
                .sorted()
                .distinct();
    }
}

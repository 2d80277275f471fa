package dev.skep.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes {@code .BTF} (24-byte header, types, strings) and {@code .BTF.ext} (32-byte header, functions, lines, relocations), which
 * share one string section. Same input, same bytes.
 *
 * <p>Lays out, then writes: strings get their offsets and parts their sizes first, then each section is written once, forward.
 */
public final class BtfWriter {
    /** On average, with elements. */
    private static final int WORDS_OF_A_TYPE = 8;

    private final ByteOrder order;
    private final StringTable strings;
    private final Words types;
    private final ExtWords ext;

    private BtfWriter(BtfGraph graph, BtfExt ext, List<LineBlock> lines, ByteOrder order) {
        this.order = order;
        strings = new StringTable(graph.size());
        types = new Words(strings, WORDS_OF_A_TYPE * graph.size());
        var words = new TypeWords(types);
        graph.types().forEach(type -> type.accept(words));
        this.ext = ExtWords.of(ext, lines, strings);
    }

    /**
     * A writer of these types alone.
     *
     * @throws IllegalArgumentException if their names take more than 16 MiB or one has a zero byte inside
     */
    public static BtfWriter of(BtfGraph graph, ByteOrder order) {
        return new BtfWriter(graph, BtfExt.EMPTY, List.of(), order);
    }

    /**
     * A writer of these types and of what is known about the code that uses them.
     *
     * @throws IllegalArgumentException if their strings take more than 16 MiB or one has a zero byte inside
     */
    public static BtfWriter of(BtfGraph graph, BtfExt ext, ByteOrder order) {
        return new BtfWriter(graph, ext, List.of(), order);
    }

    /**
     * A writer of these types and of what is known about the code that uses them, lines of other files being moved as they are. No
     * section has lines in both.
     *
     * @throws IllegalArgumentException if their strings take more than 16 MiB or one has a zero byte inside
     */
    public static BtfWriter of(BtfGraph graph, BtfExt ext, List<LineBlock> lines, ByteOrder order) {
        return new BtfWriter(graph, ext, lines, order);
    }

    /** The bytes of {@code .BTF}. */
    public byte[] btf() {
        int typeBytes = types.bytes();
        var out = ByteBuffer.allocate(Math.addExact(BtfHeader.SIZE + typeBytes, strings.size()))
                .order(order);
        BtfHeader.writeStart(out, BtfHeader.SIZE);
        out.putInt(0).putInt(typeBytes).putInt(typeBytes).putInt(strings.size());
        types.write(out);
        strings.write(out);
        return out.array();
    }

    /** The bytes of {@code .BTF.ext}. */
    public byte[] btfExt() {
        return ext.write(order);
    }
}

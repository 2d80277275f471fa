package dev.skep.btf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where each type of a {@code .BTF} section is, without reading the types: for those who need a few of the kernel's hundred thousand.
 * A type is read, and checked, when it is asked for.
 */
public final class BtfIndex {
    private final BtfBytes bytes;
    private final int size;
    private @Nullable BtfReader reader;

    private BtfIndex(BtfBytes bytes) {
        this.bytes = bytes;
        size = bytes.count();
    }

    /**
     * The index of a {@code .BTF} section, whose byte order does not matter. The bytes must not change.
     *
     * @throws BtfFormatException if these bytes are not a sequence of records
     */
    public static BtfIndex of(ByteBuffer btf) {
        return new BtfIndex(new BtfBytes(btf.slice()));
    }

    /**
     * The index of a file that is a {@code .BTF} section, as {@code /sys/kernel/btf/vmlinux} is. The first question for what is in a
     * type reads the file once more, all of it; until then the index keeps where the types are and nothing else. The file must not
     * change.
     *
     * @throws IOException if the file cannot be read; a question throws {@link java.io.UncheckedIOException} then
     * @throws BtfFormatException if the file is not a sequence of records
     */
    public static BtfIndex of(Path file) throws IOException {
        return new BtfIndex(new BtfBytes(file));
    }

    /** How many types there are, {@code void} not counted. */
    public int size() {
        return size;
    }

    /**
     * The kind of this type.
     *
     * @throws IllegalArgumentException if the id is {@code void} or not of this index
     */
    public BtfKind kind(BtfId id) {
        int info = bytes.all().getInt(record(id) + Integer.BYTES);
        return BtfKind.of(TypeRecord.kind(info)).orElseThrow();
    }

    /**
     * Reads this type.
     *
     * @throws IllegalArgumentException if the id is {@code void} or not of this index
     * @throws BtfFormatException if its record is wrong
     */
    public synchronized BtfType type(BtfId id) {
        var ready = reader == null ? BtfReader.alone(bytes.all(), bytes.header()) : reader;
        reader = ready;
        return ready.at(record(id), size);
    }

    /** The first type of this kind and name. Looks at every type, and compares where the strings start. */
    public Optional<BtfId> find(BtfKind kind, String name) {
        byte[] wanted = (name + "\0").getBytes(StandardCharsets.UTF_8);
        if (name.isEmpty() || !kind.hasName()) {
            return Optional.empty();
        }
        var in = bytes.all();
        for (int i = 0; i < size; i++) {
            int record = bytes.record(i);
            if (TypeRecord.kind(in.getInt(record + Integer.BYTES)) == kind.number()
                    && isAt(in, in.getInt(record), wanted)) {
                return Optional.of(new BtfId(i + 1));
            }
        }
        return Optional.empty();
    }

    private boolean isAt(ByteBuffer in, int offset, byte[] text) {
        var header = bytes.header();
        int from = header.stringsFrom() + offset;
        if (offset < 0 || offset > header.stringsTo() - header.stringsFrom() - text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (in.get(from + i) != text[i]) {
                return false;
            }
        }
        return true;
    }

    private int record(BtfId id) {
        if (id.isVoid() || id.value() > size) {
            throw new IllegalArgumentException("there is no type " + id + " among " + size);
        }
        return bytes.record(id.value() - 1);
    }
}

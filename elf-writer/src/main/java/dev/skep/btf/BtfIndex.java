package dev.skep.btf;

import java.io.IOException;
import java.io.UncheckedIOException;
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
    private final BtfSource source;
    private final int[] records;
    private final int size;
    private @Nullable BtfStrings strings;

    private BtfIndex(BtfSource source) {
        this.source = source;
        var scan = new RecordScan(source.header().typesFrom(), source.header().typesTo());
        source.pass((piece, start) -> {
            scan.over(piece, start);
            return start + BtfSource.PIECE;
        });
        size = scan.end();
        records = scan.records();
    }

    /**
     * The index of a {@code .BTF} section, whose byte order does not matter. The bytes must not change.
     *
     * @throws BtfFormatException if these bytes are not a sequence of records
     */
    public static BtfIndex of(ByteBuffer btf) {
        return new BtfIndex(BtfMemory.of(btf.slice()));
    }

    /**
     * The index of a file that is a {@code .BTF} section, as {@code /sys/kernel/btf/vmlinux} is. Questions read the file again: the
     * first one its strings, each one the types that it has to look at, and many the whole of it. Until then the index keeps where the
     * types are and nothing else. The file must not change.
     *
     * @throws IOException if the file cannot be read; a question throws {@link java.io.UncheckedIOException} then
     * @throws BtfFormatException if the file is not a sequence of records
     */
    public static BtfIndex of(Path file) throws IOException {
        try {
            return new BtfIndex(new BtfFile(file));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
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
        int record = records[number(id)];
        int info = source.range(record, record + TypeRecord.SIZE).getInt(Integer.BYTES);
        return BtfKind.of(TypeRecord.kind(info)).orElseThrow();
    }

    /**
     * Reads this type.
     *
     * @throws IllegalArgumentException if the id is {@code void} or not of this index
     * @throws BtfFormatException if its record is wrong
     */
    public synchronized BtfType type(BtfId id) {
        int number = number(id);
        int end = number + 1 < size ? records[number + 1] : source.header().typesTo();
        return BtfReader.read(source.range(records[number], end), records[number], strings(), size);
    }

    /** The first type of this kind and name. Looks at every type, and compares where the strings of its kind start. */
    public Optional<BtfId> find(BtfKind kind, String name) {
        if (name.isEmpty() || !kind.hasName()) {
            return Optional.empty();
        }
        var search = new Search(kind, strings(), (name + "\0").getBytes(StandardCharsets.UTF_8));
        source.pass(search);
        return search.found < size ? Optional.of(new BtfId(search.found + 1)) : Optional.empty();
    }

    /** Looks at each record until one is of this kind and name. */
    private final class Search implements BtfSource.Passage {
        private final BtfKind kind;
        private final BtfStrings strings;
        private final byte[] name;
        /** The record that is looked at next, or was found. */
        private int found;

        private Search(BtfKind kind, BtfStrings strings, byte[] name) {
            this.kind = kind;
            this.strings = strings;
            this.name = name;
        }

        @Override
        public int over(ByteBuffer piece, int start) {
            int last = start + piece.limit() - 2 * Integer.BYTES;
            for (; found < size && records[found] <= last; found++) {
                int at = records[found] - start;
                if (TypeRecord.kind(piece.getInt(at + Integer.BYTES)) == kind.number()
                        && strings.isAt(piece.getInt(at), name)) {
                    return source.header().typesTo();
                }
            }
            return found < size
                    ? Math.max(records[found], start + 1)
                    : source.header().typesTo();
        }
    }

    private synchronized BtfStrings strings() {
        var known = strings == null ? new BtfStrings(source.strings(), source.header()) : strings;
        strings = known;
        return known;
    }

    private int number(BtfId id) {
        if (id.isVoid() || id.value() > size) {
            throw new IllegalArgumentException("there is no type " + id + " among " + size);
        }
        return id.value() - 1;
    }
}

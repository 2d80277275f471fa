package dev.skep.btf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
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
        var text = (name + "\0").getBytes(StandardCharsets.UTF_8);
        var known = strings();
        var search = new Search(kind, offset -> known.isAt(offset, text), 1);
        source.pass(search);
        return search.found.stream().findFirst();
    }

    /** All types of this kind, in their order. */
    public List<BtfId> all(BtfKind kind) {
        var search = new Search(kind, offset -> true, Integer.MAX_VALUE);
        source.pass(search);
        return List.copyOf(search.found);
    }

    /** Looks at each record until enough are of this kind and name. */
    private final class Search implements BtfSource.Passage {
        private final BtfKind kind;
        private final IntPredicate named;
        private final int enough;
        private final List<BtfId> found = new ArrayList<>();
        /** The record that is looked at next. */
        private int next;

        private Search(BtfKind kind, IntPredicate named, int enough) {
            this.kind = kind;
            this.named = named;
            this.enough = enough;
        }

        @Override
        public int over(ByteBuffer piece, int start) {
            int last = start + piece.limit() - 2 * Integer.BYTES;
            for (; next < size && found.size() < enough && records[next] <= last; next++) {
                int at = records[next] - start;
                if (TypeRecord.kind(piece.getInt(at + Integer.BYTES)) == kind.number()
                        && named.test(piece.getInt(at))) {
                    found.add(new BtfId(next + 1));
                }
            }
            return next < size && found.size() < enough
                    ? Math.max(records[next], start + 1)
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

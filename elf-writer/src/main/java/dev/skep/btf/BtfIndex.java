package dev.skep.btf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where each type of a {@code .BTF} section is, without reading the types: for those who need a few of the kernel's hundred thousand.
 * A type is read, and checked, when it is asked for.
 */
public final class BtfIndex {
    private final ByteBuffer in;
    private final BtfHeader header;
    /** The start of each record; there is room for more than there are. */
    private final int[] records;

    private final int size;
    private @Nullable BtfReader reader;

    private BtfIndex(ByteBuffer in, BtfHeader header) {
        this.in = in;
        this.header = header;
        records = new int[(header.typesTo() - header.typesFrom()) / TypeRecord.SIZE];
        size = RecordScan.scan(in, header.typesFrom(), header.typesTo(), records);
    }

    /**
     * The index of a {@code .BTF} section or of {@code /sys/kernel/btf/vmlinux}, whose byte order does not matter. The bytes must not
     * change.
     *
     * @throws BtfFormatException if these bytes are not a sequence of records
     */
    public static BtfIndex of(ByteBuffer btf) {
        var bytes = btf.slice();
        var header = BtfHeader.read(bytes);
        return new BtfIndex(bytes.order(header.order()), header);
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
        return BtfKind.of(TypeRecord.kind(in.getInt(record(id) + Integer.BYTES)))
                .orElseThrow();
    }

    /**
     * Reads this type.
     *
     * @throws IllegalArgumentException if the id is {@code void} or not of this index
     * @throws BtfFormatException if its record is wrong
     */
    public synchronized BtfType type(BtfId id) {
        var ready = reader == null ? BtfReader.alone(in, header) : reader;
        reader = ready;
        return ready.at(record(id), size);
    }

    /** The first type of this kind and name. Looks at every type, and compares where the strings start. */
    public Optional<BtfId> find(BtfKind kind, String name) {
        byte[] wanted = (name + "\0").getBytes(StandardCharsets.UTF_8);
        if (name.isEmpty() || !kind.hasName()) {
            return Optional.empty();
        }
        for (int i = 0; i < size; i++) {
            if (TypeRecord.kind(in.getInt(records[i] + Integer.BYTES)) == kind.number()
                    && isAt(in.getInt(records[i]), wanted)) {
                return Optional.of(new BtfId(i + 1));
            }
        }
        return Optional.empty();
    }

    private boolean isAt(int offset, byte[] text) {
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
        return records[id.value() - 1];
    }
}

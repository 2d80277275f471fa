package dev.skep.btf;

import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.btf.BtfType.TagForm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .BTF} of either byte order. Trusts nothing: whatever the bytes are, the answer is a graph or a
 * {@link BtfFormatException}, in time and memory proportional to the input.
 */
public final class BtfReader {
    private final ByteBuffer in;
    /** Where in the section the first byte of {@link #in} is. */
    private final int shift;

    private final BtfStrings strings;
    private final int most;
    /** Those that were met, if they are worth keeping. */
    private final @Nullable BtfId[] ids;

    /** Start and {@code info} word of the record being read. */
    private int record;

    private int info;
    private int highestReference;

    private BtfReader(ByteBuffer bytes, BtfHeader header, BtfStrings strings, int typesOfBase) {
        in = bytes.duplicate().order(header.order()).limit(header.typesTo()).position(header.typesFrom());
        shift = 0;
        this.strings = strings;
        most = typesOfBase + in.remaining() / TypeRecord.SIZE;
        ids = new BtfId[most + 1];
    }

    private BtfReader(ByteBuffer record, int shift, BtfStrings strings, int types) {
        in = record;
        this.shift = shift;
        this.strings = strings;
        most = types;
        ids = new BtfId[0];
    }

    /**
     * Reads a {@code .BTF} section or {@code /sys/kernel/btf/vmlinux}.
     *
     * @throws BtfFormatException if these bytes are not BTF
     */
    public static BtfGraph read(byte[] btf) {
        return read(ByteBuffer.wrap(btf));
    }

    /**
     * Reads a {@code .BTF} section from the remaining bytes of a buffer, whose byte order does not matter.
     *
     * @throws BtfFormatException if these bytes are not BTF
     */
    public static BtfGraph read(ByteBuffer btf) {
        var bytes = btf.slice();
        var header = BtfHeader.read(bytes);
        return read(bytes, header, new BtfStrings(bytes, header));
    }

    /**
     * Reads the types of a kernel module, which go on where those of the kernel end: the graph has both, and what the module adds has
     * the ids above the kernel's.
     *
     * @param split {@code /sys/kernel/btf/}<i>module</i>
     * @param base {@code /sys/kernel/btf/vmlinux}
     * @throws BtfFormatException if these bytes are not BTF
     */
    public static BtfGraph readSplit(ByteBuffer split, ByteBuffer base) {
        var below = base.slice();
        var belowHeader = BtfHeader.read(below);
        var belowStrings = new BtfStrings(below, belowHeader);
        var types = new BtfReader(below, belowHeader, belowStrings, 0)
                .types(List.of())
                .types();
        var bytes = split.slice();
        var header = BtfHeader.readSplit(bytes);
        var strings = new BtfStrings(bytes, header, belowStrings);
        return new BtfReader(bytes, header, strings, types.size()).types(types);
    }

    /**
     * The byte order of a {@code .BTF} section.
     *
     * @throws BtfFormatException if these bytes do not start as one
     */
    public static ByteOrder order(ByteBuffer btf) {
        return BtfHeader.readStart(btf.slice(), BtfHeader.SIZE, "BTF");
    }

    /** The types of a section with this header and these strings. */
    static BtfGraph read(ByteBuffer bytes, BtfHeader header, BtfStrings strings) {
        return new BtfReader(bytes, header, strings, 0).types(List.of());
    }

    /** The type of the record that these bytes, in their order, are; it is at a byte of a section of so many types. */
    static BtfType read(ByteBuffer record, int at, BtfStrings strings, int types) {
        return new BtfReader(record, at, strings, types).type();
    }

    private BtfGraph types(List<BtfType> base) {
        int start = in.position();
        List<BtfType> types = new ArrayList<>(ids.length);
        types.addAll(base);
        while (in.hasRemaining()) {
            types.add(type());
        }
        if (highestReference > types.size()) {
            throw new BtfFormatException(start, "reference to type " + highestReference + " of " + types.size());
        }
        try {
            return BtfGraph.ofReferring(types);
        } catch (IllegalArgumentException e) {
            throw new BtfFormatException(start, String.valueOf(e.getMessage()), e);
        }
    }

    private BtfType type() {
        record = shift + in.position();
        require(TypeRecord.SIZE);
        var name = string();
        info = in.getInt();
        int sizeOrType = in.getInt();
        if ((info & TypeRecord.UNUSED_INFO) != 0) {
            throw new BtfFormatException(
                    record, "info word " + Integer.toHexString(info) + " has bits that mean nothing");
        }
        int number = TypeRecord.kind(info);
        var kind = kind(number);
        requireOnlyWhatMeans(kind, name, sizeOrType);
        try {
            return type(kind, name, sizeOrType);
        } catch (IllegalArgumentException e) {
            throw new BtfFormatException(record, String.valueOf(e.getMessage()), e);
        }
    }

    private BtfKind kind(int number) {
        return BtfKind.of(number)
                .orElseThrow(() -> new BtfFormatException(record, "type kind " + number + ", known are 1 to 19"));
    }

    /** What a kind has no use for must be zero, as it would be lost. */
    private void requireOnlyWhatMeans(BtfKind kind, String name, int sizeOrType) {
        if (!kind.hasName() && !name.isEmpty()) {
            throw new BtfFormatException(record, kind + " with the name " + name + ", it has none");
        }
        if (!kind.hasElements() && TypeRecord.elements(info) != 0) {
            throw new BtfFormatException(
                    record, kind + " with " + TypeRecord.elements(info) + " elements, it has none");
        }
        if (!kind.hasFlag() && flag()) {
            throw new BtfFormatException(record, kind + " with kind_flag set, it has none");
        }
        // gcc writes a number into FWD, which the kernel refuses and libbpf does not read.
        if (kind == BtfKind.ARRAY && sizeOrType != 0) {
            throw new BtfFormatException(record, kind + " with size or type " + sizeOrType + ", it has neither");
        }
    }

    private BtfType type(BtfKind kind, String name, int sizeOrType) {
        return switch (kind) {
            case INT -> integer(name, sizeOrType);
            case PTR -> new BtfType.Ptr(id(sizeOrType));
            case ARRAY -> array();
            case STRUCT -> new BtfType.Struct(name, sizeOrType, members());
            case UNION -> new BtfType.Union(name, sizeOrType, members());
            case ENUM -> new BtfType.Enum(name, sizeOrType, signedness(), enumerators());
            case FWD -> new BtfType.Fwd(name, flag() ? ForwardKind.UNION : ForwardKind.STRUCT);
            case TYPEDEF -> new BtfType.Typedef(name, id(sizeOrType));
            case VOLATILE -> new BtfType.Volatile(id(sizeOrType));
            case CONST -> new BtfType.Const(id(sizeOrType));
            case RESTRICT -> new BtfType.Restrict(id(sizeOrType));
            case FUNC -> new BtfType.Func(name, id(sizeOrType), linkage(TypeRecord.elements(info)));
            case FUNC_PROTO -> new BtfType.FuncProto(id(sizeOrType), parameters());
            case VAR -> new BtfType.Var(name, id(sizeOrType), linkage(word()));
            case DATASEC -> new BtfType.DataSec(name, sizeOrType, sectionEntries());
            case FLOAT -> new BtfType.Float(name, sizeOrType);
            case DECL_TAG -> new BtfType.DeclTag(name, id(sizeOrType), word(), tagForm());
            case TYPE_TAG -> new BtfType.TypeTag(name, id(sizeOrType), tagForm());
            case ENUM64 -> new BtfType.Enum64(name, sizeOrType, signedness(), enumerators64());
        };
    }

    private BtfType integer(String name, int size) {
        int data = word();
        int encoding = data >>> TypeRecord.ENCODING_SHIFT;
        if ((data & TypeRecord.UNUSED_INT) != 0) {
            throw new BtfFormatException(
                    record, "INT data " + Integer.toHexString(data) + " has bits that mean nothing");
        }
        var known = TypeRecord.encoding(encoding)
                .orElseThrow(() -> new BtfFormatException(
                        record,
                        "INT " + name + " has encoding " + encoding + ", known are 0 none, 1 signed, 2 char, 4 bool"));
        return new BtfType.Int(name, size, known, data >>> TypeRecord.INT_OFFSET_SHIFT & 0xFF, data & 0xFF);
    }

    private BtfType array() {
        require(3 * Integer.BYTES);
        return new BtfType.Array(id(in.getInt()), id(in.getInt()), Integer.toUnsignedLong(in.getInt()));
    }

    private List<Member> members() {
        boolean withBitFields = flag();
        var members = new Member[count(3 * Integer.BYTES)];
        for (int i = 0; i < members.length; i++) {
            var name = string();
            var type = id(in.getInt());
            int offset = in.getInt();
            members[i] = withBitFields
                    ? new Member(name, type, offset & TypeRecord.BIT_OFFSET_MASK, offset >>> TypeRecord.BIT_SIZE_SHIFT)
                    : new Member(name, type, offset, 0);
        }
        return List.of(members);
    }

    private List<Enumerator> enumerators() {
        boolean signed = flag();
        var values = new Enumerator[count(2 * Integer.BYTES)];
        for (int i = 0; i < values.length; i++) {
            var name = string();
            int value = in.getInt();
            values[i] = new Enumerator(name, signed ? value : Integer.toUnsignedLong(value));
        }
        return List.of(values);
    }

    private List<Enumerator> enumerators64() {
        var values = new Enumerator[count(3 * Integer.BYTES)];
        for (int i = 0; i < values.length; i++) {
            var name = string();
            long low = Integer.toUnsignedLong(in.getInt());
            values[i] = new Enumerator(name, (long) in.getInt() << Integer.SIZE | low);
        }
        return List.of(values);
    }

    private List<Parameter> parameters() {
        var parameters = new Parameter[count(2 * Integer.BYTES)];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = new Parameter(string(), id(in.getInt()));
        }
        return List.of(parameters);
    }

    private List<SectionEntry> sectionEntries() {
        var entries = new SectionEntry[count(3 * Integer.BYTES)];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = new SectionEntry(id(in.getInt()), in.getInt(), in.getInt());
        }
        return List.of(entries);
    }

    /** How many elements of this size follow. */
    private int count(int size) {
        int count = TypeRecord.elements(info);
        require((long) count * size);
        return count;
    }

    private BtfLinkage linkage(int number) {
        return BtfLinkage.of(number)
                .orElseThrow(() -> new BtfFormatException(
                        record,
                        "linkage " + Integer.toUnsignedString(number) + ", known are 0 static, 1 global, 2 extern"));
    }

    private Signedness signedness() {
        return flag() ? Signedness.SIGNED : Signedness.UNSIGNED;
    }

    private TagForm tagForm() {
        return flag() ? TagForm.ATTRIBUTE : TagForm.TAG;
    }

    private boolean flag() {
        return info < 0;
    }

    private String string() {
        return strings.at(in.getInt(), record);
    }

    private int word() {
        require(Integer.BYTES);
        return in.getInt();
    }

    private BtfId id(int number) {
        if (number < 0 || number > most) {
            throw new BtfFormatException(
                    record,
                    "reference to type " + Integer.toUnsignedString(number) + ", there are at most " + most + " types");
        }
        if (number >= ids.length) {
            return new BtfId(number);
        }
        var known = ids[number];
        if (known == null) {
            known = new BtfId(number);
            ids[number] = known;
            highestReference = Math.max(highestReference, number);
        }
        return known;
    }

    private void require(long bytes) {
        if (bytes > in.remaining()) {
            throw new BtfFormatException(
                    record,
                    "type record needs " + bytes + " more bytes, the type section has " + in.remaining() + " left");
        }
    }
}

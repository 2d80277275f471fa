package dev.skep.btf;

import dev.skep.btf.BtfExt.CoreRelo;
import dev.skep.btf.BtfExt.FuncInfo;
import dev.skep.btf.BtfExt.LineInfo;
import dev.skep.btf.BtfExt.SectionInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads {@code .BTF.ext} with the strings of its {@code .BTF}, of either byte order. Trusts nothing, like {@link BtfReader}.
 */
public final class BtfExtReader {
    private static final int FUNC_INFO = 8;
    private static final int LINE_INFO = 16;
    private static final int CORE_RELO = 16;
    private static final int BLOCK = 8;
    private static final int FIRST_PART = 8;
    private static final int HEADER_WITHOUT_RELOCATIONS = 24;
    private static final int COLUMN_MASK = BtfExt.LineInfo.MAX_COLUMN;

    private final ByteBuffer in;
    private final int header;
    private final BtfStrings strings;

    private BtfExtReader(ByteBuffer ext, BtfStrings strings) {
        var order = BtfHeader.readStart(ext, HEADER_WITHOUT_RELOCATIONS, ".BTF.ext");
        this.in = ext.duplicate().order(order);
        this.header = in.getInt(4);
        this.strings = strings;
    }

    /**
     * Reads what {@code .BTF.ext} says, its strings being in {@code .BTF}.
     *
     * @throws BtfFormatException if these bytes are not what they should be
     */
    public static BtfExt read(ByteBuffer btf, ByteBuffer ext) {
        var types = btf.slice();
        return new BtfExtReader(ext.slice(), new BtfStrings(types, BtfHeader.read(types))).read();
    }

    /** A reader of {@code .BTF.ext} with the strings of its {@code .BTF}. */
    static BtfExtReader of(ByteBuffer ext, BtfStrings strings) {
        return new BtfExtReader(ext.slice(), strings);
    }

    BtfExt read() {
        return new BtfExt(functions(), part(1, LINE_INFO, blockOf(this::lineInfo)), relocations());
    }

    List<SectionInfo<FuncInfo>> functions() {
        return part(0, FUNC_INFO, blockOf(() -> new FuncInfo(in.getInt(), new BtfId(in.getInt()))));
    }

    List<SectionInfo<CoreRelo>> relocations() {
        return header < ExtWords.HEADER ? List.of() : part(2, CORE_RELO, blockOf(this::coreRelo));
    }

    /** Line info whose strings stay where they are. */
    List<LineBlock> lineBlocks() {
        var numbers = new LineStrings(strings);
        return part(1, LINE_INFO, (name, count, size) -> lineBlock(name, numbers, count, size));
    }

    private LineInfo lineInfo() {
        int offset = in.getInt();
        var file = string();
        var text = string();
        int place = in.getInt();
        return new LineInfo(offset, file, text, place >>> ExtWords.LINE_SHIFT, place & COLUMN_MASK);
    }

    private CoreRelo coreRelo() {
        return new CoreRelo(in.getInt(), new BtfId(in.getInt()), string(), in.getInt());
    }

    /** Reads so many records of this size, which are there, of the section of this name. */
    private interface Block<T> {
        T read(String section, int count, int size);
    }

    private <T> List<T> part(int number, int minimum, Block<T> block) {
        int field = FIRST_PART + number * 2 * Integer.BYTES;
        int length = in.getInt(field + Integer.BYTES);
        if (length == 0) {
            return List.of();
        }
        int start = BtfHeader.start(in.limit(), header, in.getInt(field), length, "part " + number);
        in.limit(start + length).position(start);
        int size = recordSize(minimum);
        List<T> sections = new ArrayList<>();
        while (in.hasRemaining()) {
            require(BLOCK, 1);
            var name = string();
            int count = in.getInt();
            require(size, Integer.toUnsignedLong(count));
            sections.add(block.read(name, count, size));
        }
        in.limit(in.capacity());
        return sections;
    }

    private int recordSize(int minimum) {
        require(Integer.BYTES, 1);
        int size = in.getInt();
        if (size < minimum || size % Integer.BYTES != 0) {
            throw new BtfFormatException(
                    in.position(),
                    "records of " + Integer.toUnsignedString(size) + " bytes, at least " + minimum + " are needed");
        }
        return size;
    }

    private <R> Block<SectionInfo<R>> blockOf(Supplier<R> record) {
        return (name, count, size) -> {
            List<R> records = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int start = in.position();
                records.add(checked(record, start));
                in.position(start + size);
            }
            return checked(() -> new SectionInfo<>(name, records), in.position());
        };
    }

    private LineBlock lineBlock(String section, LineStrings numbers, int count, int size) {
        int[] words = new int[count * LineBlock.WORDS];
        for (int to = 0; to < words.length; to += LineBlock.WORDS) {
            int start = in.position();
            words[to] = in.getInt(start);
            for (int word = 1; word < 3; word++) {
                int at = start + word * Integer.BYTES;
                words[to + word] = numbers.number(in.getInt(at), at);
            }
            words[to + 3] = in.getInt(start + 3 * Integer.BYTES);
            in.position(start + size);
        }
        return checked(() -> LineBlock.of(section, numbers, words), in.position());
    }

    private static <T> T checked(Supplier<T> value, int position) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new BtfFormatException(position, String.valueOf(e.getMessage()), e);
        }
    }

    private String string() {
        int user = in.position();
        return strings.at(in.getInt(), user);
    }

    private void require(int size, long count) {
        if (size * count > in.remaining()) {
            throw new BtfFormatException(
                    in.position(), count + " records of " + size + " bytes, the part has " + in.remaining() + " left");
        }
    }
}

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

    private BtfExt read() {
        var functions = part(0, FUNC_INFO, () -> new FuncInfo(in.getInt(), new BtfId(in.getInt())));
        var lines = part(1, LINE_INFO, this::lineInfo);
        if (header < ExtWords.HEADER) {
            return new BtfExt(functions, lines, List.of());
        }
        return new BtfExt(functions, lines, part(2, CORE_RELO, this::coreRelo));
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

    private <R> List<SectionInfo<R>> part(int number, int minimum, Supplier<R> record) {
        int field = FIRST_PART + number * 2 * Integer.BYTES;
        int length = in.getInt(field + Integer.BYTES);
        if (length == 0) {
            return List.of();
        }
        int start = BtfHeader.start(in.limit(), header, in.getInt(field), length, "part " + number);
        in.limit(start + length).position(start);
        int size = recordSize(minimum);
        List<SectionInfo<R>> sections = new ArrayList<>();
        while (in.hasRemaining()) {
            sections.add(section(size, record));
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

    private <R> SectionInfo<R> section(int size, Supplier<R> record) {
        require(BLOCK, 1);
        var name = string();
        int count = in.getInt();
        require(size, Integer.toUnsignedLong(count));
        List<R> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int start = in.position();
            records.add(checked(record, start));
            in.position(start + size);
        }
        return checked(() -> new SectionInfo<>(name, records), in.position());
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

package dev.skep.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Single sections of an ELF64 file, which nothing else is read of: a kernel with all that debuggers want has hundreds of megabytes. What has no
 * bytes in the file is not there.
 */
public final class ElfSections {
    /** How many bytes a table of headers or names may have. */
    private static final int TABLE_LIMIT = 1 << 26;

    private final SeekableByteChannel file;
    private final ByteOrder order;
    private final int limit;
    private final Map<String, RawHeader> headers = new HashMap<>();

    private ElfSections(SeekableByteChannel file, int limit) throws IOException {
        this.file = file;
        this.limit = limit;
        var header = ByteString.of(read(0, Math.min(Wire.HEADER, file.size()), Wire.HEADER, ByteOrder.BIG_ENDIAN));
        this.order = ElfReader.order(header);
        findHeaders(header.buffer(order));
    }

    /**
     * Finds the sections of a file.
     *
     * @param limit how many bytes a section may have that is read
     * @throws ElfFormatException if it is no ELF64 file, or a broken one
     */
    public static ElfSections of(SeekableByteChannel file, int limit) throws IOException {
        return new ElfSections(file, limit);
    }

    /** Returns the bytes of the first section of a name, in the byte order of the file; empty where there is none with bytes. */
    public Optional<ByteBuffer> find(String name) throws IOException {
        var header = headers.get(name);
        return header == null
                ? Optional.empty()
                : Optional.of(read(header.offset(), header.size(), limit, "section " + name));
    }

    private void findHeaders(ByteBuffer header) throws IOException {
        var from = header.getLong(Wire.HEADERS_AT);
        if (from == 0) {
            return;
        }
        RawHeader.requireSize(header);
        var first = RawHeader.read(read(from, Wire.SECTION_HEADER, TABLE_LIMIT, "first section header"), 0);
        var count = Short.toUnsignedLong(header.getShort(Wire.HEADER_COUNT_AT));
        if (count == 0) {
            count = first.size();
        }
        if (count < 1 || count > TABLE_LIMIT / Wire.SECTION_HEADER) {
            throw new ElfFormatException(Wire.HEADER_COUNT_AT, Long.toUnsignedString(count) + " section headers");
        }
        var table = read(from, count * Wire.SECTION_HEADER, TABLE_LIMIT, "table of sections");
        var namesAt = Short.toUnsignedInt(header.getShort(Wire.NAMES_AT));
        if (namesAt == Wire.EXTENDED_SECTION) {
            namesAt = first.link();
        }
        if (namesAt < 0 || namesAt >= count) {
            throw new ElfFormatException(Wire.NAMES_AT, "names of sections in section " + namesAt + " of " + count);
        }
        var names = RawHeader.read(table, namesAt * Wire.SECTION_HEADER);
        name(
                table,
                names.takesNoRoom()
                        ? ByteBuffer.allocate(0)
                        : read(names.offset(), names.size(), TABLE_LIMIT, "names of sections"));
    }

    private void name(ByteBuffer table, ByteBuffer names) {
        for (int at = 0; at < table.limit(); at += Wire.SECTION_HEADER) {
            var header = RawHeader.read(table, at);
            if (!header.takesNoRoom()) {
                headers.putIfAbsent(name(names, header), header);
            }
        }
    }

    private static String name(ByteBuffer names, RawHeader header) {
        var start = header.name();
        var end = start;
        while (end >= 0 && end < names.limit() && names.get(end) != 0) {
            end++;
        }
        if (start < 0 || end >= names.limit()) {
            throw new ElfFormatException(
                    header.position(),
                    "name of a section at " + Integer.toUnsignedString(start) + " of " + names.limit()
                            + " bytes of names");
        }
        var name = new byte[end - start];
        names.get(start, name);
        return new String(name, StandardCharsets.UTF_8);
    }

    private ByteBuffer read(long from, long size, int most, String what) throws IOException {
        if (from < 0 || size < 0 || size > file.size() || from > file.size() - size) {
            throw new ElfFormatException(
                    Math.max(0, from),
                    what + " of " + Long.toUnsignedString(size) + " bytes at " + Long.toUnsignedString(from)
                            + " of a file of " + file.size() + " bytes");
        }
        if (size > most) {
            throw new ElfFormatException(from, what + " of " + size + " bytes, the limit is " + most);
        }
        return read(from, size, most, order);
    }

    private ByteBuffer read(long from, long size, int most, ByteOrder order) throws IOException {
        var bytes = ByteBuffer.allocate((int) Math.min(size, most)).order(order);
        file.position(from);
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {
            // goes on where it stopped
        }
        if (bytes.hasRemaining()) {
            throw new IOException("the file became shorter while it was read");
        }
        return bytes.flip();
    }
}

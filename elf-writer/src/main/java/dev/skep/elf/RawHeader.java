package dev.skep.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A section header as read: its contents lie in the file and are its own. {@code position} is where the header is. */
record RawHeader(
        long position,
        int name,
        int type,
        long flags,
        long address,
        long offset,
        long size,
        int link,
        int info,
        long alignment,
        long entrySize) {

    /** All headers of a file; none if it has no sections. */
    static List<RawHeader> readAll(ByteBuffer in) {
        long from = in.getLong(Wire.HEADERS_AT);
        if (from == 0) {
            return List.of();
        }
        requireSize(in);
        if (from < 0 || from > in.limit() - Wire.SECTION_HEADER) {
            throw new ElfFormatException(
                    Wire.HEADERS_AT,
                    "section headers at " + Long.toUnsignedString(from) + " of a file of " + in.limit() + " bytes");
        }
        long room = (in.limit() - from) / Wire.SECTION_HEADER;
        long count = count(in, (int) from);
        if (count < 1 || count > room) {
            throw new ElfFormatException(
                    Wire.HEADER_COUNT_AT, Long.toUnsignedString(count) + " section headers, there is room for " + room);
        }
        List<RawHeader> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            headers.add(read(in, (int) from + i * Wire.SECTION_HEADER));
        }
        requireInside(headers, in.limit());
        requireApart(headers);
        return headers;
    }

    /** Refuses a file whose section headers have another size than there is. */
    static void requireSize(ByteBuffer in) {
        int size = Short.toUnsignedInt(in.getShort(Wire.HEADER_SIZE_AT));
        if (size != Wire.SECTION_HEADER) {
            throw new ElfFormatException(
                    Wire.HEADER_SIZE_AT, "section headers of " + size + " bytes, they have " + Wire.SECTION_HEADER);
        }
    }

    boolean is(SectionType wanted) {
        return type == wanted.value();
    }

    /** Whether this section has no bytes in the file. */
    boolean takesNoRoom() {
        return is(SectionType.NOBITS) || is(SectionType.NULL);
    }

    int start() {
        return (int) offset;
    }

    int end() {
        return (int) (offset + size);
    }

    SectionFlags sectionFlags() {
        return new SectionFlags(flags);
    }

    Section.Header named(String text) {
        return new Section.Header(
                text, new SectionType(type), sectionFlags(), address, alignment, link, info, entrySize);
    }

    void requireEntries(int expected, String text) {
        if (entrySize != expected || size % expected != 0) {
            throw new ElfFormatException(
                    position,
                    "section " + text + " has " + size + " bytes in entries of " + Long.toUnsignedString(entrySize)
                            + ", its entries have " + expected);
        }
    }

    private static long count(ByteBuffer in, int from) {
        int count = Short.toUnsignedInt(in.getShort(Wire.HEADER_COUNT_AT));
        return count == 0 ? in.getLong(from + Wire.SECTION_SIZE_AT) : count;
    }

    static RawHeader read(ByteBuffer in, int at) {
        return new RawHeader(
                at,
                in.getInt(at),
                in.getInt(at + 4),
                in.getLong(at + 8),
                in.getLong(at + 16),
                in.getLong(at + 24),
                in.getLong(at + Wire.SECTION_SIZE_AT),
                in.getInt(at + 40),
                in.getInt(at + 44),
                in.getLong(at + 48),
                in.getLong(at + 56));
    }

    private static void requireInside(List<RawHeader> headers, int limit) {
        for (RawHeader header : headers) {
            boolean outside =
                    header.offset < 0 || header.size < 0 || header.size > limit || header.offset > limit - header.size;
            if (outside && !header.takesNoRoom()) {
                throw new ElfFormatException(
                        header.position,
                        "section of " + Long.toUnsignedString(header.size) + " bytes at "
                                + Long.toUnsignedString(header.offset) + " of a file of " + limit + " bytes");
            }
        }
    }

    /** Shared bytes would let a small file stand for endless tables. */
    private static void requireApart(List<RawHeader> headers) {
        List<RawHeader> ordered = new ArrayList<>(headers);
        ordered.removeIf(header -> header.size == 0 || header.takesNoRoom());
        ordered.sort(Comparator.comparingLong(RawHeader::offset));
        for (int i = 1; i < ordered.size(); i++) {
            if (ordered.get(i).offset < ordered.get(i - 1).end()) {
                throw new ElfFormatException(
                        ordered.get(i).position,
                        "section at " + ordered.get(i).offset + " shares bytes with the one at "
                                + ordered.get(i - 1).offset);
            }
        }
    }
}

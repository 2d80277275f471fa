package dev.skep.btf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@code .BTF} section, in memory or in a file. Those of a file pass by once, in pieces, to find the records, and are
 * read again, all of them, when somebody asks for what is in one: the kernel hands out a page a call, and clearing and filling memory
 * for its types and strings costs three times as much as finding the records does.
 */
final class BtfBytes {
    /** What stays in the nearer caches; a multiple of four. */
    private static final int PIECE = 1 << 16;

    /** So that no record that starts in a file ends beyond what an {@code int} counts. */
    private static final int SIZE_LIMIT = Integer.MAX_VALUE - (1 << 20);

    private final @Nullable Path file;
    private final BtfHeader header;
    private final int[] records;
    private final int count;
    private @Nullable ByteBuffer bytes;

    /** Finds the records of a section in memory. */
    BtfBytes(ByteBuffer section) {
        file = null;
        header = BtfHeader.read(section);
        bytes = section.order(header.order());
        records = room(header);
        var scan = new RecordScan(header.typesFrom(), header.typesTo(), records);
        scan.over(section, 0);
        count = scan.end();
    }

    /** Finds the records of a section that is all of a file. */
    BtfBytes(Path file) throws IOException {
        this.file = file;
        try (var channel = FileChannel.open(file)) {
            if (channel.size() > SIZE_LIMIT) {
                throw new BtfFormatException(0, "the file has " + channel.size() + " bytes, at most " + SIZE_LIMIT);
            }
            int size = (int) channel.size();
            var piece = ByteBuffer.allocateDirect(PIECE);
            fill(piece, channel);
            header = BtfHeader.readParts(piece, size);
            piece.order(header.order());
            records = room(header);
            var scan = new RecordScan(header.typesFrom(), header.typesTo(), records);
            for (int start = 0; start < header.typesTo() && piece.hasRemaining(); start += PIECE) {
                scan.over(piece, start);
                fill(piece, channel);
            }
            count = scan.end();
        }
    }

    private static int[] room(BtfHeader header) {
        return new int[(header.typesTo() - header.typesFrom()) / TypeRecord.SIZE];
    }

    private static void fill(ByteBuffer piece, FileChannel channel) throws IOException {
        piece.clear();
        while (piece.hasRemaining() && channel.read(piece) > 0) {
            // the kernel hands out a page a call
        }
        piece.flip();
    }

    BtfHeader header() {
        return header;
    }

    int count() {
        return count;
    }

    /** The start of this record; the first is 0. */
    int record(int number) {
        return records[number];
    }

    /** All of the section. */
    synchronized ByteBuffer all() {
        var known = bytes;
        if (known == null) {
            known = readAgain(Objects.requireNonNull(file));
            bytes = known;
        }
        return known;
    }

    private ByteBuffer readAgain(Path path) {
        try {
            var again = ByteBuffer.wrap(Files.readAllBytes(path));
            if (!BtfHeader.read(again).equals(header)) {
                throw new BtfFormatException(0, path + " has changed since its records were found");
            }
            return again.order(header.order());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

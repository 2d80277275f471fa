package dev.skep.btf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .BTF} section that is all of a file, of which only what is asked for is read: the kernel hands out a page a call, and
 * clearing and filling memory for its types and strings costs three times as much as finding the records does.
 */
final class BtfFile implements BtfSource {
    /** So that no record that starts in a file ends beyond what an {@code int} counts. */
    private static final int SIZE_LIMIT = Integer.MAX_VALUE - (1 << 20);

    private static final int PAGE = 1 << 12;

    /** What opening the file again and reading a little costs, in bytes. */
    private static final int LITTLE = 8 * PAGE;

    /** The file is kept in memory when so much of it was read, in files. */
    private static final int OFTEN = 2;

    private final Path path;
    private final BtfHeader header;
    private final long size;
    private long asked;
    private @Nullable BtfMemory all;

    BtfFile(Path path) throws IOException {
        this.path = path;
        try (var channel = FileChannel.open(path)) {
            this.header = header(channel);
            this.size = channel.size();
        }
    }

    private static BtfHeader header(FileChannel channel) throws IOException {
        if (channel.size() > SIZE_LIMIT) {
            throw new BtfFormatException(0, "the file has " + channel.size() + " bytes, at most " + SIZE_LIMIT);
        }
        var first = ByteBuffer.allocate(PAGE);
        fill(first, channel, 0);
        return BtfHeader.readParts(first, (int) channel.size());
    }

    @Override
    public BtfHeader header() {
        return header;
    }

    @Override
    public void pass(Passage passage) {
        var known = all(header.typesTo());
        if (known.isPresent()) {
            known.get().pass(passage);
        } else {
            passInPieces(passage);
        }
    }

    private void passInPieces(Passage passage) {
        try (var channel = open()) {
            var piece = ByteBuffer.allocateDirect(PIECE).order(header.order());
            int start = header.typesFrom();
            while (start < header.typesTo()) {
                fill(piece, channel, start);
                if (!piece.hasRemaining()) {
                    return;
                }
                start = passage.over(piece, start);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ByteBuffer range(int from, int to) {
        return all(Math.max(to - from, LITTLE))
                .map(known -> known.range(from, to))
                .orElseGet(() -> ByteBuffer.wrap(read(from, to)).order(header.order()));
    }

    @Override
    public byte[] strings() {
        byte[] strings = read(header.stringsFrom(), header.stringsTo());
        header.requireStrings(ByteBuffer.wrap(strings));
        return strings;
    }

    private byte[] read(int from, int to) {
        try (var channel = open()) {
            byte[] bytes = new byte[to - from];
            var piece = ByteBuffer.allocateDirect(Math.min(PIECE, bytes.length));
            int count = 0;
            while (count < bytes.length) {
                fill(piece, channel, from + count);
                if (!piece.hasRemaining()) {
                    throw changed();
                }
                int length = Math.min(piece.remaining(), bytes.length - count);
                piece.get(bytes, count, length);
                count += length;
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole file, if with these bytes more it pays. */
    private synchronized Optional<BtfMemory> all(int bytes) {
        asked += bytes;
        if (all == null && asked > OFTEN * size) {
            all = readAll();
        }
        return Optional.ofNullable(all);
    }

    private BtfMemory readAll() {
        try {
            var again = BtfMemory.of(ByteBuffer.wrap(Files.readAllBytes(path)));
            if (!again.header().equals(header)) {
                throw changed();
            }
            return again;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel open() throws IOException {
        var channel = FileChannel.open(path);
        if (!header(channel).equals(header)) {
            channel.close();
            throw changed();
        }
        return channel;
    }

    private BtfFormatException changed() {
        return new BtfFormatException(0, path + " has changed since its records were found");
    }

    private static void fill(ByteBuffer piece, FileChannel channel, int start) throws IOException {
        piece.clear();
        int count = 0;
        while (piece.hasRemaining() && count >= 0) {
            count = channel.read(piece, start + (long) piece.position());
        }
        piece.flip();
    }
}

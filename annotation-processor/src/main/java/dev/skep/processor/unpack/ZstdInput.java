package dev.skep.processor.unpack;

import java.io.IOException;

/** Bytes that are read one after another, up to an end. */
final class ZstdInput {
    private final byte[] file;
    private final int to;
    private int at;

    ZstdInput(byte[] file, int from, int to) {
        this.file = file;
        this.at = from;
        this.to = to;
    }

    int left() {
        return to - at;
    }

    int peek(int behind) throws IOException {
        require(behind + 1);
        return Byte.toUnsignedInt(file[at + behind]);
    }

    /** Returns an integer, lowest byte first. */
    long number(int bytes) throws IOException {
        require(bytes);
        var number = 0L;
        for (var i = bytes - 1; i >= 0; i--) number = number << Byte.SIZE | Byte.toUnsignedLong(file[at + i]);
        at += bytes;
        return number;
    }

    void skip(int bytes) throws IOException {
        require(bytes);
        at += bytes;
    }

    /** Returns the next bytes as an input of their own. */
    ZstdInput part(int bytes) throws IOException {
        skip(bytes);
        return new ZstdInput(file, at - bytes, at);
    }

    /** Returns all that is left, to be read from its end. */
    ZstdBits bits() throws IOException {
        var bits = new ZstdBits(file, at, to);
        at = to;
        return bits;
    }

    void copy(byte[] to, int start, int bytes) throws IOException {
        require(bytes);
        System.arraycopy(file, at, to, start, bytes);
        at += bytes;
    }

    private void require(int bytes) throws IOException {
        if (bytes < 0 || bytes > left())
            throw new IOException(bytes + " bytes are missing of which there are " + left());
    }
}

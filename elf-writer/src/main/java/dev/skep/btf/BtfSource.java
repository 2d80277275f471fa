package dev.skep.btf;

import java.nio.ByteBuffer;

/** The bytes of a {@code .BTF} section, wherever they are. Buffers are in the order of the section. */
sealed interface BtfSource permits BtfMemory, BtfFile {
    /** What stays in the nearer caches; a multiple of four. */
    int PIECE = 1 << 16;

    BtfHeader header();

    /** Shows the types once, in pieces. */
    void pass(Passage passage);

    /** The bytes from one place to another. */
    ByteBuffer range(int from, int to);

    /** The bytes of all strings, which nobody changes. */
    byte[] strings();

    /** Somebody who looks at the types in pieces. */
    interface Passage {
        /** Looks at the piece that starts at this byte of the section; answers where the next one has to start, which is behind that. */
        int over(ByteBuffer piece, int start);
    }
}

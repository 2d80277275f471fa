package dev.skep.btf;

import java.nio.ByteBuffer;

/** A {@code .BTF} section in memory. */
record BtfMemory(ByteBuffer section, BtfHeader header) implements BtfSource {
    static BtfMemory of(ByteBuffer section) {
        return new BtfMemory(section, BtfHeader.read(section));
    }

    @Override
    public void pass(Passage passage) {
        int start = header.typesFrom();
        while (start < header.typesTo()) {
            start = passage.over(range(start, Math.min(header.typesTo(), start + PIECE)), start);
        }
    }

    @Override
    public ByteBuffer range(int from, int to) {
        return section.slice(from, to - from).order(header.order());
    }

    @Override
    public byte[] strings() {
        byte[] strings = new byte[header.stringsTo() - header.stringsFrom()];
        section.get(header.stringsFrom(), strings);
        return strings;
    }
}

package dev.skep.object.text;

import dev.skep.asm.TextBuffer;
import dev.skep.elf.ByteString;
import dev.skep.elf.Relocation;
import dev.skep.elf.Symbol;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.NavigableMap;

/** Writes a section of data: strings as strings, zeros by their number, addresses by name, other bytes as they are. */
final class DataListing {
    private static final int R_BPF_64_ABS64 = 2;
    private static final int R_BPF_64_ABS32 = 3;
    private static final int R_BPF_64_NODYLD32 = 4;
    private static final int LONGEST_STRING = 64;
    private static final int SHORTEST_STRING = 4;
    private static final int PER_LINE = 16;

    private final ObjectNames names;
    private final NavigableMap<Long, List<Symbol>> symbols;
    private final NavigableMap<Long, Relocation> relocations;
    private final TextBuffer out;

    DataListing(ObjectNames names, int section, TextBuffer out) {
        this.names = names;
        this.symbols = names.symbols(section);
        this.relocations = names.relocations(section);
        this.out = out;
    }

    /** Writes a section that holds so many zeros and takes no room. */
    void write(long size) {
        long at = 0;
        while (at < size) {
            SymbolLines.labels(symbols, at, out);
            Long next = symbols.higherKey(at);
            long end = next == null ? size : Math.min(next, size);
            out.append("\t.zero\t").append(end - at).append('\n');
            at = end;
        }
        SymbolLines.between(symbols, size, size, Long.MAX_VALUE, out);
    }

    void write(ByteString bytes, ByteOrder order) {
        byte[] all = bytes.toArray();
        ByteBuffer in = ByteBuffer.wrap(all).order(order);
        int at = 0;
        while (at < all.length) {
            SymbolLines.labels(symbols, at, out);
            int width = address(in, at);
            at = width > 0 ? at + width : bytes(all, at, end(all.length, at));
        }
        SymbolLines.between(symbols, all.length, all.length, Long.MAX_VALUE, out);
    }

    /** Where the bytes end that no symbol or relocation parts. */
    private int end(int size, int at) {
        long end = size;
        Long symbol = symbols.higherKey((long) at);
        Long relocation = relocations.higherKey((long) at);
        end = symbol == null ? end : Math.min(end, symbol);
        end = relocation == null ? end : Math.min(end, relocation);
        return (int) end;
    }

    /** Writes the address that a relocation makes here and returns how many bytes it has; 0 if there is none. */
    private int address(ByteBuffer in, int at) {
        Relocation relocation = relocations.get((long) at);
        if (relocation == null) {
            return 0;
        }
        int width =
                switch (relocation.type()) {
                    case R_BPF_64_ABS64 -> Long.BYTES;
                    case R_BPF_64_ABS32, R_BPF_64_NODYLD32 -> Integer.BYTES;
                    default -> 0;
                };
        boolean parted = width == 0 || at + width > in.capacity() || end(in.capacity(), at) < at + width;
        if (parted) {
            return 0;
        }
        long addend = width == Long.BYTES ? in.getLong(at) : in.getInt(at);
        String reference = names.address(relocation, addend);
        if (reference == null) {
            return 0;
        }
        out.append(width == Long.BYTES ? "\t.quad\t" : "\t.long\t")
                .append(reference)
                .append('\n');
        return width;
    }

    /** Writes bytes of one kind and returns where they end. */
    private int bytes(byte[] all, int at, int end) {
        int zeros = at;
        while (zeros < end && all[zeros] == 0) {
            zeros++;
        }
        if (zeros - at >= SHORTEST_STRING || zeros == end) {
            out.append("\t.zero\t").append(zeros - at).append('\n');
            return zeros;
        }
        int text = at;
        while (text < end && text - at < LONGEST_STRING && isText(all[text])) {
            text++;
        }
        if (text - at >= SHORTEST_STRING) {
            return string(all, at, text, end);
        }
        int stop = Math.min(end, at + PER_LINE);
        out.append("\t.byte\t");
        for (int i = at; i < stop; i++) {
            out.append(i == at ? "" : ", ").append(all[i] & 0xff);
        }
        out.append('\n');
        return stop;
    }

    private int string(byte[] all, int from, int to, int end) {
        boolean terminated = to < end && all[to] == 0;
        out.append(terminated ? "\t.asciz\t\"" : "\t.ascii\t\"");
        for (int i = from; i < to; i++) {
            Quoted.character(out, all[i]);
        }
        out.append("\"\n");
        return terminated ? to + 1 : to;
    }

    private static boolean isText(byte octet) {
        return (octet >= ' ' && octet < 0x7f) || octet == '\n' || octet == '\t';
    }
}

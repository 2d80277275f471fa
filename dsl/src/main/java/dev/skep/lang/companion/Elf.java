package dev.skep.lang.companion;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** As much of an ELF file of 64 bits as it takes to find sections and symbols, and to put other contents there. */
final class Elf {
    private static final int EI_CLASS = 4;
    private static final int EI_DATA = 5;
    private static final int ELFCLASS64 = 2;
    private static final int ELFDATA2LSB = 1;

    /** Where the fields of {@code Elf64_Ehdr} are. */
    private static final int E_SHOFF = 40;

    private static final int E_SHNUM = 60;
    private static final int E_SHSTRNDX = 62;

    /** {@code Elf64_Shdr}. */
    private static final int SECTION_SIZE = 64;

    private static final int SH_OFFSET = 24;
    private static final int SH_SIZE = 32;
    private static final int SH_LINK = 40;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_NOBITS = 8;

    /** {@code Elf64_Sym}. */
    private static final int SYMBOL_SIZE = 24;

    private final ByteBuffer file;

    /** A variable of the object. */
    record Symbol(String section, int offset, int size) {}

    Elf(byte[] bytes) {
        if (bytes.length < SECTION_SIZE || bytes[0] != 0x7f || bytes[EI_CLASS] != ELFCLASS64)
            throw new IllegalArgumentException("these bytes are no ELF file of 64 bits");
        var order = bytes[EI_DATA] == ELFDATA2LSB ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        file = ByteBuffer.wrap(bytes).order(order);
    }

    ByteOrder order() {
        return file.order();
    }

    /** Returns a copy of the file. */
    byte[] bytes() {
        return file.array().clone();
    }

    /** Returns the contents of a section. */
    ByteBuffer section(String name) {
        return contents(header(name));
    }

    /** Returns where a variable lies. */
    Symbol symbol(String name) {
        for (var index = 0; index < sections(); index++) {
            var header = header(index);
            if (file.getInt(header + 4) != SHT_SYMTAB) continue;
            var names = contents(header(file.getInt(header + SH_LINK)));
            var symbols = contents(header);
            for (var at = 0; at + SYMBOL_SIZE <= symbols.capacity(); at += SYMBOL_SIZE) {
                var section = Short.toUnsignedInt(symbols.getShort(at + 6));
                if (section == 0
                        || section >= sections()
                        || !text(names, symbols.getInt(at)).equals(name)) continue;
                return new Symbol(
                        name(header(section)),
                        Math.toIntExact(symbols.getLong(at + 8)),
                        Math.toIntExact(symbols.getLong(at + 16)));
            }
        }
        throw new IllegalArgumentException("the object has no variable " + name);
    }

    /** Replaces the bytes of a variable. */
    void put(Symbol symbol, byte[] bytes) {
        var header = header(symbol.section());
        if (file.getInt(header + 4) == SHT_NOBITS)
            throw new IllegalArgumentException("section " + symbol.section() + " has no bytes in the file");
        file.put(Math.toIntExact(file.getLong(header + SH_OFFSET)) + symbol.offset(), bytes);
    }

    /** Returns a copy of the file in which a section has other contents; they lie behind everything else. */
    byte[] with(String section, byte[] contents) {
        var start = (file.capacity() + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        var changed = Arrays.copyOf(file.array(), start + contents.length);
        System.arraycopy(contents, 0, changed, start, contents.length);
        var header = header(section);
        ByteBuffer.wrap(changed)
                .order(file.order())
                .putLong(header + SH_OFFSET, start)
                .putLong(header + SH_SIZE, contents.length);
        return changed;
    }

    private int sections() {
        return Short.toUnsignedInt(file.getShort(E_SHNUM));
    }

    private int header(int index) {
        return Math.toIntExact(file.getLong(E_SHOFF)) + index * SECTION_SIZE;
    }

    private int header(String name) {
        for (var index = 0; index < sections(); index++) if (name(header(index)).equals(name)) return header(index);
        throw new IllegalArgumentException("the object has no section " + name);
    }

    private String name(int header) {
        var names = contents(header(Short.toUnsignedInt(file.getShort(E_SHSTRNDX))));
        return text(names, file.getInt(header));
    }

    private ByteBuffer contents(int header) {
        var offset = Math.toIntExact(file.getLong(header + SH_OFFSET));
        return file.slice(offset, Math.toIntExact(file.getLong(header + SH_SIZE)))
                .order(file.order());
    }

    /** Returns the text that begins somewhere in a table of strings. */
    static String text(ByteBuffer strings, int start) {
        var end = start;
        while (end < strings.capacity() && strings.get(end) != 0) end++;
        if (end == strings.capacity()) throw new BufferUnderflowException();
        var bytes = new byte[end - start];
        strings.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

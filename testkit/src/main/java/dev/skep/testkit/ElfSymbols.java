package dev.skep.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables that the symbol table of an ELF64 object names: just enough of ELF to find a global by its name. */
final class ElfSymbols {
    private static final int SECTION_TABLE_OFFSET = 40;
    private static final int SECTION_COUNT = 60;
    private static final int SECTION_NAMES = 62;
    private static final int SECTION_SIZE = 64;
    private static final int SYMBOL_SIZE = 24;
    private static final int SHT_SYMTAB = 2;
    private static final int STT_OBJECT = 1;

    private final ByteBuffer file;

    private ElfSymbols(byte[] object) {
        this.file = ByteBuffer.wrap(object)
                .order(object.length > 5 && object[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** A variable: {@code size} bytes at {@code offset} in {@code section}. */
    record Variable(String name, String section, int offset, int size) {
        /** Writes the variable into the bytes of its section. */
        void put(byte[] value, byte[] sectionBytes) {
            if (value.length != size) {
                throw new IllegalArgumentException("variable " + name + " has " + size + " bytes, not " + value.length);
            }
            System.arraycopy(value, 0, sectionBytes, offset, size);
        }
    }

    /** The variables of {@code object} by name. */
    static Map<String, Variable> variables(byte[] object) {
        try {
            return new ElfSymbols(object).variables();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not an ELF64 object with a symbol table", e);
        }
    }

    private Map<String, Variable> variables() {
        Map<String, Variable> variables = new LinkedHashMap<>();
        for (int section = 0; section < file.getShort(SECTION_COUNT); section++) {
            if (file.getInt(header(section) + 4) == SHT_SYMTAB) {
                addSymbols(section, variables);
            }
        }
        return variables;
    }

    private void addSymbols(int table, Map<String, Variable> variables) {
        int start = contents(table);
        int end = start + (int) file.getLong(header(table) + 32);
        int names = file.getInt(header(table) + 40);
        for (int symbol = start; symbol < end; symbol += SYMBOL_SIZE) {
            if ((file.get(symbol + 4) & 0xF) == STT_OBJECT) {
                String name = string(names, file.getInt(symbol));
                String section = string(file.getShort(SECTION_NAMES), file.getInt(header(file.getShort(symbol + 6))));
                int offset = (int) file.getLong(symbol + 8);
                int size = (int) file.getLong(symbol + 16);
                variables.put(name, new Variable(name, section, offset, size));
            }
        }
    }

    private int header(int section) {
        return (int) file.getLong(SECTION_TABLE_OFFSET) + section * SECTION_SIZE;
    }

    private int contents(int section) {
        return (int) file.getLong(header(section) + 24);
    }

    private String string(int table, int offset) {
        int start = contents(table) + offset;
        int end = start;
        while (file.get(end) != 0) {
            end++;
        }
        byte[] string = new byte[end - start];
        file.get(start, string);
        return new String(string, StandardCharsets.UTF_8);
    }
}

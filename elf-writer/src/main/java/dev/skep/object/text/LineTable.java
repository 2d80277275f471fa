package dev.skep.object.text;

import dev.skep.asm.text.AssemblyFile;
import dev.skep.asm.text.AssemblyReference;
import dev.skep.asm.text.AssemblyReference.Form;
import dev.skep.asm.text.DebugLines;
import dev.skep.asm.text.DebugLines.SourceFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** The table {@code .debug_line} (DWARF 5, section 6.2) and the strings {@code .debug_line_str} that it refers to. */
final class LineTable {
    private static final int VERSION = 5;
    private static final int PATH = 1;
    private static final int FOLDER_INDEX = 2;
    private static final int DIGEST = 5;
    private static final int FORM_UDATA = 0x0f;
    private static final int FORM_DATA16 = 0x1e;
    private static final int FORM_LINE_STRP = 0x1f;
    private static final byte[] OPCODE_LENGTHS = {0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};

    private final AssemblyFile file;
    private final DebugLines debug;
    private final List<AssemblyReference> references = new ArrayList<>();
    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private int stringsSize;

    /** The table of a file whose section for it holds so many bytes already. */
    LineTable(AssemblyFile file, int before) {
        this.file = file;
        this.debug = file.debug();
        if (before != 0) {
            throw new IllegalArgumentException("section .debug_line has contents, and .loc asks for more");
        }
    }

    /**
     * Returns the table.
     *
     * @param stringsStart the symbol for the start of the strings
     * @param starts gives the symbol for the start of a section
     */
    DebugTables.Table lines(int stringsStart, IntUnaryOperator starts) {
        var out = new TableWriter(file.order());
        out.number(0, 4); // the length, below
        out.number(VERSION, 2);
        out.octets(8, 0);
        out.number(0, 4); // the length of the header, below
        int header = out.size();
        out.octets(LineProgram.UNIT, 1, 1, LineProgram.LINE_BASE, LineProgram.LINE_RANGE, LineProgram.OPCODE_BASE);
        out.bytes(OPCODE_LENGTHS);
        files(out, stringsStart);
        int program = out.size();
        for (int section : sections()) {
            var lines = new LineProgram(debug, section, out, references, starts.applyAsInt(section));
            lines.write(file.sections().get(section).size());
        }
        byte[] bytes = out.toByteArray();
        out.set(bytes, 0, bytes.length - 4);
        out.set(bytes, header - 4, program - header);
        return new DebugTables.Table(bytes, references);
    }

    /** Returns the strings. */
    DebugTables.Table strings() {
        var bytes = new ByteArrayOutputStream();
        for (String string : strings.keySet()) {
            bytes.writeBytes(string.getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
        }
        return new DebugTables.Table(bytes.toByteArray(), List.of());
    }

    /** The sections with code from a known place, in the order in which they got it. */
    private Iterable<Integer> sections() {
        Map<Integer, Boolean> sections = new LinkedHashMap<>();
        for (int row = 0; row < debug.size(); row++) {
            sections.put(debug.section(row), true);
        }
        return sections.keySet();
    }

    private void files(TableWriter out, int stringsStart) {
        List<SourceFile> files = debug.files().stream()
                .sorted(Comparator.comparingInt(SourceFile::number))
                .toList();
        SourceFile root = files.get(0);
        Map<String, Integer> folders = new LinkedHashMap<>();
        folders.put(root.folder(), 0);
        Map<Integer, Integer> folderOf = new HashMap<>();
        for (SourceFile source : debug.files()) {
            String folder = source.folder().isEmpty() ? root.folder() : source.folder();
            folderOf.put(source.number(), folders.computeIfAbsent(folder, unknown -> folders.size()));
        }
        out.octets(1, PATH, FORM_LINE_STRP);
        out.uleb(folders.size());
        folders.keySet().forEach(folder -> string(out, folder, stringsStart));
        boolean digests = files.stream().allMatch(source -> source.digest().size() > 0);
        out.octets(digests ? 3 : 2, PATH, FORM_LINE_STRP, FOLDER_INDEX, FORM_UDATA);
        if (digests) {
            out.octets(DIGEST, FORM_DATA16);
        }
        out.uleb(files.size());
        for (SourceFile source : files) {
            string(out, source.name(), stringsStart);
            out.uleb(folderOf.getOrDefault(source.number(), 0));
            if (digests) {
                out.bytes(source.digest().toArray());
            }
        }
    }

    private void string(TableWriter out, String string, int stringsStart) {
        Integer known = strings.get(string);
        int offset = known == null ? stringsSize : known;
        if (known == null) {
            strings.put(string, offset);
            stringsSize += string.getBytes(StandardCharsets.UTF_8).length + 1;
        }
        references.add(new AssemblyReference(out.size(), Form.DATA_4, stringsStart, offset));
        out.number(0, 4);
    }

    /** Bytes in an order. */
    static final class TableWriter {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final boolean little;

        TableWriter(ByteOrder order) {
            this.little = order == ByteOrder.LITTLE_ENDIAN;
        }

        int size() {
            return out.size();
        }

        void octets(int... values) {
            for (int value : values) {
                out.write(value);
            }
        }

        void bytes(byte... values) {
            out.writeBytes(values);
        }

        void number(long value, int width) {
            for (int i = 0; i < width; i++) {
                out.write((int) (value >> (Byte.SIZE * (little ? i : width - 1 - i))));
            }
        }

        void uleb(long value) {
            long rest = value;
            while (Long.compareUnsigned(rest, 0x7f) > 0) {
                out.write(((int) rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        void sleb(long value) {
            long rest = value;
            while (rest < -0x40 || rest > 0x3f) {
                out.write(((int) rest & 0x7f) | 0x80);
                rest >>= 7;
            }
            out.write((int) rest & 0x7f);
        }

        /** Puts a length of four bytes into finished bytes: the one thing that only the end tells. */
        void set(byte[] bytes, int at, int value) {
            for (int i = 0; i < 4; i++) {
                bytes[at + i] = (byte) (value >> (Byte.SIZE * (little ? i : 3 - i)));
            }
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }
    }
}

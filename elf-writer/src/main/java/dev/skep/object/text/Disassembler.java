package dev.skep.object.text;

import dev.skep.asm.TextBuffer;
import dev.skep.asm.text.Dialect;
import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfFormatException;
import dev.skep.elf.ElfReader;
import dev.skep.elf.Section;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolPlace;
import dev.skep.elf.SymbolType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes objects and code as assembly text that becomes the same code, data, symbols and relocations again. What only
 * debuggers and linkers read ({@code .debug_…}, {@code .llvm_addrsig}, {@code .eh_frame}) is left out.
 */
public final class Disassembler {
    /** About as many characters as a byte becomes. */
    private static final int TEXT_PER_BYTE = 4;

    private static final int MOST_EXPECTED = 1 << 24;

    private final ElfFile file;
    private final ObjectNames names;
    private final Dialect dialect;
    private final TextBuffer out;

    private Disassembler(ElfFile file, int size, Dialect dialect) {
        this.file = file;
        this.names = new ObjectNames(file);
        this.dialect = dialect;
        this.out = new TextBuffer(Math.min(size, MOST_EXPECTED) * TEXT_PER_BYTE);
    }

    /**
     * Returns the text of an object file.
     *
     * @throws ElfFormatException if these bytes are not an ELF file for BPF
     */
    public static String object(byte[] bytes, Dialect dialect) {
        return text(bytes, dialect).toString();
    }

    /**
     * Writes the text of an object file.
     *
     * @throws ElfFormatException if these bytes are not an ELF file for BPF; nothing is written then
     */
    public static void write(byte[] bytes, Dialect dialect, OutputStream out) throws IOException {
        text(bytes, dialect).drainTo(out);
    }

    private static TextBuffer text(byte[] bytes, Dialect dialect) {
        ElfFile file = ElfReader.read(bytes);
        if (file.machine() != ElfFile.BPF && file.machine() != ElfFile.NO_MACHINE) {
            throw new ElfFormatException(18, "the file is for machine " + file.machine() + ", read is BPF, 247");
        }
        return new Disassembler(file, bytes.length, dialect).text();
    }

    /** Returns the text of code: jumps have labels, what is no instruction is data. */
    public static String code(byte[] bytes, ByteOrder order, Dialect dialect) {
        var out = new TextBuffer(Math.min(bytes.length, MOST_EXPECTED) * TEXT_PER_BYTE);
        new CodeListing(CodeSlots.of(bytes, order), dialect, out).write();
        return out.toString();
    }

    private TextBuffer text() {
        header();
        SourceComments comments = SourceComments.of(file);
        for (int index = 1; index < file.sections().size(); index++) {
            Section section = file.section(index);
            if (section instanceof Section.Content content && isKept(section)) {
                heading(index, content.header());
                if (content.header().flags().has(SectionFlags.EXECUTE)) {
                    code(index, content, comments);
                } else {
                    new DataListing(names, index, out).write(content.bytes(), file.order());
                }
            } else if (section instanceof Section.NoBits zeros && isKept(section)) {
                heading(index, zeros.header());
                new DataListing(names, index, out).write(zeros.size());
            }
        }
        return out;
    }

    private void code(int index, Section.Content content, SourceComments comments) {
        var slots = CodeSlots.of(content.bytes().toArray(), file.order());
        new CodeListing(slots, dialect, out, names, index, comments.of(content.name())).write();
    }

    private static boolean isKept(Section section) {
        String name = section.name();
        return !(name.startsWith(".debug_")
                || name.equals(".llvm_addrsig")
                || name.equals(".eh_frame")
                || name.equals(".comment")
                || name.isEmpty());
    }

    /** The name of the source, and what others define. */
    private void header() {
        Set<String> known = new HashSet<>();
        for (Symbol symbol : names.symbols()) {
            boolean undefined = symbol.place().equals(SymbolPlace.UNDEFINED);
            if (symbol.type().equals(SymbolType.FILE)) {
                out.append("\t.file\t").append(Quoted.string(symbol.name())).append('\n');
            } else if (undefined && !symbol.name().isEmpty() && known.add(symbol.name())) {
                boolean weak = symbol.binding().equals(SymbolBinding.WEAK);
                out.append(weak ? "\t.weak\t" : "\t.extern\t")
                        .append(Quoted.name(symbol.name()))
                        .append('\n');
            }
        }
    }

    private void heading(int index, Section.Header header) {
        out.append("\n\t.section\t").append(Quoted.section(header.name()));
        out.append(",\"").append(Flags.letters(header.flags())).append("\",@");
        out.append(file.section(index) instanceof Section.NoBits ? "nobits" : "progbits");
        if (header.entrySize() != 0) {
            out.append(',').append(header.entrySize());
        }
        out.append('\n');
        if (header.alignment() > 1 && header.alignment() <= 1 << 16) {
            out.append("\t.p2align\t")
                    .append(Long.numberOfTrailingZeros(header.alignment()))
                    .append('\n');
        }
    }
}

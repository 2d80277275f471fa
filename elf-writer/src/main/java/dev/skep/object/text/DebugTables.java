package dev.skep.object.text;

import dev.skep.asm.text.AssemblyFile;
import dev.skep.asm.text.AssemblyReference;
import dev.skep.asm.text.AssemblySection;
import dev.skep.asm.text.AssemblySymbol;
import dev.skep.asm.text.AssemblySymbol.Binding;
import dev.skep.asm.text.AssemblySymbol.Keeping;
import dev.skep.asm.text.AssemblySymbol.Kind;
import dev.skep.asm.text.AssemblySymbol.Place;
import dev.skep.asm.text.AssemblySymbol.Visibility;
import dev.skep.asm.text.CodeLines;
import dev.skep.asm.text.Contents;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Adds the tables that {@code .loc} and {@code .cfi_startproc} ask for to a file: DWARF 5, as LLVM writes it. */
final class DebugTables {
    private final AssemblyFile file;
    private final List<AssemblySection> sections;
    private final List<AssemblySymbol> symbols;

    private DebugTables(AssemblyFile file) {
        this.file = file;
        this.sections = new ArrayList<>(file.sections());
        this.symbols = new ArrayList<>(file.symbols());
    }

    static AssemblyFile addTo(AssemblyFile file) {
        boolean none = file.debug().size() == 0 && file.debug().frames().isEmpty();
        return none ? file : new DebugTables(file).added();
    }

    private AssemblyFile added() {
        if (!file.debug().frames().isEmpty()) {
            int section = section(".debug_frame", "", 0, 8);
            append(section, FrameTable.of(file, start(section), this::start));
        }
        if (file.debug().size() > 0 && !file.debug().files().isEmpty()) {
            int strings = section(".debug_line_str", "MS", 1, 1);
            int lines = section(".debug_line", "", 0, 1);
            var table = new LineTable(file, sections.get(lines).bytes().size());
            append(lines, table.lines(start(strings), this::start));
            append(strings, table.strings());
        }
        return new AssemblyFile(
                file.name(), file.order(), sections, symbols, file.addressed(), file.debug(), file.declarations());
    }

    /** Bytes with references in them. */
    record Table(byte[] bytes, List<AssemblyReference> references) {}

    /** Returns the index of a section, a new one if there is none of this name. */
    private int section(String name, String flags, long entrySize, long alignment) {
        return IntStream.range(0, sections.size())
                .filter(i -> sections.get(i).name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    sections.add(new AssemblySection(
                            name,
                            flags,
                            AssemblySection.PROGBITS,
                            entrySize,
                            alignment,
                            Contents.of(),
                            0,
                            List.of(),
                            CodeLines.NONE));
                    return sections.size() - 1;
                });
    }

    /** Returns the index of a symbol for the start of a section. */
    private int start(int section) {
        symbols.add(new AssemblySymbol(
                "",
                new Place.InSection(section, 0),
                Binding.LOCAL,
                Kind.UNSPECIFIED,
                Visibility.DEFAULT,
                0,
                Keeping.TEMPORARY));
        return symbols.size() - 1;
    }

    private void append(int index, Table table) {
        AssemblySection section = sections.get(index);
        byte[] before = section.bytes().toArray();
        byte[] all = java.util.Arrays.copyOf(before, before.length + table.bytes().length);
        System.arraycopy(table.bytes(), 0, all, before.length, table.bytes().length);
        List<AssemblyReference> references = new ArrayList<>(section.references());
        for (AssemblyReference reference : table.references()) {
            references.add(new AssemblyReference(
                    reference.offset() + before.length, reference.form(), reference.symbol(), reference.addend()));
        }
        sections.set(
                index,
                new AssemblySection(
                        section.name(),
                        section.flags(),
                        section.type(),
                        section.entrySize(),
                        section.alignment(),
                        Contents.of(all),
                        all.length,
                        references,
                        section.lines()));
    }
}

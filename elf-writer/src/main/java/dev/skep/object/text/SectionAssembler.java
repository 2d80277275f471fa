package dev.skep.object.text;

import dev.skep.asm.text.AssemblyFile;
import dev.skep.asm.text.AssemblySection;
import dev.skep.elf.ByteString;
import dev.skep.elf.ElfFile;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Header;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.SectionType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the ELF file of a text as it stands: its sections, symbols and relocations, as LLVM makes them.
 *
 * <p>Section 1 holds all names, a relocation table follows the section that it is for, and the symbols come last.
 */
public final class SectionAssembler {
    private static final String NAMES = ".strtab";
    private static final int NAMES_INDEX = 1;
    private static final int TYPES_ALIGNMENT = 4;

    private static final Map<String, SectionType> TYPES = Map.of(
            AssemblySection.PROGBITS,
            SectionType.PROGBITS,
            AssemblySection.NOBITS,
            SectionType.NOBITS,
            "note",
            new SectionType(7),
            "llvm_addrsig",
            Flags.ADDRESSED_TYPE);

    private final AssemblyFile file;
    private final int[] indices;
    private final int addressedIndex;
    private final int symbolsIndex;
    private final SymbolNumbers symbols;

    private SectionAssembler(AssemblyFile file) {
        this.file = file;
        this.indices = new int[file.sections().size()];
        int next = NAMES_INDEX + 1;
        for (int i = 0; i < indices.length; i++) {
            indices[i] = next++;
            if (!file.sections().get(i).references().isEmpty()) {
                next++;
            }
        }
        this.addressedIndex = file.addressed().isEmpty() ? 0 : next++;
        this.symbolsIndex = next;
        this.symbols = SymbolNumbers.of(file, indices);
    }

    /** Returns the file; {@code .loc} and {@code .cfi_startproc} become the tables of debuggers. */
    public static ElfFile assemble(AssemblyFile text) {
        return new SectionAssembler(DebugTables.addTo(text)).file();
    }

    private ElfFile file() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section.Null());
        sections.add(new Section.Strings(NAMES));
        for (int i = 0; i < indices.length; i++) {
            AssemblySection section = file.sections().get(i);
            if (section.references().isEmpty()) {
                sections.add(content(section, ByteString.sharing(section.bytes().buffer())));
            } else {
                var linked = LinkedSection.of(file, section, symbols);
                sections.add(content(section, linked.bytes()));
                sections.add(new Section.Relocations(
                        ".rel" + section.name(),
                        Section.RelocationForm.REL,
                        SectionFlags.INFO_LINK,
                        symbolsIndex,
                        indices[i],
                        linked.relocations()));
            }
        }
        if (addressedIndex != 0) {
            sections.add(addressed());
        }
        sections.add(new Section.Symbols(".symtab", NAMES_INDEX, symbols.list()));
        return new ElfFile(file.order(), ElfFile.RELOCATABLE, ElfFile.BPF, 0, sections, NAMES_INDEX);
    }

    private static Section content(AssemblySection section, ByteString bytes) {
        boolean types = section.name().equals(".BTF") || section.name().equals(".BTF.ext");
        long alignment = types ? Math.max(TYPES_ALIGNMENT, section.alignment()) : section.alignment();
        SectionType type = TYPES.getOrDefault(section.type(), SectionType.PROGBITS);
        var header =
                new Header(section.name(), type, Flags.of(section.flags()), 0, alignment, 0, 0, section.entrySize());
        return section.isNoBits() ? new Section.NoBits(header, section.size()) : new Section.Content(header, bytes);
    }

    /** The numbers of the symbols whose address is taken, each in base 128. */
    private Section addressed() {
        var bytes = new ByteArrayOutputStream();
        for (int symbol : file.addressed()) {
            int number = symbols.number(symbol);
            while (number > 0x7f) {
                bytes.write((number & 0x7f) | 0x80);
                number >>>= 7;
            }
            bytes.write(number);
        }
        var header = new Header(".llvm_addrsig", Flags.ADDRESSED_TYPE, Flags.EXCLUDE, 0, 1, symbolsIndex, 0, 0);
        return new Section.Content(header, ByteString.of(bytes.toByteArray()));
    }
}

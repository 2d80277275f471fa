package dev.skep.object.link;

import dev.skep.elf.ElfFile;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.NoBits;
import dev.skep.elf.Section.RelocationForm;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Section.Symbols;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.SectionType;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolPlace.InSection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What is asked of each input before anything is linked. */
final class InputChecks {
    /** Whatever is placed more coarsely is no data of a program. */
    static final long MAX_ALIGNMENT = 1 << 16;

    private static final int SLOT = 8;
    private static final int INTERNAL = 1;
    private static final int PROTECTED = 3;
    private static final Set<Integer> RELOCATION_TYPES = Set.of(1, 2, 3, 10);

    private final String name;
    private final ElfFile elf;
    private final Problems problems;
    private final int symbols;
    private boolean sound = true;

    private InputChecks(String name, ElfFile elf, Problems problems) {
        this.name = name;
        this.elf = elf;
        this.problems = problems;
        this.symbols = symbols(elf).size();
    }

    /** Whether an object can be linked; says why not. */
    static boolean check(String name, ElfFile elf, Problems problems) {
        var checks = new InputChecks(name, elf, problems);
        checks.file();
        if (checks.sound) {
            elf.sections().forEach(checks::section);
        }
        return checks.sound;
    }

    /** Whether a section goes into the linked object. */
    static boolean isKept(Section section) {
        if (isLeftOut(section.name())) {
            return false;
        }
        if (section instanceof Content content) {
            return content.type().equals(SectionType.PROGBITS)
                    && !content.bytes().isEmpty();
        }
        return section instanceof NoBits zeros && zeros.size() > 0;
    }

    /** Whether sections of this name are not linked whatever is in them: debug information, and types, which are made anew. */
    static boolean isLeftOut(String section) {
        return section.startsWith(".debug_") || section.equals(InputObject.BTF) || section.equals(InputObject.BTF_EXT);
    }

    static boolean isCode(Section section) {
        return section instanceof Content content && content.header().flags().has(SectionFlags.EXECUTE);
    }

    static List<Symbol> symbols(ElfFile elf) {
        return elf.sections().stream()
                .filter(Symbols.class::isInstance)
                .map(section -> ((Symbols) section).symbols())
                .findFirst()
                .orElse(List.of());
    }

    private void file() {
        require(
                elf.type() == ElfFile.RELOCATABLE,
                "",
                () -> "the file has ELF type " + elf.type() + ", an object has 1");
        require(elf.machine() == ElfFile.BPF, "", () -> "the file is for machine " + elf.machine() + ", BPF is 247");
        long tables = elf.sections().stream().filter(Symbols.class::isInstance).count();
        require(tables == 1, "", () -> "the file has " + tables + " symbol tables, linked are objects with one");
        require(
                elf.find(InputObject.BTF).isPresent()
                        && elf.section(elf.find(InputObject.BTF).getAsInt()) instanceof Content,
                "",
                () -> "the file has no section .BTF, which says what its symbols are");
    }

    private void section(Section section) {
        if (section instanceof Content content) {
            content(content);
        } else if (section instanceof NoBits zeros) {
            require(
                    zeros.size() <= Integer.MAX_VALUE,
                    zeros.name(),
                    () -> "the section has " + zeros.size() + " bytes, the limit is " + Integer.MAX_VALUE);
            alignment(zeros.header());
        } else if (section instanceof Symbols table) {
            table.symbols().forEach(this::symbol);
        } else if (section instanceof Relocations table) {
            relocations(table);
        }
    }

    private void content(Content content) {
        if (!isKept(content)) {
            return;
        }
        alignment(content.header());
        require(!content.name().isEmpty(), "section without a name", () -> "loaders find sections by their names");
        require(
                !isCode(content) || content.bytes().size() % SLOT == 0,
                content.name(),
                () -> "the code has " + content.bytes().size() + " bytes, which are no whole instructions");
    }

    private void alignment(Section.Header header) {
        require(
                header.alignment() <= MAX_ALIGNMENT,
                header.name(),
                () -> "the section has alignment " + header.alignment() + ", the limit is " + MAX_ALIGNMENT);
    }

    private void symbol(Symbol symbol) {
        boolean known = symbol.isLocal()
                || symbol.binding().value() == SymbolBinding.GLOBAL.value()
                || symbol.binding().value() == SymbolBinding.WEAK.value();
        require(
                known,
                symbol.name(),
                () -> "the symbol has binding " + symbol.binding().value() + ", known are 0, 1 and 2");
        int visibility = symbol.other() & PROTECTED;
        require(
                visibility != INTERNAL && visibility != PROTECTED,
                symbol.name(),
                () -> "the symbol has visibility " + visibility + ", known are 0 default and 2 hidden");
        if (symbol.place() instanceof InSection in && isKept(elf.section(in.section()))) {
            long size = size(elf.section(in.section()));
            require(
                    symbol.value() >= 0
                            && symbol.value() <= size
                            && symbol.size() >= 0
                            && symbol.size() <= size - symbol.value(),
                    symbol.name(),
                    () -> "the symbol is at byte " + Long.toUnsignedString(symbol.value()) + " with "
                            + Long.toUnsignedString(symbol.size()) + " bytes, section "
                            + elf.section(in.section()).name() + " has " + size);
        }
    }

    static long size(Section section) {
        return section instanceof NoBits zeros
                ? zeros.size()
                : section instanceof Content content ? content.bytes().size() : 0;
    }

    private void relocations(Relocations table) {
        boolean inside = table.target() > 0 && table.target() < elf.sections().size();
        require(inside, table.name(), () -> "the section relocates section " + table.target());
        if (!inside || !isKept(elf.section(table.target()))) {
            return;
        }
        Section target = elf.section(table.target());
        require(
                table.form() == RelocationForm.REL,
                table.name(),
                () -> "the relocations have addends, loaders take none");
        require(
                table.symbols() > 0
                        && table.symbols() < elf.sections().size()
                        && elf.section(table.symbols()) instanceof Symbols,
                table.name(),
                () -> "the relocations are by section " + table.symbols() + ", which is no symbol table");
        require(
                table.name().equals(".rel" + target.name()),
                table.name(),
                () -> "the relocations are of section " + target.name() + ", their section must be .rel"
                        + target.name());
        table.relocations().forEach(relocation -> relocation(table.name(), target, relocation));
    }

    private void relocation(String table, Section target, Relocation relocation) {
        require(
                RELOCATION_TYPES.contains(relocation.type()),
                table,
                () -> which(relocation) + " has type " + relocation.type() + ", known are 1, 2, 3 and 10");
        require(
                relocation.symbol() > 0 && relocation.symbol() < symbols,
                table,
                () -> which(relocation) + " is by symbol " + relocation.symbol() + " of " + symbols);
        boolean fits = relocation.offset() >= 0
                && relocation.offset() <= size(target) - SLOT
                && (!isCode(target) || relocation.offset() % SLOT == 0);
        require(fits, table, () -> which(relocation) + " of " + size(target) + " is at no instruction or word");
    }

    private static String which(Relocation relocation) {
        return "the relocation at byte " + Long.toUnsignedString(relocation.offset());
    }

    private void require(boolean holds, String place, Supplier<String> otherwise) {
        if (!holds) {
            problems.add(name, place, otherwise.get());
            sound = false;
        }
    }
}

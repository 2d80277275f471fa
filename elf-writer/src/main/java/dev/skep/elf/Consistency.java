package dev.skep.elf;

import dev.skep.elf.Section.RelocationForm;
import dev.skep.elf.SymbolPlace.InSection;

/** Checks that what sections say about each other is true before a file is written; answers the section. */
record Consistency(ElfFile file) implements Section.Visitor<Section> {
    static void check(ElfFile file) {
        if (file.sections().isEmpty() || !(file.section(0) instanceof Section.Null)) {
            throw new IllegalArgumentException("the first section of a file must be Null");
        }
        var consistency = new Consistency(file);
        consistency.require(file.sectionNames(), Section.Strings.class, "the names of sections are in");
        for (Section section : file.sections()) {
            section.accept(consistency);
        }
    }

    @Override
    public Section visit(Section.Null section) {
        return section;
    }

    @Override
    public Section visit(Section.Content section) {
        return section;
    }

    @Override
    public Section visit(Section.NoBits section) {
        return section;
    }

    @Override
    public Section visit(Section.Strings section) {
        return section;
    }

    @Override
    public Section visit(Section.Symbols section) {
        require(section.strings(), Section.Strings.class, "the names of symbols of " + section.name() + " are in");
        boolean locals = true;
        for (Symbol symbol : section.symbols()) {
            if (symbol.isLocal() && !locals) {
                throw new IllegalArgumentException("local symbol " + symbol.name() + " comes after a global one");
            }
            locals = symbol.isLocal();
            if (symbol.place() instanceof InSection in
                    && in.section() >= file.sections().size()) {
                throw new IllegalArgumentException("symbol " + symbol.name() + " is in section " + in.section() + " of "
                        + file.sections().size());
            }
        }
        return section;
    }

    @Override
    public Section visit(Section.Relocations section) {
        require(section.target(), Section.class, "relocations " + section.name() + " are of");
        int symbols = require(section.symbols(), Section.Symbols.class, "relocations " + section.name() + " are by")
                .symbols()
                .size();
        for (Relocation relocation : section.relocations()) {
            if (relocation.symbol() < 0 || relocation.symbol() >= symbols) {
                throw new IllegalArgumentException("relocation at " + relocation.offset() + " of " + section.name()
                        + " is by symbol " + relocation.symbol() + " of " + symbols);
            }
            if (section.form() == RelocationForm.REL && relocation.addend() != 0) {
                throw new IllegalArgumentException("relocation at " + relocation.offset() + " of " + section.name()
                        + " has addend " + relocation.addend() + ", the table has none");
            }
        }
        return section;
    }

    private <T extends Section> T require(int index, Class<T> kind, String what) {
        if (index < 1 || index >= file.sections().size() || !kind.isInstance(file.section(index))) {
            throw new IllegalArgumentException(what + " section " + index + ", which is no " + kind.getSimpleName());
        }
        return kind.cast(file.section(index));
    }
}

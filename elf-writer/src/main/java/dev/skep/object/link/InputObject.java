package dev.skep.object.link;

import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfFormatException;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfSections;
import dev.skep.btf.BtfType;
import dev.skep.btf.LineBlock;
import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfFormatException;
import dev.skep.elf.ElfReader;
import dev.skep.elf.Section;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace.InSection;
import dev.skep.object.internal.read.TypeSections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One object to link, checked by itself.
 *
 * @param number which input it is, from 0
 * @param name what messages call it
 * @param elf its file
 * @param symbols its symbols
 * @param types its types
 * @param info what is known about its code and refers to types
 * @param lines which source lines its code comes from
 * @param declarations the types of its globals and externs by name
 * @param sections the {@code DATASEC} that lists each of these, by name
 * @param index what is looked up in it
 */
record InputObject(
        int number,
        String name,
        ElfFile elf,
        List<Symbol> symbols,
        BtfGraph types,
        BtfExt info,
        List<LineBlock> lines,
        Map<String, BtfId> declarations,
        Map<String, String> sections,
        InputIndex index) {
    static final String BTF = TypeSections.BTF;
    static final String BTF_EXT = TypeSections.BTF_EXT;

    /** Where newer compilers list externs that are in no section. */
    static final String NO_SECTION = ".extern";

    /** Reads an object; says what is wrong with it, if something is. */
    static Optional<InputObject> read(int number, LinkInput input, Problems problems) {
        try {
            ElfFile elf = ElfReader.read(input.bytes(), target -> !InputChecks.isLeftOut(target));
            if (!InputChecks.check(input.name(), elf, problems)) {
                return Optional.empty();
            }
            return Optional.of(read(number, input.name(), elf));
        } catch (ElfFormatException | BtfFormatException e) {
            problems.add(input.name(), "", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static InputObject read(int number, String name, ElfFile elf) {
        BtfSections btf = TypeSections.of(elf).orElseThrow();
        BtfGraph types = btf.types();
        BtfExt info = btf.infoWithoutLines();
        Map<String, BtfId> declarations = new HashMap<>();
        Map<String, String> sections = new HashMap<>();
        for (BtfType type : types.types()) {
            if (type instanceof BtfType.DataSec section) {
                for (BtfType.SectionEntry entry : section.entries()) {
                    if (isVisible(types, entry.type())) {
                        declarations.putIfAbsent(types.type(entry.type()).name(), entry.type());
                        if (!section.name().equals(NO_SECTION)) {
                            sections.putIfAbsent(types.type(entry.type()).name(), section.name());
                        }
                    }
                }
            }
        }
        int id = 0;
        for (BtfType type : types.types()) {
            id++;
            if (isVisible(type)) {
                declarations.putIfAbsent(type.name(), new BtfId(id));
            }
        }
        var symbols = InputChecks.symbols(elf);
        var index = new InputIndex(elf, symbols, info);
        return new InputObject(
                number, name, elf, symbols, types, info, btf.lineBlocks(), declarations, sections, index);
    }

    /** Whether a type is a variable or function that other objects see. */
    static boolean isVisible(BtfGraph types, BtfId id) {
        return !id.isVoid() && isVisible(types.type(id));
    }

    private static boolean isVisible(BtfType type) {
        return (type instanceof BtfType.Var variable && variable.linkage() != BtfLinkage.STATIC)
                || (type instanceof BtfType.Func function && function.linkage() != BtfLinkage.STATIC);
    }

    boolean is(InputObject other) {
        return number == other.number;
    }

    /** The section that a symbol is in; empty for what is defined elsewhere or nowhere. */
    Optional<Section> sectionOf(Symbol symbol) {
        return symbol.place() instanceof InSection in ? Optional.of(elf.section(in.section())) : Optional.empty();
    }
}

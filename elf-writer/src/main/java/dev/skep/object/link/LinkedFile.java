package dev.skep.object.link;

import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfWriter;
import dev.skep.elf.ByteString;
import dev.skep.elf.ElfFile;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.Header;
import dev.skep.elf.Section.NoBits;
import dev.skep.elf.Section.RelocationForm;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.SectionType;
import dev.skep.object.link.SectionPlan.Target;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The linked object as a file, in the order of the portable profile. */
record LinkedFile(ByteOrder order, SectionPlan sections, LinkedRelocations relocations, LinkedSymbols symbols) {
    private static final long BTF_ALIGNMENT = 4;
    private static final int NAMES = 1;

    ElfFile elf(Map<Target, ByteString> contents, LinkedTypes types) {
        List<Section> all = new ArrayList<>(List.of(new Section.Null(), new Section.Strings(".strtab")));
        int infoSections = types.info().equals(BtfExt.EMPTY) && types.lines().isEmpty() ? 1 : 2;
        int relocationTables = (int) sections.targets().stream()
                .filter(target -> !relocations.of(target).isEmpty())
                .count();
        int symbolTable = all.size() + sections.targets().size() + relocationTables + infoSections;
        for (Target target : sections.targets()) {
            all.add(
                    target.zeros()
                            ? new NoBits(target.header(), target.size())
                            : new Content(target.header(), contents.getOrDefault(target, ByteString.EMPTY)));
            if (!relocations.of(target).isEmpty()) {
                all.add(relocations(target, symbolTable));
            }
        }
        var writer = BtfWriter.of(types.graph(), types.info(), types.lines(), order);
        all.add(info(InputObject.BTF, writer.btf()));
        if (infoSections > 1) {
            all.add(info(InputObject.BTF_EXT, writer.btfExt()));
        }
        all.add(new Section.Symbols(".symtab", NAMES, symbols.symbols()));
        return new ElfFile(order, ElfFile.RELOCATABLE, ElfFile.BPF, 0, all, NAMES);
    }

    private Section relocations(Target target, int symbolTable) {
        var moved = relocations.of(target).stream()
                .map(placed ->
                        Relocation.of(placed.offset(), symbols.number(placed.input(), placed.symbol()), placed.type()))
                .toList();
        return new Relocations(
                ".rel" + target.name(),
                RelocationForm.REL,
                SectionFlags.INFO_LINK,
                symbolTable,
                relocations.number(target),
                moved);
    }

    private static Section info(String name, byte[] bytes) {
        return new Content(
                Header.of(name, SectionType.PROGBITS, SectionFlags.NONE, BTF_ALIGNMENT),
                ByteString.sharing(ByteBuffer.wrap(bytes)));
    }
}

package dev.skep.object;

import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfExtReader;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfReader;
import dev.skep.elf.ByteString;
import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfReader;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Section.Symbols;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace;
import dev.skep.elf.SymbolType;
import java.util.Comparator;
import java.util.List;

/** An object's bytes taken apart, to be looked at without the reader of objects. */
record Parsed(byte[] bytes, ElfFile elf, BtfGraph types, BtfExt info) {
    static Parsed of(byte[] object) {
        var elf = ElfReader.read(object);
        var btf = content(elf, ".BTF").buffer(elf.order());
        var ext = content(elf, ".BTF.ext");
        var info = ext.isEmpty() ? BtfExt.EMPTY : BtfExtReader.read(btf, ext.buffer(elf.order()));
        return new Parsed(object, elf, BtfReader.read(btf), info);
    }

    ByteString content(String section) {
        return content(elf, section);
    }

    List<Symbol> symbols() {
        return ((Symbols) elf.section(elf.find(".symtab").orElseThrow())).symbols();
    }

    List<Symbol> symbolsIn(String section) {
        int index = elf.find(section).orElse(-1);
        return symbols().stream()
                .filter(symbol -> index > 0 && symbol.place().equals(SymbolPlace.in(index)))
                .toList();
    }

    List<Relocation> relocations(String section) {
        return elf.find(".rel" + section).stream()
                .mapToObj(index -> (Relocations) elf.section(index))
                .flatMap(table -> table.relocations().stream())
                .toList();
    }

    List<Content> contents() {
        return elf.sections().stream()
                .filter(Content.class::isInstance)
                .map(Content.class::cast)
                .toList();
    }

    private static ByteString content(ElfFile elf, String section) {
        return elf.find(section).stream()
                .mapToObj(index -> ((Content) elf.section(index)).bytes())
                .findFirst()
                .orElse(ByteString.EMPTY);
    }

    /** Whether a section is code. */
    static boolean isCode(Content section) {
        return section.header().flags().has(SectionFlags.EXECUTE);
    }

    /** The functions of a section by their places. */
    List<Symbol> functionsIn(String section) {
        return symbolsIn(section).stream()
                .filter(symbol -> symbol.type().equals(SymbolType.FUNC))
                .sorted(Comparator.comparingLong(Symbol::value))
                .toList();
    }
}

package dev.skep.cli;

import dev.skep.asm.CoreKind;
import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfFormatException;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfSections;
import dev.skep.elf.ElfFile;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Section.Symbols;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace.InSection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a loader puts into the code and the data of an object.
 *
 * @param relocations addresses, by symbol
 * @param core facts about the types of the kernel
 */
record ObjectLinks(List<Link> relocations, List<CoreLink> core) {
    private static final Map<Integer, String> TYPES = Map.of(
            1, "R_BPF_64_64", 2, "R_BPF_64_ABS64", 3, "R_BPF_64_ABS32", 4, "R_BPF_64_NODYLD32", 10, "R_BPF_64_32");

    /** A relocation by a symbol. */
    record Link(String section, long offset, String type, String symbol) {}

    /** A CO-RE relocation. */
    record CoreLink(String section, int offset, String kind, String type, String access) {}

    static ObjectLinks of(ElfFile elf) {
        List<Link> links = new ArrayList<>();
        for (Section section : elf.sections()) {
            if (section instanceof Relocations table) {
                add(elf, table, links);
            }
        }
        return new ObjectLinks(links, core(elf));
    }

    private static void add(ElfFile elf, Relocations table, List<Link> links) {
        boolean known = table.target() > 0
                && table.target() < elf.sections().size()
                && table.symbols() > 0
                && table.symbols() < elf.sections().size();
        if (!known
                || !(elf.section(table.target()) instanceof Content target)
                || !target.header().flags().has(SectionFlags.ALLOC)
                || !(elf.section(table.symbols()) instanceof Symbols symbols)) {
            return;
        }
        for (Relocation relocation : table.relocations()) {
            String type = TYPES.getOrDefault(relocation.type(), "type " + relocation.type());
            String symbol = relocation.symbol() < symbols.symbols().size()
                    ? name(elf, symbols.symbols().get(relocation.symbol()))
                    : "symbol " + relocation.symbol();
            links.add(new Link(target.name(), relocation.offset(), type, symbol));
        }
    }

    private static String name(ElfFile elf, Symbol symbol) {
        return symbol.name().isEmpty() && symbol.place() instanceof InSection in
                ? elf.section(in.section()).name()
                : symbol.name();
    }

    private static List<CoreLink> core(ElfFile elf) {
        var btf = content(elf, ".BTF");
        var ext = content(elf, ".BTF.ext");
        if (btf.isEmpty() || ext.isEmpty()) {
            return List.of();
        }
        try {
            var sections = BtfSections.of(
                    btf.get().bytes().buffer(elf.order()), ext.get().bytes().buffer(elf.order()));
            BtfGraph types = sections.types();
            BtfExt info = sections.infoWithoutLines();
            List<CoreLink> links = new ArrayList<>();
            info.relocations().forEach(block -> block.records()
                    .forEach(record -> links.add(core(types, block.section(), record))));
            return links;
        } catch (BtfFormatException e) {
            return List.of();
        }
    }

    private static CoreLink core(BtfGraph types, String section, BtfExt.CoreRelo record) {
        String type = types.contains(record.type())
                ? types.describe(record.type())
                : record.type().toString();
        String kind = Arrays.stream(CoreKind.values())
                .filter(known -> known.code() == record.kind())
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("kind " + record.kind());
        return new CoreLink(section, record.offset(), kind, type, record.access());
    }

    private static Optional<Content> content(ElfFile elf, String name) {
        var index = elf.find(name);
        return index.isPresent() && elf.section(index.getAsInt()) instanceof Content content
                ? Optional.of(content)
                : Optional.empty();
    }
}

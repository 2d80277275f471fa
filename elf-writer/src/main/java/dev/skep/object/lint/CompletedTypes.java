package dev.skep.object.lint;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.elf.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types of an object as loaders complete them: compilers leave the sizes of sections and the places of variables to ELF. */
final class CompletedTypes {
    private CompletedTypes() {}

    static BtfGraph of(LintedObject object) {
        List<BtfType> types = new ArrayList<>();
        for (BtfType type : object.types().types()) {
            types.add(type instanceof DataSec list ? complete(object, list) : type);
        }
        return BtfGraph.of(types);
    }

    private static DataSec complete(LintedObject object, DataSec list) {
        var section = object.find(list.name());
        if (section.isEmpty()) {
            return list;
        }
        Map<String, Symbol> symbols = new HashMap<>();
        for (Symbol symbol : object.symbolsOf(section.get())) {
            if (!symbol.isLocal() && symbol.value() >= 0 && symbol.value() <= Integer.MAX_VALUE) {
                symbols.put(symbol.name(), symbol);
            }
        }
        List<SectionEntry> entries = new ArrayList<>();
        for (SectionEntry entry : list.entries()) {
            Symbol symbol = entry.type().isVoid()
                    ? null
                    : symbols.get(object.types().type(entry.type()).name());
            entries.add(symbol == null ? entry : new SectionEntry(entry.type(), (int) symbol.value(), entry.size()));
        }
        entries.sort(Comparator.comparingInt(SectionEntry::offset));
        long size = list.size() == 0 ? object.size(section.get()) : list.size();
        return new DataSec(list.name(), (int) Math.min(size, Integer.MAX_VALUE), entries);
    }
}

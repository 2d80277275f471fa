package dev.skep.object.link;

import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfExt.CoreRelo;
import dev.skep.btf.BtfExt.SectionInfo;
import dev.skep.btf.BtfId;
import dev.skep.elf.ElfFile;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace.InSection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is looked up in an input again and again. */
final class InputIndex {
    private final Map<String, Integer> sections = new HashMap<>();
    private final Map<Integer, List<Relocations>> relocations = new HashMap<>();
    private final Map<Name, Symbol> symbols = new HashMap<>();
    private final Map<Name, Map<Long, Symbol>> symbolsOfOneName = new HashMap<>();
    private final Map<String, Map<Integer, BtfId>> functions = new HashMap<>();
    private final Map<String, List<SectionInfo<CoreRelo>>> coreRelocations = new HashMap<>();

    private record Name(int section, String name) {}

    InputIndex(ElfFile elf, List<Symbol> all, BtfExt info) {
        for (int index = 1; index < elf.sections().size(); index++) {
            sections.putIfAbsent(elf.section(index).name(), index);
            if (elf.section(index) instanceof Relocations table && InputChecks.isKept(elf.section(table.target()))) {
                relocations
                        .computeIfAbsent(table.target(), target -> new ArrayList<>())
                        .add(table);
            }
        }
        for (Symbol symbol : all) {
            if (symbol.place() instanceof InSection in) {
                add(new Name(in.section(), symbol.name()), symbol);
            }
        }
        for (SectionInfo<BtfExt.FuncInfo> block : info.functions()) {
            var starts = functions.computeIfAbsent(block.section(), section -> new HashMap<>());
            block.records().forEach(record -> starts.putIfAbsent(record.offset(), record.function()));
        }
        for (SectionInfo<CoreRelo> block : info.relocations()) {
            coreRelocations
                    .computeIfAbsent(block.section(), section -> new ArrayList<>())
                    .add(block);
        }
    }

    private void add(Name name, Symbol symbol) {
        var first = symbols.putIfAbsent(name, symbol);
        if (first != null) {
            var several = symbolsOfOneName.computeIfAbsent(name, unknown -> new HashMap<>());
            several.putIfAbsent(first.value(), first);
            several.putIfAbsent(symbol.value(), symbol);
        }
    }

    /** The number of the first section of this name. */
    Optional<Integer> section(String name) {
        return Optional.ofNullable(sections.get(name));
    }

    /** The relocations of a kept section. */
    List<Relocations> relocations(int section) {
        return relocations.getOrDefault(section, List.of());
    }

    /** The symbol of this name in a section; of several, the first at this place. */
    Optional<Symbol> symbol(int section, String name, long place) {
        var named = new Name(section, name);
        var several = symbolsOfOneName.get(named);
        return Optional.ofNullable(several == null ? symbols.get(named) : several.get(place));
    }

    /** What depends on the kernel's types in the sections of this name. */
    List<SectionInfo<CoreRelo>> coreRelocations(String section) {
        return coreRelocations.getOrDefault(section, List.of());
    }

    /** The function that starts at this place. */
    Optional<BtfId> function(String section, long offset) {
        var starts = functions.getOrDefault(section, Map.of());
        return offset == (int) offset ? Optional.ofNullable(starts.get((int) offset)) : Optional.empty();
    }
}

package dev.skep.object.link;

import dev.skep.btf.BtfExt;
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
    private final Map<Integer, Map<String, List<Symbol>>> symbols = new HashMap<>();
    private final Map<String, Map<Integer, BtfId>> functions = new HashMap<>();

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
                symbols.computeIfAbsent(in.section(), section -> new HashMap<>())
                        .computeIfAbsent(symbol.name(), name -> new ArrayList<>())
                        .add(symbol);
            }
        }
        for (BtfExt.SectionInfo<BtfExt.FuncInfo> block : info.functions()) {
            var starts = functions.computeIfAbsent(block.section(), section -> new HashMap<>());
            block.records().forEach(record -> starts.putIfAbsent(record.offset(), record.function()));
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

    /** The symbols of this name in a section. */
    List<Symbol> symbols(int section, String name) {
        return symbols.getOrDefault(section, Map.of()).getOrDefault(name, List.of());
    }

    /** The function that starts at this place. */
    Optional<BtfId> function(String section, long offset) {
        var starts = functions.getOrDefault(section, Map.of());
        return offset == (int) offset ? Optional.ofNullable(starts.get((int) offset)) : Optional.empty();
    }
}

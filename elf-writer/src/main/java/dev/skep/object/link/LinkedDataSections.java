package dev.skep.object.link;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.elf.Symbol;
import dev.skep.object.link.SectionPlan.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lists of variables of the linked object's sections. */
final class LinkedDataSections {
    private final List<InputObject> inputs;
    private final GlobalTable globals;
    private final SectionPlan sections;
    private final LinkedTypes types;
    private final Map<String, List<SectionEntry>> lists = new LinkedHashMap<>();

    LinkedDataSections(List<InputObject> inputs, GlobalTable globals, SectionPlan sections, LinkedTypes types) {
        this.inputs = inputs;
        this.globals = globals;
        this.sections = sections;
        this.types = types;
    }

    List<BtfType> all() {
        for (InputObject input : inputs) {
            for (BtfType type : input.types().types()) {
                if (type instanceof DataSec list && !list.name().equals(InputObject.NO_SECTION)) {
                    add(input, list);
                }
            }
        }
        Map<String, Long> sizes = new HashMap<>();
        sections.targets().forEach(target -> sizes.put(target.name(), target.size()));
        List<BtfType> all = new ArrayList<>();
        lists.forEach((name, entries) -> {
            boolean placed = sizes.containsKey(name);
            if (placed) {
                entries.sort(Comparator.comparingInt(SectionEntry::offset));
            }
            if (placed || !entries.isEmpty()) {
                all.add(new DataSec(name, Math.toIntExact(sizes.getOrDefault(name, 0L)), entries));
            }
        });
        return all;
    }

    private void add(InputObject input, DataSec list) {
        Optional<Integer> index = input.index().section(list.name());
        Optional<Piece> piece = index.flatMap(number -> sections.find(input.number(), number));
        if (index.isPresent() && piece.isEmpty() && SectionPlan.isOnce(list.name())) {
            return;
        }
        var entries = lists.computeIfAbsent(list.name(), name -> new ArrayList<>());
        for (SectionEntry entry : list.entries()) {
            entry(input, entry, piece).ifPresent(entries::add);
        }
    }

    private Optional<SectionEntry> entry(InputObject input, SectionEntry entry, Optional<Piece> piece) {
        if (InputObject.isVisible(input.types(), entry.type())) {
            var global = globals.find(input.types().type(entry.type()).name());
            if (global.isPresent() && !global.get().winner().input().is(input)) {
                return Optional.empty();
            }
            if (global.isPresent() && !global.get().winner().defines()) {
                return now(input, entry.type()).map(type -> new SectionEntry(type, 0, entry.size()));
            }
        }
        if (piece.isEmpty()) {
            return Optional.empty();
        }
        var symbol = symbol(input, piece.get().section(), entry);
        long offset = symbol.map(Symbol::value).orElse((long) entry.offset());
        long size = symbol.filter(found -> found.size() > 0).map(Symbol::size).orElse((long) entry.size());
        return now(input, entry.type())
                .map(type -> new SectionEntry(type, Math.toIntExact(piece.get().at(offset)), Math.toIntExact(size)));
    }

    private Optional<BtfId> now(InputObject input, BtfId type) {
        return types.now(input, type);
    }

    /** Where a variable of an input is: compilers leave the places of those that have a symbol to it. */
    static long offset(InputObject input, String section, SectionEntry entry) {
        return input.index()
                .section(section)
                .flatMap(number -> symbol(input, number, entry))
                .map(Symbol::value)
                .orElse((long) entry.offset());
    }

    /** The symbol of a variable. Of several static ones with one name it is the one at the variable's place. */
    private static Optional<Symbol> symbol(InputObject input, int section, SectionEntry entry) {
        if (entry.type().isVoid()) {
            return Optional.empty();
        }
        return input.index().symbol(section, input.types().type(entry.type()).name(), entry.offset());
    }
}

package dev.skep.object.text;

import dev.skep.elf.ElfFile;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolPlace;
import dev.skep.elf.SymbolType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the places of an object are called, and what they refer to. */
final class ObjectNames {
    private final ElfFile file;
    private final List<Symbol> symbols;
    private final Map<Integer, NavigableMap<Long, List<Symbol>>> bySection = new HashMap<>();
    private final Map<Integer, NavigableMap<Long, Relocation>> relocations = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    ObjectNames(ElfFile file) {
        this.file = file;
        this.symbols = file.sections().stream()
                .filter(Section.Symbols.class::isInstance)
                .map(Section.Symbols.class::cast)
                .findFirst()
                .map(Section.Symbols::symbols)
                .orElse(List.of());
        for (Symbol symbol : symbols) {
            int section = sectionOf(symbol);
            if (section > 0 && isNamed(symbol)) {
                bySection
                        .computeIfAbsent(section, none -> new TreeMap<>())
                        .computeIfAbsent(symbol.value(), none -> new ArrayList<>(1))
                        .add(symbol);
            }
            taken.add(symbol.name());
        }
        for (Section section : file.sections()) {
            if (section instanceof Section.Relocations table) {
                NavigableMap<Long, Relocation> places =
                        relocations.computeIfAbsent(table.target(), none -> new TreeMap<>());
                table.relocations().forEach(relocation -> places.putIfAbsent(relocation.offset(), relocation));
            }
        }
    }

    static boolean isNamed(Symbol symbol) {
        return !symbol.name().isEmpty()
                && !symbol.type().equals(SymbolType.SECTION)
                && !symbol.type().equals(SymbolType.FILE);
    }

    static int sectionOf(Symbol symbol) {
        return symbol.place().accept(SymbolPlace.InSection::section, reserved -> 0);
    }

    List<Symbol> symbols() {
        return symbols;
    }

    /** The symbols of a section by their offsets. */
    NavigableMap<Long, List<Symbol>> symbols(int section) {
        return bySection.getOrDefault(section, Collections.emptyNavigableMap());
    }

    NavigableMap<Long, Relocation> relocations(int section) {
        return relocations.getOrDefault(section, Collections.emptyNavigableMap());
    }

    boolean isTaken(String name) {
        return taken.contains(name);
    }

    /** Returns how code writes a relocation whose place holds {@code addend}; null if it cannot be written. */
    @Nullable
    String reference(Relocation relocation, long addend) {
        return reference(relocation, addend, true);
    }

    /** As above for data: places in code that only this file knows count from the start of their section. */
    @Nullable
    String address(Relocation relocation, long addend) {
        return reference(relocation, addend, false);
    }

    private @Nullable String reference(Relocation relocation, long addend, boolean byName) {
        if (relocation.symbol() <= 0 || relocation.symbol() >= symbols.size()) {
            return null;
        }
        Symbol symbol = symbols.get(relocation.symbol());
        if (isNamed(symbol) && !(symbol.binding().equals(SymbolBinding.LOCAL) && sectionOf(symbol) > 0)) {
            return plus(Quoted.name(symbol.name()), addend);
        }
        int section = sectionOf(symbol);
        if (section <= 0 || section >= file.sections().size()) {
            return null;
        }
        return inSection(section, symbol.value() + addend, byName);
    }

    private @Nullable String inSection(int section, long offset, boolean byName) {
        String local = local(section, offset);
        String name = file.section(section).name();
        boolean hasName = !name.isEmpty() && !taken.contains(name);
        if (local != null && (byName || !hasName || !isCode(section))) {
            return local;
        }
        return hasName ? plus(Quoted.name(name), offset) : null;
    }

    private boolean isCode(int section) {
        return file.section(section) instanceof Section.Content content
                && content.header().flags().has(SectionFlags.EXECUTE);
    }

    /** Returns the name of what only this file knows at a place; null if nothing is there. */
    @Nullable
    String local(int section, long offset) {
        for (Symbol symbol : symbols(section).getOrDefault(offset, List.of())) {
            if (symbol.binding().equals(SymbolBinding.LOCAL)) {
                return Quoted.name(symbol.name());
            }
        }
        return null;
    }

    private static String plus(String name, long addend) {
        return addend == 0 ? name : addend < 0 ? name + " - " + -addend : name + " + " + addend;
    }
}

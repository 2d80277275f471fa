package dev.skep.object.text;

import dev.skep.elf.ElfFile;
import dev.skep.elf.Section;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What the places of a section are called: by the last symbol at or before them, else by the section. */
final class NamedPlaces {
    private final String section;
    private final String[] names;
    private final long[] starts;

    /** For each slot of the section and the place behind them, how many named places start at or before it. */
    private final int[] before;

    private NamedPlaces(String section, List<Symbol> byPlace, int slots) {
        this.section = section;
        this.names = byPlace.stream().map(Symbol::name).toArray(String[]::new);
        this.starts = byPlace.stream().mapToLong(Symbol::value).toArray();
        this.before = new int[slots + 1];
        int count = 0;
        for (int slot = 0; slot <= slots; slot++) {
            while (count < starts.length && starts[count] <= (long) slot * Long.BYTES) {
                count++;
            }
            before[slot] = count;
        }
    }

    static NamedPlaces of(ElfFile file, int index, int slots) {
        List<Symbol> here = new ArrayList<>();
        for (Section section : file.sections()) {
            if (section instanceof Section.Symbols table) {
                table.symbols().stream()
                        .filter(symbol -> ObjectNames.isNamed(symbol) && ObjectNames.sectionOf(symbol) == index)
                        .forEach(here::add);
                break;
            }
        }
        here.sort(Comparator.comparingLong(Symbol::value));
        return new NamedPlaces(file.section(index).name(), shown(here), slots);
    }

    /** Of several names of a place the one that others see, and of those what is code, and of those the first. */
    private static List<Symbol> shown(List<Symbol> byPlace) {
        List<Symbol> shown = new ArrayList<>(byPlace.size());
        for (Symbol symbol : byPlace) {
            int last = shown.size() - 1;
            if (last < 0 || shown.get(last).value() != symbol.value()) {
                shown.add(symbol);
            } else if (rank(symbol) > rank(shown.get(last))) {
                shown.set(last, symbol);
            }
        }
        return shown;
    }

    private static int rank(Symbol symbol) {
        return (symbol.type().equals(SymbolType.FUNC) ? 2 : 0)
                + (symbol.binding().equals(SymbolBinding.LOCAL) ? 0 : 1);
    }

    /** Tells whether a symbol stands at the start of a slot. */
    boolean startsAt(long offset) {
        int last = last(offset);
        return last >= 0 && starts[last] == offset;
    }

    String name(long offset) {
        int last = last(offset);
        return last < 0 ? section : names[last];
    }

    /** Returns where what {@link #name} says starts. */
    long start(long offset) {
        int last = last(offset);
        return last < 0 ? 0 : starts[last];
    }

    private int last(long offset) {
        long slot = offset / Long.BYTES;
        if (slot < before.length) {
            return before[(int) slot] - 1;
        }
        int at = Arrays.binarySearch(starts, offset); // a jump to nowhere
        return at >= 0 ? at : -at - 2;
    }
}

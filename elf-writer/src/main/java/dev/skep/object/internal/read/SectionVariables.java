package dev.skep.object.internal.read;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Var;
import dev.skep.elf.Symbol;
import dev.skep.object.ObjectFormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of a section as its {@code DATASEC} and its symbols say together: compilers leave the places of those that have a
 * symbol to it.
 */
final class SectionVariables {
    private SectionVariables() {}

    /** A variable at its place; {@code hidden} ones are for their own object only. */
    record Placed(Var variable, int offset, int size, boolean hidden) {
        BtfLinkage linkage() {
            return hidden ? BtfLinkage.STATIC : variable.linkage();
        }
    }

    /** The variables in order of their places, none beyond the section and no two in one place. */
    static List<Placed> read(ObjectFile file, int section) {
        var name = file.elf().section(section).name();
        var symbols = new Named(file.symbolsOf(section));
        BtfGraph types = file.types();
        List<Placed> placed = new ArrayList<>();
        types.find(BtfKind.DATASEC, name)
                .flatMap(id -> types.type(id, DataSec.class))
                .ifPresent(list -> list.entries().forEach(entry -> placed.add(place(types, name, entry, symbols))));
        placed.sort(Comparator.comparingInt(Placed::offset));
        long end = 0;
        for (Placed variable : placed) {
            if (variable.offset() < end || variable.offset() + (long) variable.size() > file.sizeAtRunTime(section)) {
                throw new ObjectFormatException(
                        "variable " + variable.variable().name() + " at byte " + variable.offset() + " with "
                                + variable.size() + " bytes does not fit section " + name);
            }
            end = variable.offset() + (long) variable.size();
        }
        return placed;
    }

    private static Placed place(BtfGraph types, String section, SectionEntry entry, Named symbols) {
        var variable = types.type(entry.type(), Var.class)
                .orElseThrow(() -> new ObjectFormatException(
                        "section " + section + " lists " + types.describe(entry.type()) + ", which is no variable"));
        if (variable.linkage() == BtfLinkage.EXTERN) {
            throw new ObjectFormatException("section " + section + " lists extern variable " + variable.name());
        }
        return symbols.find(variable.name(), entry.offset())
                .map(symbol -> place(section, variable, entry, symbol))
                .orElseGet(() -> new Placed(variable, entry.offset(), entry.size(), false));
    }

    private static Placed place(String section, Var variable, SectionEntry entry, Symbol symbol) {
        if (symbol.value() < 0
                || symbol.value() > Integer.MAX_VALUE
                || symbol.size() < 0
                || symbol.size() > Integer.MAX_VALUE) {
            throw new ObjectFormatException("symbol " + symbol.name() + " of section " + section + " is at byte "
                    + Long.toUnsignedString(symbol.value()) + " with " + Long.toUnsignedString(symbol.size())
                    + " bytes");
        }
        int size = symbol.size() == 0 ? entry.size() : Math.toIntExact(symbol.size());
        return new Placed(variable, Math.toIntExact(symbol.value()), size, symbol.isHidden());
    }

    /** The symbols of a section by their names; of several with one name, which static variables may have, by their places, too. */
    private static final class Named {
        private final Map<String, Symbol> first = new HashMap<>();
        private final Map<String, Map<Long, Symbol>> several = new HashMap<>();

        private Named(List<Symbol> symbols) {
            for (Symbol symbol : symbols) {
                var before = first.putIfAbsent(symbol.name(), symbol);
                if (before != null) {
                    var places = several.computeIfAbsent(symbol.name(), name -> new HashMap<>());
                    places.putIfAbsent(before.value(), before);
                    places.putIfAbsent(symbol.value(), symbol);
                }
            }
        }

        private Optional<Symbol> find(String name, long place) {
            var places = several.get(name);
            return Optional.ofNullable(places == null ? first.get(name) : places.get(place));
        }
    }
}

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
        Map<String, List<Symbol>> symbols =
                file.symbolsOf(section).stream().collect(Collectors.groupingBy(Symbol::name));
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

    private static Placed place(BtfGraph types, String section, SectionEntry entry, Map<String, List<Symbol>> symbols) {
        var variable = types.type(entry.type(), Var.class)
                .orElseThrow(() -> new ObjectFormatException(
                        "section " + section + " lists " + types.describe(entry.type()) + ", which is no variable"));
        if (variable.linkage() == BtfLinkage.EXTERN) {
            throw new ObjectFormatException("section " + section + " lists extern variable " + variable.name());
        }
        return symbol(symbols.getOrDefault(variable.name(), List.of()), entry)
                .map(symbol -> place(section, variable, entry, symbol))
                .orElseGet(() -> new Placed(variable, entry.offset(), entry.size(), false));
    }

    /** The symbol of a variable. Of several static ones with one name it is the one at the variable's place. */
    private static Optional<Symbol> symbol(List<Symbol> symbols, SectionEntry entry) {
        return symbols.size() == 1
                ? Optional.of(symbols.get(0))
                : symbols.stream()
                        .filter(symbol -> symbol.value() == entry.offset())
                        .findFirst();
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
}

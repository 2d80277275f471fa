package dev.skep.object.link;

import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace;
import dev.skep.elf.SymbolPlace.InSection;
import dev.skep.elf.SymbolType;
import dev.skep.object.link.Global.Mention;
import dev.skep.object.link.SectionPlan.Piece;
import dev.skep.object.link.SectionPlan.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The symbols of the linked object, and which of them those of the inputs are. */
final class LinkedSymbols {
    private final List<InputObject> inputs;
    private final SectionPlan sections;
    private final LinkedRelocations relocations;
    private final Problems problems;

    private final List<Symbol> symbols = new ArrayList<>(List.of(Symbol.NULL));
    private final List<int[]> numbers = new ArrayList<>();
    private final Map<Target, Integer> sectionSymbols = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> copies = new HashMap<>();
    private final List<Renamed> renamed = new ArrayList<>();

    /** A static function or variable that has another name now. */
    record Renamed(InputObject input, Symbol symbol, String name) {}

    private LinkedSymbols(
            List<InputObject> inputs, SectionPlan sections, LinkedRelocations relocations, Problems problems) {
        this.inputs = inputs;
        this.sections = sections;
        this.relocations = relocations;
        this.problems = problems;
        inputs.forEach(input -> numbers.add(new int[input.symbols().size()]));
    }

    static LinkedSymbols of(
            List<InputObject> inputs,
            GlobalTable globals,
            SectionPlan sections,
            LinkedRelocations relocations,
            Problems problems) {
        var linked = new LinkedSymbols(inputs, sections, relocations, problems);
        globals.all().forEach(global -> linked.taken.add(global.name()));
        linked.locals();
        linked.onceGlobals();
        globals.all().forEach(linked::global);
        return linked;
    }

    List<Symbol> symbols() {
        return symbols;
    }

    /** The number of what is now this symbol of an input. */
    int number(int input, int symbol) {
        return numbers.get(input)[symbol];
    }

    List<Renamed> renamed() {
        return renamed;
    }

    private void locals() {
        for (InputObject input : inputs) {
            for (int index = 1; index < input.symbols().size(); index++) {
                Symbol symbol = input.symbols().get(index);
                if (symbol.isLocal()) {
                    local(input, index, symbol);
                }
            }
        }
    }

    private void local(InputObject input, int index, Symbol symbol) {
        boolean referred = relocations.isReferred(input.number(), index);
        var piece = pieceOf(input, symbol);
        if (piece.isEmpty()) {
            if (referred) {
                problems.add(
                        input, name(index, symbol), "relocations are by this local symbol, which is in no section");
            }
            return;
        }
        boolean section = symbol.type().equals(SymbolType.SECTION);
        boolean lost = !section && piece.get().isLost(symbol.value());
        boolean named = symbol.type().equals(SymbolType.FUNC) || symbol.type().equals(SymbolType.OBJECT);
        if (lost && referred) {
            problems.add(input, name(index, symbol), "relocations are by this symbol of a weak definition that lost");
        } else if (section && referred) {
            numbers.get(input.number())[index] = sectionSymbol(piece.get().target());
        } else if (!section && !lost && (named || referred)) {
            String name = symbol.name().isEmpty() ? "" : unique(symbol.name());
            if (!name.equals(symbol.name())) {
                renamed.add(new Renamed(input, symbol, name));
            }
            numbers.get(input.number())[index] = add(moved(name, symbol, piece.get()));
        }
    }

    private static String name(int index, Symbol symbol) {
        return symbol.name().isEmpty() ? "symbol " + index : symbol.name();
    }

    private String unique(String name) {
        String free = name;
        while (!taken.add(free)) {
            free = name + "__" + copies.merge(name, 1, Integer::sum);
        }
        return free;
    }

    private int sectionSymbol(Target target) {
        return sectionSymbols.computeIfAbsent(target, key -> add(Symbol.ofSection(relocations.number(key))));
    }

    /** Names of the license and the version are there once, for whoever reads them, and take part in nothing. */
    private void onceGlobals() {
        for (InputObject input : inputs) {
            for (int index = 1; index < input.symbols().size(); index++) {
                Symbol symbol = input.symbols().get(index);
                if (!symbol.isLocal() && GlobalTable.isOfOnceSection(input, symbol)) {
                    var piece = pieceOf(input, symbol);
                    if (piece.isPresent() && taken.add(symbol.name())) {
                        numbers.get(input.number())[index] = add(moved(symbol.name(), symbol, piece.get()));
                    } else if (relocations.isReferred(input.number(), index)) {
                        problems.add(input, symbol.name(), "relocations are by this symbol, which another input has");
                    }
                }
            }
        }
    }

    private void global(Global global) {
        var winner = global.winner();
        Symbol symbol = winner.symbol();
        var piece = pieceOf(winner.input(), symbol);
        if (winner.defines() && symbol.place() instanceof InSection && piece.isEmpty()) {
            problems.add(winner.input(), global.name(), "defined in section " + winner.section() + ", which is empty");
            return;
        }
        Symbol placed = piece.map(found -> moved(symbol.name(), symbol, found)).orElse(symbol);
        int number = add(new Symbol(
                global.name(),
                placed.type(),
                global.binding(),
                global.visibility(),
                placed.place(),
                placed.value(),
                placed.size()));
        for (Mention mention : global.mentions()) {
            numbers.get(mention.input().number())[mention.index()] = number;
        }
    }

    private Optional<Piece> pieceOf(InputObject input, Symbol symbol) {
        return symbol.place() instanceof InSection in ? sections.find(input.number(), in.section()) : Optional.empty();
    }

    private Symbol moved(String name, Symbol symbol, Piece piece) {
        return new Symbol(
                name,
                symbol.type(),
                symbol.binding(),
                symbol.other(),
                SymbolPlace.in(relocations.number(piece.target())),
                piece.at(symbol.value()),
                symbol.size());
    }

    private int add(Symbol symbol) {
        symbols.add(symbol);
        return symbols.size() - 1;
    }
}

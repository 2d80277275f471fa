package dev.skep.object.link;

import dev.skep.elf.Symbol;
import dev.skep.object.link.Global.Mention;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The globals of all inputs, in the order in which they are first mentioned. */
final class GlobalTable {
    private static final String MAPS = ".maps";

    private final Map<String, Global> globals = new LinkedHashMap<>();
    private final Problems problems;

    private GlobalTable(Problems problems) {
        this.problems = problems;
    }

    static GlobalTable of(List<InputObject> inputs, Problems problems) {
        var table = new GlobalTable(problems);
        for (InputObject input : inputs) {
            for (int index = 1; index < input.symbols().size(); index++) {
                Symbol symbol = input.symbols().get(index);
                if (!symbol.isLocal() && !isOfOnceSection(input, symbol)) {
                    table.globals.computeIfAbsent(symbol.name(), Global::new).add(new Mention(input, index, symbol));
                }
            }
        }
        table.globals.values().forEach(table::check);
        return table;
    }

    Collection<Global> all() {
        return globals.values();
    }

    Optional<Global> find(String name) {
        return Optional.ofNullable(globals.get(name));
    }

    /** Whether a symbol names the license or the version, of which there is one however many inputs have it. */
    static boolean isOfOnceSection(InputObject input, Symbol symbol) {
        return input.sectionOf(symbol)
                .filter(section -> SectionPlan.isOnce(section.name()))
                .isPresent();
    }

    private void check(Global global) {
        var winner = global.winner();
        if (global.name().isEmpty()) {
            problems.add(winner.input(), "symbol " + winner.index(), "a global symbol has no name");
            return;
        }
        if (global.mentions().size() == 1 && winner.defines()) {
            return;
        }
        if (winner.type().isEmpty()) {
            problems.add(winner.input(), global.name(), "the symbol has no type in .BTF");
            return;
        }
        Set<Integer> compared = new HashSet<>();
        for (Mention mention : global.mentions()) {
            if (!mention.is(winner) && (compared.add(mention.input().number()) || mention.defines())) {
                check(global.name(), mention, winner);
            }
        }
    }

    private void check(String name, Mention mention, Mention winner) {
        var type = mention.type();
        if (type.isEmpty()) {
            problems.add(mention.input(), name, "the symbol has no type in .BTF");
            return;
        }
        if (mention.defines() && (mention.input().is(winner.input()) || (!mention.isWeak() && !winner.isWeak()))) {
            problems.add(
                    mention.input(),
                    name,
                    "defined here and in " + winner.input().name() + "; one of the two can be weak or static");
            return;
        }
        if (winner.defines()
                && mention.hasSection()
                && !mention.section().equals(winner.section())
                && winner.input()
                        .sectionOf(winner.symbol())
                        .filter(InputChecks::isCode)
                        .isEmpty()) {
            problems.add(
                    mention.input(),
                    name,
                    "in section " + mention.section() + " here and in section " + winner.section() + " in "
                            + winner.input().name());
            return;
        }
        var agreement = new TypeAgreement(
                winner.input().types(),
                mention.input().types(),
                winner.section().equals(MAPS));
        agreement
                .difference(winner.type().orElseThrow(), type.get())
                .ifPresent(difference -> problems.add(
                        mention.input(),
                        name,
                        "declared in another way than in " + winner.input().name() + ": " + difference));
    }
}

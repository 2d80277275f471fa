package dev.skep.object.link;

import dev.skep.btf.BtfId;
import dev.skep.elf.Section;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A name that all objects share, and what each of them says about it. */
final class Global {
    private static final int VISIBILITY = 3;

    private final String name;
    private final List<Mention> mentions = new ArrayList<>();

    Global(String name) {
        this.name = name;
    }

    /**
     * A symbol of an input.
     *
     * @param input the input
     * @param index the number of the symbol in it
     * @param symbol the symbol
     */
    record Mention(InputObject input, int index, Symbol symbol) {
        boolean defines() {
            return !symbol.place().equals(SymbolPlace.UNDEFINED);
        }

        boolean isWeak() {
            return symbol.binding().equals(SymbolBinding.WEAK);
        }

        /** The variable or function among the types of the input. */
        Optional<BtfId> type() {
            return Optional.ofNullable(input.declarations().get(symbol.name()));
        }

        /** The section that it is in, or is said to be in; empty if there is none. */
        String section() {
            return input.sectionOf(symbol).map(Section::name).orElseGet(() -> input.sections()
                    .getOrDefault(symbol.name(), ""));
        }

        boolean hasSection() {
            return !section().isEmpty();
        }
    }

    String name() {
        return name;
    }

    void add(Mention mention) {
        mentions.add(mention);
    }

    List<Mention> mentions() {
        return mentions;
    }

    /** What the name stands for: the strong definition, else the first weak one, else the first extern that has a section. */
    Mention winner() {
        return first(mention -> mention.defines() && !mention.isWeak())
                .or(() -> first(Mention::defines))
                .or(() -> first(Mention::hasSection))
                .orElse(mentions.get(0));
    }

    private Optional<Mention> first(Predicate<Mention> property) {
        return mentions.stream().filter(property).findFirst();
    }

    /** Definitions that are not used. */
    List<Mention> losers() {
        var winner = winner();
        return mentions.stream()
                .filter(mention -> mention.defines() && mention != winner)
                .toList();
    }

    /** Strong if one mention is. */
    SymbolBinding binding() {
        return mentions.stream().allMatch(Mention::isWeak) ? SymbolBinding.WEAK : SymbolBinding.GLOBAL;
    }

    /** The most hidden visibility of all mentions. */
    int visibility() {
        return mentions.stream()
                .mapToInt(mention -> mention.symbol().other() & VISIBILITY)
                .max()
                .orElse(0);
    }
}

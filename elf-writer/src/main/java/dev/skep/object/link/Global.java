package dev.skep.object.link;

import dev.skep.btf.BtfId;
import dev.skep.elf.Section;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A name that all objects share, and what each of them says about it. */
final class Global {
    private static final int VISIBILITY = 3;

    private final String name;
    private final List<Mention> mentions = new ArrayList<>();
    private @Nullable Mention winner;
    private @Nullable Set<Integer> losing;

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
        private static final int LISTED = 1;
        private static final int WEAK = 2;
        private static final int STRONG = 3;

        boolean is(Mention other) {
            return input.is(other.input()) && index == other.index();
        }

        boolean defines() {
            return !symbol.place().equals(SymbolPlace.UNDEFINED);
        }

        boolean isWeak() {
            return symbol.binding().value() == SymbolBinding.WEAK.value();
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

        /** The higher, the better is the claim to the name. */
        int rank() {
            if (defines()) {
                return isWeak() ? WEAK : STRONG;
            }
            return hasSection() ? LISTED : 0;
        }

        boolean hasSection() {
            return !section().isEmpty();
        }
    }

    String name() {
        return name;
    }

    void add(Mention mention) {
        winner = null;
        mentions.add(mention);
    }

    List<Mention> mentions() {
        return mentions;
    }

    /** What the name stands for: the strong definition, else the first weak one, else the first extern that has a section. */
    Mention winner() {
        var known = winner;
        if (known == null) {
            known = mentions.get(0);
            for (Mention mention : mentions) {
                known = mention.rank() > known.rank() ? mention : known;
            }
            winner = known;
        }
        return known;
    }

    /** Definitions that are not used. */
    List<Mention> losers() {
        if (mentions.size() == 1) {
            return List.of();
        }
        var best = winner();
        return mentions.stream()
                .filter(mention -> mention.defines() && !mention.is(best))
                .toList();
    }

    /** Whether the definition of this input is not used. */
    boolean losesIn(InputObject input) {
        if (mentions.size() == 1) {
            return false;
        }
        var known = losing;
        if (known == null) {
            known = losers().stream().map(loser -> loser.input().number()).collect(Collectors.toSet());
            losing = known;
        }
        return known.contains(input.number());
    }

    /** Strong if one mention is. */
    SymbolBinding binding() {
        for (Mention mention : mentions) {
            if (!mention.isWeak()) {
                return SymbolBinding.GLOBAL;
            }
        }
        return SymbolBinding.WEAK;
    }

    /** The most hidden visibility of all mentions. */
    int visibility() {
        int most = 0;
        for (Mention mention : mentions) {
            most = Math.max(most, mention.symbol().other() & VISIBILITY);
        }
        return most;
    }
}

package dev.skep.object.lint;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A rule that an object breaks.
 *
 * @param rule the rule
 * @param fates who refuses or mishandles the object for it
 * @param place the section, symbol and byte
 * @param message what is there
 */
public record Finding(LintRule rule, List<Fate> fates, String place, String message) {
    private static final int SECTION_NAMES = 7;

    public Finding {
        fates = List.copyOf(fates);
    }

    /** What becomes of the object with a loader of this version for this rule, by the worst that does. */
    public Optional<Effect> effect(Loader loader, String version) {
        return fates.stream()
                .filter(fate -> fate.loader() == loader || readsAs(loader, fate.loader()))
                .filter(fate -> fate.holdsFor(version))
                .map(Fate::effect)
                .min(Comparator.naturalOrder());
    }

    /** iproute2 reads with libbpf, except that its user says what kind of program it is, and that it forgives unknown members. */
    private boolean readsAs(Loader loader, Loader fate) {
        return loader == Loader.IPROUTE2
                && fate == Loader.LIBBPF
                && rule.number() != SECTION_NAMES
                && rule != LintRule.MAP_MEMBER;
    }

    /** The place, what is there, the rule and who minds. */
    @Override
    public String toString() {
        return place + ": " + message + " (rule " + rule.number() + ": " + rule.text() + "): "
                + fates.stream().map(Fate::toString).collect(Collectors.joining(", "));
    }
}

package dev.skep.object.link;

import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Relocations;
import dev.skep.object.link.SectionPlan.Piece;
import dev.skep.object.link.SectionPlan.Target;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The relocations of the linked object, at their new places, by the symbols of their inputs. */
final class LinkedRelocations {
    private final Map<Target, List<Placed>> byTarget = new HashMap<>();
    private final Map<Target, Integer> numbers = new HashMap<>();
    private final List<BitSet> referred = new ArrayList<>();

    /**
     * A relocation.
     *
     * @param offset where it is in its section now
     * @param input the number of the input that it is from
     * @param symbol the number of its symbol there
     * @param type the type
     */
    record Placed(long offset, int input, int symbol, int type) {}

    private LinkedRelocations() {}

    static LinkedRelocations of(List<InputObject> inputs, SectionPlan sections, Problems problems) {
        var linked = new LinkedRelocations();
        for (InputObject input : inputs) {
            linked.referred.add(new BitSet());
            for (int section = 1; section < input.elf().sections().size(); section++) {
                for (Relocations table : input.index().relocations(section)) {
                    sections.find(input.number(), section)
                            .ifPresent(piece -> linked.add(input, table, piece, problems));
                }
            }
        }
        linked.number(sections);
        return linked;
    }

    private void add(InputObject input, Relocations table, Piece piece, Problems problems) {
        var placed = byTarget.computeIfAbsent(piece.target(), target -> new ArrayList<>());
        for (Relocation relocation : table.relocations()) {
            if (piece.isLost(relocation.offset())) {
                continue;
            }
            var section = input.sectionOf(input.symbols().get(relocation.symbol()));
            if (section.isPresent() && !InputChecks.isKept(section.get())) {
                problems.add(input, table.name(), unkept(relocation, section.get()));
            }
            referred.get(input.number()).set(relocation.symbol());
            placed.add(
                    new Placed(piece.at(relocation.offset()), input.number(), relocation.symbol(), relocation.type()));
        }
    }

    private static String unkept(Relocation relocation, Section section) {
        return "the relocation at byte " + relocation.offset() + " is by a symbol of section " + section.name()
                + ", which has nothing to link";
    }

    /** Null, the names, then each section with its relocations behind it. */
    private void number(SectionPlan sections) {
        int next = 2;
        for (Target target : sections.targets()) {
            numbers.put(target, next);
            next += of(target).isEmpty() ? 1 : 2;
        }
    }

    List<Placed> of(Target target) {
        return byTarget.getOrDefault(target, List.of());
    }

    /** Which number a section has in the linked object. */
    int number(Target target) {
        var number = numbers.get(target);
        if (number == null) {
            throw new IllegalStateException("section " + target.name() + " is not linked");
        }
        return number;
    }

    /** Whether a relocation is by this symbol of an input. */
    boolean isReferred(int input, int symbol) {
        return referred.get(input).get(symbol);
    }
}

package dev.skep.btf;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which types of a graph are structurally equal: at first all whose records look alike, then in rounds, those no longer whose
 * references lead to types that are not equal (partition refinement, so cycles are no trouble). In each round only references to
 * types whose class changed are looked at, and the largest part of a class keeps its number, so a reference is looked at as often
 * as the number of types can be halved.
 *
 * <p>Types are counted from 0 here.
 */
final class Equality {
    /** What stands for a reference to {@code void}. */
    private static final int VOID = -1;

    private final References references;
    private final Classes classes;
    private final Declarations declarations;

    private Equality(References references, Classes classes, Declarations declarations) {
        this.references = references;
        this.classes = classes;
        this.declarations = declarations;
    }

    /** Which of the types that count are equal; each other one is in a class of its own. */
    static Equality of(BtfGraph graph, Records records, References references, BitSet counting) {
        int slots = Integer.highestOneBit(Math.max(graph.size(), 1)) * 4;
        var table = new int[slots];
        var initial = new int[graph.size()];
        int count = 0;
        for (int type = 0; type < initial.length; type++) {
            int same = 0;
            if (counting.get(type) && !isAThing(graph.types().get(type).kind())) {
                int slot = slot(table, records, type);
                same = table[slot];
                table[slot] = same == 0 ? type + 1 : same;
            }
            initial[type] = same == 0 ? count++ : initial[same - 1];
        }
        var classes = new Classes(initial, count);
        var equality = new Equality(references, classes, new Declarations(graph, classes, counting));
        equality.refine();
        return equality;
    }

    /** The place, in an open hash table of types counted from 1, of one whose record is like this type's, or a free place. */
    private static int slot(int[] table, Records records, int type) {
        int slot = records.hash(type) & (table.length - 1);
        while (table[slot] != 0 && !records.areAlike(table[slot] - 1, type)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    /** Whether a type of this kind is one because it is there, not because of what it looks like. */
    private static boolean isAThing(BtfKind kind) {
        return kind == BtfKind.VAR || kind == BtfKind.DATASEC;
    }

    /** The number of the class of a type, or of the definition that it declares. */
    int classOf(int type) {
        return classes.of(declarations.definition(type));
    }

    /** Whether this type is a declaration that its one definition takes the place of. */
    boolean isDefinedElsewhere(int type) {
        return declarations.definition(type) != type;
    }

    private void refine() {
        var changed = new BitSet();
        changed.set(0, references.count());
        while (!changed.isEmpty()) {
            List<Split> splits = new ArrayList<>();
            byClass(changed).forEach((number, groups) -> split(number, groups.values(), splits));
            changed = new BitSet();
            for (Split split : splits) {
                apply(split, changed);
            }
        }
    }

    /** These types leave their class. */
    private record Split(int from, List<Integer> leaving) {}

    /** The types with changed references, by class, and in it by what these references, and which, now lead to. */
    private Map<Integer, Map<IntBuffer, List<Integer>>> byClass(BitSet changed) {
        Map<Integer, Map<IntBuffer, List<Integer>>> byClass = new LinkedHashMap<>();
        int reference = changed.nextSetBit(0);
        while (reference >= 0) {
            int type = references.owner(reference);
            int end = references.end(type);
            if (classes.size(classes.of(type)) > 1) {
                byClass.computeIfAbsent(classes.of(type), number -> new LinkedHashMap<>())
                        .computeIfAbsent(targets(type, reference, changed), unknown -> new ArrayList<>())
                        .add(type);
            }
            reference = changed.nextSetBit(end);
        }
        return byClass;
    }

    /** Which references of a type changed, from the first of them on, and where they lead to now. */
    private IntBuffer targets(int type, int first, BitSet changed) {
        int end = references.end(type);
        var now = new int[2 * (end - first)];
        int count = 0;
        for (int reference = first; reference >= 0 && reference < end; reference = changed.nextSetBit(reference + 1)) {
            now[count++] = reference - references.start(type);
            now[count++] = target(reference);
        }
        return IntBuffer.wrap(now, 0, count);
    }

    /** Divides a class into these groups and the others, whose references did not change and which stay equal. */
    private void split(int number, Collection<List<Integer>> groups, List<Split> splits) {
        int others = classes.size(number);
        List<Integer> largest = List.of();
        for (List<Integer> group : groups) {
            others -= group.size();
            largest = group.size() > largest.size() ? group : largest;
        }
        if (groups.size() == 1 && others == 0) {
            return;
        }
        boolean othersStay = others >= largest.size();
        for (List<Integer> group : groups) {
            if (othersStay || group != largest) {
                splits.add(new Split(number, group));
            }
        }
        if (!othersStay && others > 0) {
            splits.add(new Split(number, beside(number, groups)));
        }
    }

    private List<Integer> beside(int number, Collection<List<Integer>> groups) {
        var grouped = new BitSet();
        groups.forEach(group -> group.forEach(grouped::set));
        List<Integer> others = new ArrayList<>();
        for (int type : classes.members(number)) {
            if (!grouped.get(type)) {
                others.add(type);
            }
        }
        return others;
    }

    private void apply(Split split, BitSet changed) {
        classes.split(split.from(), split.leaving());
        for (int type : split.leaving()) {
            references.forEachTo(type, changed::set);
        }
        for (int declaration : declarations.divided(split.leaving().get(0))) {
            references.forEachTo(declaration, changed::set);
        }
    }

    private int target(int reference) {
        int target = references.target(reference);
        return target == References.VOID ? VOID : classOf(target);
    }
}

package dev.skep.btf;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * Which types of a graph are structurally equal: at first all whose records look alike, then in rounds, those no longer whose
 * references lead to types that are not equal (partition refinement, so cycles are no trouble). In each round only the types
 * that refer to one whose class changed are looked at, and the largest part of a class keeps its number: the time is that of
 * sorting the references.
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

    static Equality of(BtfGraph graph) {
        Map<BtfType, Integer> records = new HashMap<>();
        var record = new Renumbering(id -> BtfId.VOID);
        var initial = new int[graph.size()];
        int count = 0;
        for (int type = 0; type < initial.length; type++) {
            var of = graph.types().get(type);
            var same = isAThing(of.kind()) ? null : records.putIfAbsent(of.accept(record), count);
            initial[type] = same == null ? count++ : same;
        }
        var classes = new Classes(initial, count);
        var equality = new Equality(References.of(graph), classes, new Declarations(graph, classes));
        equality.refine();
        return equality;
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
        var open = new BitSet();
        open.set(0, references.types());
        while (!open.isEmpty()) {
            List<Split> splits = new ArrayList<>();
            byClass(open).forEach((number, members) -> split(number, members, splits));
            open = new BitSet();
            for (Split split : splits) {
                apply(split, open);
            }
        }
    }

    /** These types leave their class. */
    private record Split(int from, List<Integer> leaving) {}

    private Map<Integer, List<Integer>> byClass(BitSet types) {
        Map<Integer, List<Integer>> members = new LinkedHashMap<>();
        types.stream().filter(type -> classes.size(classes.of(type)) > 1).forEach(type -> members.computeIfAbsent(
                        classes.of(type), number -> new ArrayList<>())
                .add(type));
        return members;
    }

    /** Divides a class, of which only these members may now differ from what all were. */
    private void split(int number, List<Integer> changed, List<Split> splits) {
        Map<IntBuffer, List<Integer>> groups = new LinkedHashMap<>();
        for (int type : changed) {
            groups.computeIfAbsent(targets(type), targets -> new ArrayList<>()).add(type);
        }
        int others = classes.size(number) - changed.size();
        if (others > 0) {
            var same = groups.remove(targets(classes.memberBeside(number, changed)));
            others += same == null ? 0 : same.size();
        }
        if (groups.size() == 1 && others == 0) {
            return;
        }
        var largest = groups.values().stream()
                .reduce((a, b) -> b.size() > a.size() ? b : a)
                .orElse(List.of());
        boolean othersStay = others >= largest.size();
        for (List<Integer> group : groups.values()) {
            if (othersStay || group != largest) {
                splits.add(new Split(number, group));
            }
        }
        if (!othersStay && others > 0) {
            splits.add(new Split(number, beside(number, groups)));
        }
    }

    private List<Integer> beside(int number, Map<IntBuffer, List<Integer>> groups) {
        var grouped = new BitSet();
        groups.values().forEach(group -> group.forEach(grouped::set));
        List<Integer> others = new ArrayList<>();
        for (int type : classes.members(number)) {
            if (!grouped.get(type)) {
                others.add(type);
            }
        }
        return others;
    }

    private void apply(Split split, BitSet open) {
        classes.split(split.from(), split.leaving());
        for (int type : split.leaving()) {
            references.forEachUser(type, open::set);
        }
        for (int declaration : declarations.divided(split.leaving().get(0))) {
            references.forEachUser(declaration, open::set);
        }
    }

    private IntBuffer targets(int type) {
        IntUnaryOperator target = to -> to == References.VOID ? VOID : classOf(to);
        return IntBuffer.wrap(references.from(type).map(target).toArray());
    }
}

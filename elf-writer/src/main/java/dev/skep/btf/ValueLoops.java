package dev.skep.btf;

import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Composite;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Finds the types that contain themselves other than behind a pointer. A walk in depth with its own stack, each type once. */
final class ValueLoops {
    private final BtfGraph graph;
    private final Set<BtfId> done = new HashSet<>();
    private final Set<BtfId> open = new HashSet<>();
    private final Set<BtfId> loops = new HashSet<>();

    private ValueLoops(BtfGraph graph) {
        this.graph = graph;
    }

    private record Step(BtfId type, Iterator<BtfId> contents) {}

    static Set<BtfId> in(BtfGraph graph) {
        var loops = new ValueLoops(graph);
        for (int number = 1; number <= graph.size(); number++) {
            loops.walk(new BtfId(number));
        }
        return loops.loops;
    }

    private void walk(BtfId from) {
        Deque<Step> path = new ArrayDeque<>();
        enter(from, path);
        while (!path.isEmpty()) {
            var step = path.getLast();
            if (step.contents().hasNext()) {
                enter(step.contents().next(), path);
            } else {
                path.removeLast();
                open.remove(step.type());
                done.add(step.type());
            }
        }
    }

    private void enter(BtfId type, Deque<Step> path) {
        if (type.isVoid() || done.contains(type)) {
            return;
        }
        if (!open.add(type)) {
            loops.add(type);
            return;
        }
        path.addLast(new Step(type, contents(graph.type(type)).iterator()));
    }

    private static List<BtfId> contents(BtfType type) {
        if (type instanceof Composite composite) {
            return composite.members().stream().map(Member::type).toList();
        }
        if (type instanceof Modifier modifier) {
            return List.of(modifier.target());
        }
        return type instanceof Array array ? List.of(array.element()) : List.of();
    }
}

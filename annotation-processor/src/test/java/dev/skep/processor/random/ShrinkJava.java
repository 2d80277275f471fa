package dev.skep.processor.random;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a class small that shows a fault: takes methods and statements away, and puts parts or numbers in the place of expressions. */
public final class ShrinkJava {
    /** An attempt may take the verifier seconds: what is small by then is small enough. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Predicate<RandomJava> faulty;
    private final long end = System.nanoTime() + PATIENCE.toNanos();
    private RandomJava program;

    private ShrinkJava(RandomJava program, Predicate<RandomJava> faulty) {
        this.program = program;
        this.faulty = faulty;
    }

    /** Returns a smaller class for which {@code faulty} holds, as it does for the given one. */
    public static RandomJava of(RandomJava program, Predicate<RandomJava> faulty) {
        var shrink = new ShrinkJava(program, faulty);
        while (shrink.pass()) {
            // until nothing can be taken away, or time is over
        }
        return shrink.program;
    }

    private boolean pass() {
        var smaller = false;
        for (var i = program.methods().size() - 2; i >= 0; i--) smaller |= attempt(program.without(i));
        for (var i = program.methods().size() - 1; i >= 0; i--) {
            smaller |= walk(new Place(i, List.of()));
        }
        return smaller;
    }

    /** Where a node stands: the method, and the way down from its body (child 0) or its last statement (child 1). */
    private record Place(int method, List<Integer> way) {
        Place down(int child) {
            var longer = new ArrayList<>(way);
            longer.add(child);
            return new Place(method, longer);
        }
    }

    private Node root(int method) {
        var whole = program.methods().get(method);
        return Node.block(List.of(whole.body(), whole.last()));
    }

    private Node at(Place place) {
        var node = root(place.method);
        for (var child : place.way) node = node.children().get(child);
        return node;
    }

    private boolean replace(Place place, Node by) {
        var changed = replaced(root(place.method), place.way, by);
        var old = program.methods().get(place.method);
        var method = new RandomJava.Method(
                old.ours(),
                old.twin(),
                changed.children().get(0),
                changed.children().get(1));
        return attempt(program.with(place.method, method));
    }

    private static Node replaced(Node node, List<Integer> way, Node by) {
        if (way.isEmpty()) return by;
        var child = way.get(0);
        return node.withChild(child, replaced(node.children().get(child), way.subList(1, way.size()), by));
    }

    private boolean walk(Place place) {
        var smaller = false;
        if (place.way.size() > 0) {
            for (var candidate : candidates(at(place))) {
                if (replace(place, candidate)) {
                    smaller = true;
                    break;
                }
            }
        }
        for (var i = at(place).children().size() - 1; i >= 0; i--)
            if (i < at(place).children().size()) smaller |= walk(place.down(i));
        return smaller;
    }

    private static List<Node> candidates(Node node) {
        var candidates = new ArrayList<Node>();
        switch (node.kind()) {
            case BLOCK -> {
                if (!node.children().isEmpty()) candidates.add(Node.block(List.of()));
                for (var half : halves(node.children())) candidates.add(Node.block(half));
                for (var i = 0; i < node.children().size(); i++) {
                    var fewer = new ArrayList<>(node.children());
                    fewer.remove(i);
                    candidates.add(Node.block(fewer));
                }
            }
            case STATEMENT ->
                node.children().stream()
                        .filter(child -> child.kind() == Node.Kind.BLOCK)
                        .forEach(candidates::add);
            case EXPRESSION -> {
                if (node.ours().length() > 4) candidates.add(Expressions.literal(node.type(), 1));
                parts(node, node.type(), candidates);
                for (var child : node.children())
                    if (child.kind() == Node.Kind.EXPRESSION
                            && child.type() != node.type()
                            && child.type() != Type.BOOLEAN
                            && node.type() != Type.BOOLEAN) candidates.add(Expressions.cast(child, node.type()));
            }
        }
        candidates.removeIf(
                candidate -> candidate.ours().length() >= node.ours().length() && node.kind() != Node.Kind.STATEMENT);
        return candidates;
    }

    private static List<List<Node>> halves(List<Node> nodes) {
        if (nodes.size() < 4) return List.of();
        var middle = nodes.size() / 2;
        return List.of(nodes.subList(0, middle), nodes.subList(middle, nodes.size()));
    }

    private static void parts(Node node, Type type, List<Node> parts) {
        for (var child : node.children()) {
            if (child.kind() == Node.Kind.EXPRESSION && child.type() == type) parts.add(child);
            else if (parts.size() < 6) parts(child, type, parts);
        }
    }

    private boolean attempt(RandomJava changed) {
        if (System.nanoTime() - end > 0 || !faulty.test(changed)) return false;
        program = changed;
        return true;
    }
}

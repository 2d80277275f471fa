package dev.skep.processor.random;

import static dev.skep.processor.random.Node.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Switch statements by chance, of both kinds. */
final class Switches {
    private static final List<Type> SELECTORS = List.of(Type.BYTE, Type.SHORT, Type.CHAR, Type.INT);

    private final Random random;
    private final Expressions numbers;
    private final Statements statements;

    Switches(Random random, Expressions numbers, Statements statements) {
        this.random = random;
        this.numbers = numbers;
        this.statements = statements;
    }

    /** {@code switch (…) { case 1: …; break; … }}. */
    Node old(int depth) {
        var children = new ArrayList<>(List.of(selector()));
        var text = new StringBuilder("switch ($0) {\n");
        return statements.breakable(() -> {
            var labels =
                    random.ints(0, 12).distinct().limit(2 + random.nextInt(3)).toArray();
            var fallback = random.nextInt(labels.length + 2);
            for (var i = 0; i <= labels.length; i++) {
                if (i == fallback) group(text, children, "default", depth);
                if (i < labels.length) group(text, children, "case " + labels[i], depth);
            }
            return statement(text.append('}').toString(), children.toArray(Node[]::new));
        });
    }

    /** {@code switch (…) { case 1 -> { … } … }}. */
    Node arrows(int depth) {
        var children = new ArrayList<>(List.of(selector()));
        var text = new StringBuilder("switch ($0) {\n");
        return statements.breakable(() -> {
            for (var label :
                    random.ints(0, 100).distinct().limit(1 + random.nextInt(3)).toArray())
                arrow(text, children, "case " + label, depth);
            if (random.nextBoolean()) arrow(text, children, "default", depth);
            return statement(text.append('}').toString(), children.toArray(Node[]::new));
        });
    }

    private Node selector() {
        return numbers.of(numbers.one(SELECTORS), 2);
    }

    private void group(StringBuilder text, List<Node> children, String label, int depth) {
        text.append(label).append(":\n");
        if (random.nextInt(5) == 0) return;
        text.append('$').append(children.size());
        children.add(statements.block(depth - 1, 1 + random.nextInt(2)));
        if (random.nextInt(3) > 0) text.append("break;\n");
    }

    private void arrow(StringBuilder text, List<Node> children, String label, int depth) {
        text.append(label).append(" -> {\n$").append(children.size()).append("}\n");
        children.add(statements.block(depth - 1, 1 + random.nextInt(2)));
    }
}

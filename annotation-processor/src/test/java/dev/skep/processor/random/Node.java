package dev.skep.processor.random;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a program.
 *
 * @param kind what stands there
 * @param type of expressions
 * @param ours its text for our processor, in which {@code $0}, {@code $1} … are the children
 * @param twin its text for the JVM
 */
public record Node(Kind kind, Type type, String ours, String twin, List<Node> children) {
    private static final Pattern CHILD = Pattern.compile("\\$(\\d+)");

    public Node {
        children = List.copyOf(children);
    }

    /** What can stand in the place of what. */
    public enum Kind {
        EXPRESSION,
        STATEMENT,
        /** Statements in a row. */
        BLOCK
    }

    static Node expression(Type type, String text, Node... children) {
        return expression(type, text, text, children);
    }

    static Node expression(Type type, String ours, String twin, Node... children) {
        return new Node(Kind.EXPRESSION, type, ours, twin, List.of(children));
    }

    static Node statement(String text, Node... children) {
        return statement(text, text, children);
    }

    static Node statement(String ours, String twin, Node... children) {
        return new Node(Kind.STATEMENT, Type.BOOLEAN, ours, twin, List.of(children));
    }

    static Node block(List<Node> statements) {
        return new Node(Kind.BLOCK, Type.BOOLEAN, "", "", statements);
    }

    /** Returns the same with other children. */
    Node withChildren(List<Node> others) {
        return new Node(kind, type, ours, twin, others);
    }

    /** Returns the same with one child exchanged. */
    Node withChild(int index, Node child) {
        var others = new ArrayList<>(children);
        others.set(index, child);
        return withChildren(others);
    }

    /** Returns its text for our processor. */
    public String ours() {
        return text(false);
    }

    /** Returns its text for the JVM. */
    public String twin() {
        return text(true);
    }

    private String text(boolean onJvm) {
        if (kind == Kind.BLOCK) {
            var text = new StringBuilder();
            for (var child : children) text.append(child.text(onJvm)).append('\n');
            return text.toString();
        }
        return CHILD.matcher(onJvm ? twin : ours).replaceAll(match -> {
            var child = children.get(Integer.parseInt(match.group(1)));
            return Matcher.quoteReplacement(child.text(onJvm));
        });
    }
}

package dev.skep.processor.random;

import static dev.skep.processor.random.Node.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Expressions that change something: assignments of all kinds, steps, calls. They may stand as statements. */
final class Effects {
    private static final List<String> SIGNLESS = List.of("+", "-", "*", "&", "|", "^", "<<");
    private static final List<String> SIGNED = List.of("+", "-", "*", "&", "|", "^", "<<", ">>", ">>>", "/", "%");

    private final Random random;
    private final Scope scope;
    private final Expressions numbers;

    Effects(Random random, Scope scope, Expressions numbers) {
        this.random = random;
        this.scope = scope;
        this.numbers = numbers;
    }

    /** Returns something that changes, as a statement takes it. */
    Optional<Node> effect(int depth) {
        if (random.nextInt(6) == 0) return scope.method(m -> true).flatMap(m -> call(m, depth));
        return scope.variable(Scope.Variable::changes).map(v -> change(v, depth));
    }

    /** Returns something of a type that also changes. */
    Node value(Type type, int depth) {
        return scope.variable(v -> v.changes() && v.type() == type)
                .map(v -> expression(type, "($0)", type.onJvm("($0)"), change(v, depth)))
                .orElseGet(() -> numbers.of(type, depth - 1));
    }

    private Node change(Scope.Variable variable, int depth) {
        if (random.nextInt(3) == 0) return assign(variable, depth);
        if (variable.type() == Type.BOOLEAN) return combine(variable, depth);
        return random.nextInt(3) == 0 ? step(variable, depth) : compound(variable, depth);
    }

    private Node assign(Scope.Variable variable, int depth) {
        var children = children(variable, depth, numbers.assignable(variable.type(), depth - 1));
        var value = "$" + (children.length - 1);
        return expression(
                variable.type(),
                variable.text() + " = " + value,
                variable.text() + " = " + variable.type().kept(value),
                children);
    }

    private Node combine(Scope.Variable variable, int depth) {
        var children = children(variable, depth, numbers.of(Type.BOOLEAN, depth - 1));
        var operator = numbers.one(List.of("&", "|", "^"));
        return expression(Type.BOOLEAN, variable.text() + " " + operator + "= $" + (children.length - 1), children);
    }

    private Node step(Scope.Variable variable, int depth) {
        var text = variable.text();
        var stepped = numbers.one(List.of(text + "++", text + "--", "++" + text, "--" + text));
        return expression(variable.type(), stepped, numbers.indexes(variable, depth));
    }

    private Node compound(Scope.Variable variable, int depth) {
        var type = variable.type();
        var right = numbers.any(depth - 1);
        var operator = numbers.one(type.isOurs() && variable.index().isPresent() ? SIGNLESS : SIGNED);
        var shift = operator.contains("<") || operator.contains(">");
        var common = shift ? type.promoted() : Type.common(type, right.type());
        if (!common.unsigned() && !type.isOurs() && !shift && !operator.equals("/") && !operator.equals("%"))
            return plain(variable, operator, operator, right, common, depth);
        if (shift && !type.isOurs()) return plain(variable, operator, operator, right, right.type(), depth);
        if (SIGNLESS.contains(operator))
            return plain(variable, operator, operator, right, shift ? right.type() : common, depth);
        if (variable.index().isPresent()) return step(variable, depth);
        return spelledOut(variable, operator, right, common, shift);
    }

    /** Java does the same, whatever the sign. */
    private Node plain(Scope.Variable variable, String ours, String twin, Node right, Type common, int depth) {
        var children = children(variable, depth, right);
        var value = "$" + (children.length - 1);
        return expression(
                variable.type(),
                variable.text() + " " + ours + "= " + value,
                variable.text() + " " + twin + "= " + right.type().onJvm(value, common),
                children);
    }

    /** What {@code variable operator= right} means: the old value comes first. */
    private static Node spelledOut(Scope.Variable variable, String operator, Node right, Type common, boolean shift) {
        var type = variable.type();
        var old = type.onJvm(variable.text());
        var result = shift
                ? "(" + type.onJvm(old, common)
                        + (operator.equals(">>") && common.unsigned() ? " >>> " : " " + operator + " ") + "$0)"
                : Jvm.binary(
                        operator, common, type.onJvm(old, common), right.type().onJvm("$0", common));
        return expression(
                type,
                variable.text() + " " + operator + "= $0",
                variable.text() + " = (" + type.java() + ") (" + result + ")",
                right);
    }

    private Node[] children(Scope.Variable variable, int depth, Node last) {
        var children = new ArrayList<>(List.of(numbers.indexes(variable, depth)));
        children.add(last);
        return children.toArray(Node[]::new);
    }

    /** Returns a call, empty when there is no struct to pass. */
    Optional<Node> call(Scope.Method method, int depth) {
        var arguments = new ArrayList<Node>();
        var ours = new ArrayList<String>();
        var twin = new ArrayList<String>();
        if (method.struct().isPresent()) {
            var struct = scope.struct(s -> s.type().equals(method.struct().get()));
            if (struct.isEmpty()) return Optional.empty();
            arguments.add(reference(struct.get(), depth));
            ours.add("$0");
            twin.add("$0");
        }
        for (var parameter : method.parameters()) {
            var value = "$" + arguments.size();
            arguments.add(numbers.of(parameter, depth - 1));
            ours.add(value);
            twin.add(parameter.kept(value));
        }
        return Optional.of(expression(
                method.result(),
                method.name() + "(" + String.join(", ", ours) + ")",
                method.name() + "(" + String.join(", ", twin) + ")",
                arguments.toArray(Node[]::new)));
    }

    /** Returns a struct as an argument or a value. */
    Node reference(Scope.Struct struct, int depth) {
        var index =
                struct.index().map(i -> new Node[] {numbers.index(i, depth)}).orElseGet(() -> new Node[0]);
        return expression(Type.BOOLEAN, struct.text(), index);
    }
}

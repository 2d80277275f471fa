package dev.skep.processor.random;

import static dev.skep.processor.random.Node.expression;
import static dev.skep.processor.random.Node.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Values that go from one local variable to another as they are, which in a loop makes them those of another round. */
final class Moves {
    private static final List<Type> MOVED = List.of(
            Type.INT, Type.INT, Type.INT, Type.LONG, Type.LONG, Type.UINT, Type.BYTE, Type.USHORT, Type.BOOLEAN);

    private final Random random;
    private final Scope scope;
    private final Expressions numbers;

    Moves(Random random, Scope scope, Expressions numbers) {
        this.random = random;
        this.scope = scope;
        this.numbers = numbers;
    }

    /** Returns variables of one type, for a loop to move values between. */
    Node places() {
        var type = numbers.one(MOVED);
        List<Node> declared = new ArrayList<>();
        for (var i = 2 + random.nextInt(2); i > 0; i--) declared.add(place(type));
        return Node.block(declared);
    }

    private Node place(Type type) {
        var name = scope.name("v");
        var value = random.nextBoolean() ? numbers.literal(type) : numbers.of(type, 1);
        scope.add(Scope.Variable.local(type, name, true));
        return declaration(type, name, value);
    }

    private static Node declaration(Type type, String name, Node value) {
        return statement(
                type.declared() + " " + name + " = $0;",
                type.java() + " " + name + " = " + type.kept("$0") + ";",
                value);
    }

    /** Returns one or two moves, or a new place where there is nothing to move from or to. */
    Node some() {
        var made = some(scope.variable(Scope.Variable::isPlace));
        return random.nextInt(3) > 0 ? made : Node.block(List.of(made, some(scope.variable(Scope.Variable::isPlace))));
    }

    private Node some(Optional<Scope.Variable> first) {
        if (first.isEmpty()) return places();
        var a = first.get();
        var others = scope.variables(v -> v.isPlace() && v.type() == a.type() && !v.equals(a));
        if (others.isEmpty()) return place(a.type());
        var b = numbers.one(others);
        return switch (random.nextInt(6)) {
            case 0 -> set(a, read(b));
            case 1 -> Node.block(List.of(set(a, read(b)), set(b, numbers.of(b.type(), 2))));
            case 2 -> kept(numbers.of(a.type(), 2), a, b);
            case 3 -> kept(numbers.of(a.type(), 2), a, b, numbers.one(others));
            case 4 -> kept(read(a), a, b, numbers.one(others));
            default -> kept(read(a), a, b);
        };
    }

    /** {@code t = value; a = b; b = t}: each place takes what the next one has, and the last one takes the value. */
    private Node kept(Node value, Scope.Variable... places) {
        var type = places[0].type();
        var name = scope.name("t");
        List<Node> made = new ArrayList<>();
        made.add(declaration(type, name, value));
        for (var i = 1; i < places.length; i++) made.add(set(places[i - 1], read(places[i])));
        made.add(set(places[places.length - 1], read(Scope.Variable.counter(type, name))));
        return Node.block(made);
    }

    private static Node set(Scope.Variable place, Node value) {
        return statement(
                place.text() + " = $0;", place.text() + " = " + place.type().kept("$0") + ";", value);
    }

    private Node read(Scope.Variable place) {
        return numbers.read(place, 0);
    }

    /** Returns a value that shows what all local variables hold now. */
    Node all(Type type) {
        var mixed = Expressions.literal(Type.LONG, 17);
        for (var place : scope.variables(Scope.Variable::isPlace)) {
            var value = place.type() == Type.BOOLEAN
                    ? expression(Type.LONG, "($0 ? 1L : 2L)", read(place))
                    : Expressions.cast(read(place), Type.LONG);
            mixed = expression(Type.LONG, "($0 * 31 + $1)", mixed, value);
        }
        if (type == Type.BOOLEAN) return expression(type, "($0 % 7L > 2L)", mixed);
        if (type.bits() == 64) return Expressions.cast(mixed, type);
        return Expressions.cast(expression(Type.LONG, "($0 * 0x9e3779b97f4a7c15L >>> 32)", mixed), type);
    }
}

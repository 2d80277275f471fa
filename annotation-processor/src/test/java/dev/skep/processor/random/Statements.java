package dev.skep.processor.random;

import static dev.skep.processor.random.Node.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Statements by chance. Every loop counts how often it runs, and ends. */
final class Statements {
    private final Random random;
    private final Scope scope;
    private final Expressions numbers;
    private final Memories memories;
    private final Callbacks callbacks;
    private final Moves moves;
    private final Loops loops;
    private final Switches switches;
    private List<Jump> jumps = List.of();
    private int budget;
    private int rounds;

    Statements(Random random, Scope scope, Expressions numbers, boolean anyCount) {
        this.random = random;
        this.scope = scope;
        this.numbers = numbers;
        this.memories = new Memories(random, scope, numbers);
        this.callbacks = new Callbacks(random, scope, numbers, this, anyCount);
        this.moves = new Moves(random, scope, numbers);
        this.loops = new Loops(random, scope, numbers, this);
        this.switches = new Switches(random, numbers, this);
        numbers.uses(this);
    }

    /** What leaves the statements, with the type of what it takes along. */
    private record Jump(String text, Optional<Type> type) {}

    /** Returns the body of a method that may run so often, without its last {@code return}, which may use what it declares. */
    Node body(Type result, int size, int times) {
        budget = size;
        rounds = times;
        jumps = List.of(new Jump("return", Optional.of(result)));
        return list(3, 3 + random.nextInt(4));
    }

    /** Returns some statements that do not leave the expression that they are part of. */
    Node within(int depth) {
        var outer = jumps;
        jumps = List.of();
        try {
            return list(depth, random.nextInt(3));
        } finally {
            jumps = outer;
        }
    }

    /** Returns the body of a lambda that returns whether to go on, and runs {@code count} times. */
    Node lambda(int depth, int count) {
        var outer = jumps;
        jumps = List.of(new Jump("return", Optional.of(Type.BOOLEAN)));
        rounds *= count;
        try {
            return Node.block(List.of(block(depth - 1, 1 + random.nextInt(3)), last(Type.BOOLEAN)));
        } finally {
            rounds /= count;
            jumps = outer;
        }
    }

    /** Makes {@code inner} where {@code break} leaves it. */
    <T> T breakable(Supplier<T> inner) {
        var outer = jumps;
        jumps = new ArrayList<>(
                outer.stream().filter(jump -> !jump.text.equals("break")).toList());
        jumps.add(new Jump("break", Optional.empty()));
        try {
            return inner.get();
        } finally {
            jumps = outer;
        }
    }

    Node block(int depth, int size) {
        var mark = scope.mark();
        var block = list(depth, size);
        scope.reset(mark);
        return block;
    }

    private Node list(int depth, int size) {
        List<Node> statements = new ArrayList<>();
        for (var i = 0; i < size && budget > 0; i++) {
            budget--;
            statements.add(one(depth));
        }
        return Node.block(statements);
    }

    private Node one(int depth) {
        return switch (random.nextInt(depth > 0 ? 25 : 10)) {
            case 0, 1 -> declare();
            case 2, 3, 4, 5 -> effect();
            case 6 -> memories.statement();
            case 7 -> leave();
            case 8 -> memories.struct();
            case 9 -> moves.some();
            case 10, 11, 12 -> choice(depth);
            case 13 -> declareLater();
            case 14, 15, 16 -> Node.block(List.of(places(), loops.constant(depth)));
            case 17, 18, 19, 20 -> Node.block(List.of(places(), loops.unknown(depth)));
            case 21 -> switches.old(depth);
            case 22 -> switches.arrows(depth);
            case 23 -> callbacks.loop(depth, count());
            default -> labelled(depth);
        };
    }

    private Node places() {
        return random.nextBoolean() ? moves.places() : Node.block(List.of());
    }

    private Node effect() {
        return numbers.effects()
                .effect(3)
                .map(effect -> statement("$0;", effect))
                .orElseGet(this::declare);
    }

    private Node declare() {
        var type = numbers.one(List.of(Type.values()));
        var name = scope.name("x");
        var inferred = random.nextInt(3) == 0 && !type.isOurs();
        var value = inferred ? numbers.of(type, 3) : numbers.assignable(type, 3);
        scope.add(Scope.Variable.local(type, name, random.nextInt(4) > 0));
        return statement(
                (inferred ? "var" : type.declared()) + " " + name + " = $0;",
                type.java() + " " + name + " = " + type.kept("$0") + ";",
                value);
    }

    private Node declareLater() {
        var type = numbers.one(Type.NUMBERS);
        var name = scope.name("x");
        var text = " " + name + ";\nif ($0) { $1" + name + " = $2; } else { $3" + name + " = $4; }";
        var twin = " " + name + ";\nif ($0) { $1" + name + " = " + type.kept("$2") + "; } else { $3" + name + " = "
                + type.kept("$4") + "; }";
        var made = statement(
                type.declared() + text,
                type.java() + twin,
                numbers.of(Type.BOOLEAN, 2),
                block(0, 1),
                numbers.of(type, 2),
                block(0, 1),
                numbers.of(type, 2));
        scope.add(Scope.Variable.local(type, name, true));
        return made;
    }

    private Node choice(int depth) {
        var condition = numbers.of(Type.BOOLEAN, 3);
        var then = block(depth - 1, 1 + random.nextInt(3));
        if (random.nextBoolean()) return statement("if ($0) {\n$1}", condition, then);
        return statement("if ($0) {\n$1} else {\n$2}", condition, then, block(depth - 1, 1 + random.nextInt(3)));
    }

    /** {@code if (…) break}, and its like. */
    private Node leave() {
        if (jumps.isEmpty()) return effect();
        var jump = numbers.one(jumps);
        var condition = numbers.of(Type.BOOLEAN, 2);
        var before = block(0, random.nextInt(2));
        if (jump.type.isEmpty()) return statement("if ($0) {\n$1" + jump.text + ";\n}", condition, before);
        var type = jump.type.get();
        return statement(
                "if ($0) {\n$1" + jump.text + " $2;\n}",
                "if ($0) {\n$1" + jump.text + " " + type.kept("$2") + ";\n}",
                condition,
                before,
                numbers.of(type, 2));
    }

    /** Returns the body of a loop, or what stands in its place when there are too many rounds already. */
    Node looped(int depth, int count, Optional<String> label, Optional<Scope.Variable> variable) {
        var outer = jumps;
        var mark = scope.mark();
        var inner = new ArrayList<>(outer.stream()
                .filter(jump -> !jump.text.matches("break|continue"))
                .toList());
        inner.add(new Jump("break", Optional.empty()));
        inner.add(new Jump("continue", Optional.empty()));
        label.ifPresent(name -> inner.addAll(
                List.of(new Jump("break " + name, Optional.empty()), new Jump("continue " + name, Optional.empty()))));
        jumps = inner;
        rounds *= count;
        try {
            variable.ifPresent(scope::add);
            return Node.block(List.of(moves(3), block(depth - 1, 1 + random.nextInt(3)), moves(2)));
        } finally {
            rounds /= count;
            jumps = outer;
            scope.reset(mark);
        }
    }

    private Node moves(int seldom) {
        return random.nextInt(seldom) == 0 ? moves.some() : Node.block(List.of());
    }

    /** Returns how often a loop may run here. */
    int count() {
        return 1 + random.nextInt(mask() == 7 ? 5 : mask());
    }

    /** Returns how often it may run as a mask, for a number that only the run knows. */
    int mask() {
        return rounds == 1 ? 7 : rounds < 6 ? 3 : 1;
    }

    /** Returns whether one more loop may run so often. */
    boolean allows(int count) {
        return rounds * count <= 12;
    }

    private Node labelled(int depth) {
        var name = scope.name("block");
        var outer = jumps;
        jumps = new ArrayList<>(outer);
        jumps.add(new Jump("break " + name, Optional.empty()));
        jumps.add(new Jump("break " + name, Optional.empty()));
        var body = block(depth - 1, 2 + random.nextInt(3));
        jumps = outer;
        return statement(name + ": {\n$0}", body);
    }

    /** Returns the value that a method ends with. */
    Node last(Type type) {
        var value = random.nextInt(4) == 0 ? numbers.of(type, 3) : moves.all(type);
        return statement("return $0;", "return " + type.kept("$0") + ";", value);
    }
}

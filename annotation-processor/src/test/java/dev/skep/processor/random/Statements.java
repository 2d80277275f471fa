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
    private final Switches switches;
    private List<Jump> jumps = List.of();
    private int budget;
    private int rounds = 1;

    Statements(Random random, Scope scope, Expressions numbers, boolean loops) {
        this.random = random;
        this.scope = scope;
        this.numbers = numbers;
        this.memories = new Memories(random, scope, numbers);
        this.callbacks = new Callbacks(random, scope, numbers, this, loops);
        this.switches = new Switches(random, numbers, this);
        numbers.uses(this);
    }

    /** What leaves the statements, with the type of what it takes along. */
    private record Jump(String text, Optional<Type> type) {}

    /** Returns the body of a method, without its last {@code return}. */
    Node body(Type result, int size) {
        budget = size;
        jumps = List.of(new Jump("return", Optional.of(result)));
        return block(3, 3 + random.nextInt(4));
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
        return switch (random.nextInt(depth > 0 ? 22 : 9)) {
            case 0, 1 -> declare();
            case 2, 3, 4, 5 -> effect();
            case 6 -> memories.statement();
            case 7 -> leave();
            case 8 -> memories.struct();
            case 9, 10, 11 -> choice(depth);
            case 12 -> declareLater();
            case 13 -> counted(depth);
            case 14 -> whileLoop(depth);
            case 15 -> doLoop(depth);
            case 16 -> forEach(depth);
            case 17 -> switches.old(depth);
            case 18 -> switches.arrows(depth);
            case 19 -> callbacks.loop(depth, count());
            case 20 -> range(depth);
            default -> labelled(depth);
        };
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
    private Node looped(int depth, int count, Optional<String> label, Optional<Scope.Variable> variable) {
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
            return block(depth - 1, 1 + random.nextInt(3));
        } finally {
            rounds /= count;
            jumps = outer;
            scope.reset(mark);
        }
    }

    private int count() {
        return 1 + random.nextInt(rounds == 1 ? 5 : rounds < 6 ? 3 : 1);
    }

    private Optional<String> label() {
        return random.nextInt(3) == 0 ? Optional.of(scope.name("loop")) : Optional.empty();
    }

    private static String prefix(Optional<String> label) {
        return label.map(name -> name + ":\n").orElse("");
    }

    private Node counted(int depth) {
        var label = label();
        var count = count();
        var type = numbers.one(List.of(Type.INT, Type.INT, Type.INT, Type.BYTE, Type.LONG, Type.CHAR));
        var name = scope.name("i");
        var start = random.nextInt(3);
        var head = "for (" + type.java() + " " + name + " = " + start + "; " + name + " < " + (start + count);
        var body = looped(depth, count, label, Optional.of(Scope.Variable.counter(type, name)));
        if (random.nextInt(3) > 0) return statement(prefix(label) + head + "; " + name + "++) {\n$0}", body);
        return statement(prefix(label) + head + " && $1; " + name + " += 1) {\n$0}", body, numbers.of(Type.BOOLEAN, 2));
    }

    private Node range(int depth) {
        var label = label();
        var count = count();
        var name = scope.name("i");
        var body = looped(depth, count, label, Optional.of(Scope.Variable.local(Type.INT, name, false)));
        var head = prefix(label) + "for (int " + name + " : ";
        var rest = ".range(" + count + ")) {\n$0}";
        return statement(head + "Kernel" + rest, head + Callbacks.ON_JVM + rest, body);
    }

    private Node whileLoop(int depth) {
        var label = label();
        var count = count();
        var name = scope.name("t");
        var condition = numbers.of(Type.BOOLEAN, 2);
        var body = looped(depth, count, label, Optional.of(Scope.Variable.counter(Type.INT, name)));
        var start = "int " + name + " = 0;\n" + prefix(label);
        if (random.nextBoolean())
            return statement(
                    start + "while (" + name + " < " + count + " && $0) {\n" + name + "++;\n$1}", condition, body);
        return statement(start + "for (;;) {\nif (" + name + "++ >= " + count + " || $0) break;\n$1}", condition, body);
    }

    private Node doLoop(int depth) {
        var label = label();
        var count = count();
        var name = scope.name("t");
        var body = looped(depth, count, label, Optional.of(Scope.Variable.counter(Type.INT, name)));
        var condition = numbers.of(Type.BOOLEAN, 2);
        return statement(
                "int " + name + " = 0;\n" + prefix(label) + "do {\n$0} while (++" + name + " < " + count + " && $1);",
                body,
                condition);
    }

    private Node forEach(int depth) {
        var array = scope.array();
        if (array.isEmpty() || rounds * array.get().index().length() > 12) return counted(depth);
        var type = array.get().type();
        var name = scope.name("e");
        var length = array.get().index().length();
        var body = looped(
                depth, length, Optional.empty(), Optional.of(Scope.Variable.local(type, name, random.nextBoolean())));
        var rest = " " + name + " : " + array.get().text() + ") {\n$0}";
        return statement("for (" + type.declared() + rest, "for (" + type.java() + rest, body);
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
        return statement("return $0;", "return " + type.kept("$0") + ";", numbers.of(type, 3));
    }
}

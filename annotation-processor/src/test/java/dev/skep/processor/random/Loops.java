package dev.skep.processor.random;

import static dev.skep.processor.random.Node.expression;
import static dev.skep.processor.random.Node.statement;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Loops by chance, which run a constant number of times or one that only the run knows. */
final class Loops {
    private static final List<Type> COUNTERS = List.of(Type.INT, Type.INT, Type.INT, Type.BYTE, Type.LONG, Type.CHAR);
    private static final List<Type> UP =
            List.of(Type.INT, Type.INT, Type.INT, Type.BYTE, Type.LONG, Type.CHAR, Type.UINT, Type.USHORT, Type.ULONG);

    /** What the verifier sees the end of: narrower numbers below zero lose their bounds to their sign. */
    private static final List<Type> DOWN = List.of(Type.INT, Type.INT, Type.LONG);

    private final Random random;
    private final Scope scope;
    private final Expressions numbers;
    private final Statements statements;

    Loops(Random random, Scope scope, Expressions numbers, Statements statements) {
        this.random = random;
        this.scope = scope;
        this.numbers = numbers;
        this.statements = statements;
    }

    /** Returns one that ends at a constant. */
    Node constant(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> counted(depth);
            case 1 -> range(depth);
            case 2 -> whileLoop(depth);
            case 3 -> doLoop(depth);
            default -> forEach(depth);
        };
    }

    /** Returns one that ends at a number of run time. */
    Node unknown(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> up(depth);
            case 1 -> askedEachRound(depth);
            case 2 -> down(depth);
            case 3 -> whileDown(depth);
            case 4 -> doUp(depth);
            default -> whileSomething(depth);
        };
    }

    private Optional<String> label() {
        return random.nextInt(3) == 0 ? Optional.of(scope.name("loop")) : Optional.empty();
    }

    private static String prefix(Optional<String> label) {
        return label.map(name -> name + ":\n").orElse("");
    }

    private Node counted(int depth) {
        var label = label();
        var count = statements.count();
        var type = numbers.one(COUNTERS);
        var name = scope.name("i");
        var start = random.nextInt(3);
        var head = "for (" + type.java() + " " + name + " = " + start + "; " + name + " < " + (start + count);
        var body = statements.looped(depth, count, label, Optional.of(Scope.Variable.counter(type, name)));
        if (random.nextInt(3) > 0) return statement(prefix(label) + head + "; " + name + "++) {\n$0}", body);
        return statement(prefix(label) + head + " && $1; " + name + " += 1) {\n$0}", body, numbers.of(Type.BOOLEAN, 2));
    }

    private Node range(int depth) {
        var label = label();
        var count = statements.count();
        var name = scope.name("i");
        var body = statements.looped(depth, count, label, Optional.of(Scope.Variable.local(Type.INT, name, false)));
        var head = prefix(label) + "for (int " + name + " : ";
        var rest = ".range(" + count + ")) {\n$0}";
        return statement(head + "Kernel" + rest, head + Callbacks.ON_JVM + rest, body);
    }

    private Node whileLoop(int depth) {
        var label = label();
        var count = statements.count();
        var name = scope.name("t");
        var condition = numbers.of(Type.BOOLEAN, 2);
        var body = statements.looped(depth, count, label, Optional.of(Scope.Variable.counter(Type.INT, name)));
        var start = "int " + name + " = 0;\n" + prefix(label);
        scope.add(Scope.Variable.counter(Type.INT, name));
        if (random.nextBoolean())
            return statement(
                    start + "while (" + name + " < " + count + " && $0) {\n" + name + "++;\n$1}", condition, body);
        return statement(start + "for (;;) {\nif (" + name + "++ >= " + count + " || $0) break;\n$1}", condition, body);
    }

    private Node doLoop(int depth) {
        var label = label();
        var count = statements.count();
        var name = scope.name("t");
        var body = statements.looped(depth, count, label, Optional.of(Scope.Variable.counter(Type.INT, name)));
        var condition = numbers.of(Type.BOOLEAN, 2);
        scope.add(Scope.Variable.counter(Type.INT, name));
        return statement(
                "int " + name + " = 0;\n" + prefix(label) + "do {\n$0} while (++" + name + " < " + count + " && $1);",
                body,
                condition);
    }

    private Node forEach(int depth) {
        var array = scope.array();
        if (array.isEmpty() || !statements.allows(array.get().index().length())) return counted(depth);
        var type = array.get().type();
        var name = scope.name("e");
        var length = array.get().index().length();
        var body = statements.looped(
                depth, length, Optional.empty(), Optional.of(Scope.Variable.local(type, name, random.nextBoolean())));
        var rest = " " + name + " : " + array.get().text() + ") {\n$0}";
        return statement("for (" + type.declared() + rest, "for (" + type.java() + rest, body);
    }

    /** A number that is at most so large, as the verifier can tell. */
    private Node atMost(int mask) {
        return switch (random.nextInt(4)) {
            case 0 ->
                expression(Type.INT, "($0 >>> " + Integer.numberOfLeadingZeros(mask) + ")", numbers.of(Type.INT, 1));
            case 1 -> expression(Type.INT, "(int) ($0 & " + mask + ")", numbers.any(1));
            default -> expression(Type.INT, "(int) ($0 & " + mask + ")", numbers.any(0));
        };
    }

    /** {@code int n = … & 7; for (int i = 0; i < n; i += 2) …}. */
    private Node up(int depth) {
        var label = label();
        var mask = statements.mask();
        var step = 1 + random.nextInt(3);
        var bound = atMost(mask);
        var end = scope.name("n");
        scope.add(Scope.Variable.counter(Type.INT, end));
        var type = numbers.one(UP);
        var name = scope.name("i");
        var counter = Optional.of(Scope.Variable.counter(type, name));
        var body = statements.looped(depth, (mask + step - 1) / step, label, counter);
        var start = "int " + end + " = $0;\n" + prefix(label);
        var rest = name + " < " + end + (random.nextInt(4) > 0 ? "; " : " && $2; ") + name + stepped("+", step);
        return from(start, type, name, rest, bound, body, numbers.of(Type.BOOLEAN, 2));
    }

    /** {@code for (int i = 0; … ) { … }} with a counter of any type. */
    private static Node from(String start, Type type, String name, String rest, Node... parts) {
        var head = " " + name + " = 0; " + rest + ") {\n$1}";
        return statement(start + "for (" + type.declared() + head, start + "for (" + type.java() + head, parts);
    }

    private static String stepped(String sign, int step) {
        return step == 1 ? sign + sign : " " + sign + "= " + step;
    }

    /** {@code for (int i = 0; i < (… & 7); i++) …}, where the rounds may change where it ends. */
    private Node askedEachRound(int depth) {
        var label = label();
        var mask = statements.mask();
        var bound = atMost(mask);
        var type = numbers.one(UP);
        var name = scope.name("i");
        var body = statements.looped(depth, mask, label, Optional.of(Scope.Variable.counter(type, name)));
        return from(prefix(label), type, name, name + " < $0; " + name + "++", bound, body);
    }

    /** {@code for (int i = … & 7; i > 0; i -= 2) …}. */
    private Node down(int depth) {
        var label = label();
        var mask = statements.mask();
        var step = 1 + random.nextInt(3);
        var bound = atMost(mask);
        var type = numbers.one(DOWN);
        var name = scope.name("i");
        var counter = Optional.of(Scope.Variable.counter(type, name));
        var zero = random.nextInt(3) == 0;
        var body = statements.looped(depth, (zero ? mask + 1 : mask) / step + 1, label, counter);
        return statement(
                prefix(label) + "for (" + type.java() + " " + name + " = " + (type == Type.SHORT ? "(short) " : "")
                        + "($0); " + name + (zero ? " >= 0; " : " > 0; ") + name + stepped("-", step) + ") {\n$1}",
                bound,
                body);
    }

    /** {@code int n = … & 7; while (n-- > 0) …}. */
    private Node whileDown(int depth) {
        var label = label();
        var mask = statements.mask();
        var bound = atMost(mask);
        var name = scope.name("n");
        var counter = Scope.Variable.counter(Type.INT, name);
        var body = statements.looped(depth, mask, label, Optional.of(counter));
        scope.add(counter);
        return statement("int " + name + " = $0;\n" + prefix(label) + "while (" + name + "-- > 0) {\n$1}", bound, body);
    }

    /** {@code int n = … & 7; int i = 0; do … while (++i < n)}. */
    private Node doUp(int depth) {
        var label = label();
        var mask = statements.mask();
        var bound = atMost(mask);
        var end = scope.name("n");
        var name = scope.name("t");
        scope.add(Scope.Variable.counter(Type.INT, end));
        scope.add(Scope.Variable.counter(Type.INT, name));
        var body = statements.looped(depth, mask, label, Optional.empty());
        return statement(
                "int " + end + " = $0;\nint " + name + " = 0;\n" + prefix(label) + "do {\n$1} while (++" + name + " < "
                        + end + ");",
                bound,
                body);
    }

    /** {@code int rounds = 0; while (x != 0 && rounds++ < 6) …}. */
    private Node whileSomething(int depth) {
        var label = label();
        var count = statements.count();
        var name = scope.name("t");
        var left = scope.variable(v -> v.isPlace() && v.type() != Type.BOOLEAN)
                .map(v -> expression(Type.BOOLEAN, "($0 != 0)", numbers.read(v, 0)))
                .orElseGet(() -> numbers.of(Type.BOOLEAN, 1));
        scope.add(Scope.Variable.counter(Type.INT, name));
        var body = statements.looped(depth, count, label, Optional.empty());
        return statement(
                "int " + name + " = 0;\n" + prefix(label) + "while ($0 && " + name + "++ < " + count + ") {\n$1}",
                left,
                body);
    }
}

package dev.skep.processor.random;

import static dev.skep.processor.random.Node.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Numbers by chance. The text of an expression has exactly the type that was asked for. */
final class Expressions {
    private static final long[] INTERESTING = {
        0,
        1,
        2,
        3,
        5,
        7,
        8,
        15,
        31,
        32,
        33,
        63,
        64,
        100,
        127,
        128,
        255,
        256,
        0x7fff,
        0x8000,
        0xffff,
        0x10000,
        0x7fffffffL,
        0x80000000L,
        0xffffffffL,
        0x100000000L,
        0x0123456789abcdefL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        -2,
        -7,
        -128,
        -129
    };
    private static final List<Type> SIGNED = List.of(Type.BYTE, Type.SHORT, Type.CHAR, Type.INT, Type.LONG);

    private final Random random;
    private final Scope scope;
    private final Effects effects;
    private final Truths truths;
    private Statements statements;

    Expressions(Random random, Scope scope) {
        this.random = random;
        this.scope = scope;
        this.effects = new Effects(random, scope, this);
        this.truths = new Truths(random, scope, this);
    }

    Effects effects() {
        return effects;
    }

    /** Says who makes the statements within expressions. */
    void uses(Statements inner) {
        this.statements = inner;
    }

    /** Returns an expression of any type of number. */
    Node any(int depth) {
        return of(one(Type.NUMBERS), depth);
    }

    /** Returns an expression of that type. */
    Node of(Type type, int depth) {
        if (type == Type.BOOLEAN) return truths.of(depth);
        if (depth <= 0) return random.nextInt(4) == 0 ? literal(type) : read(type);
        return switch (random.nextInt(16)) {
            case 0 -> literal(type);
            case 1, 2 -> read(type);
            case 3 -> cast(any(depth - 1), type);
            case 4, 5, 6 -> cast(arithmetic(depth), type);
            case 7 -> cast(shift(depth), type);
            case 8 -> cast(unary(depth), type);
            case 9 -> chosen(type, depth);
            case 10 -> cast(mixed(depth), type);
            case 11, 12 -> effects.value(type, depth);
            case 13 -> call(type, depth);
            case 14 -> cast(library(depth), type);
            default -> random.nextInt(3) == 0 ? switched(type, depth) : cast(arithmetic(depth), type);
        };
    }

    /** Returns an expression that may be assigned to that type without a cast. */
    Node assignable(Type type, int depth) {
        if (type == Type.BOOLEAN || random.nextBoolean()) return of(type, depth);
        var from = one(Type.NUMBERS);
        var wider =
                switch (type) {
                    case LONG, ULONG -> true;
                    case INT, UINT -> from.bits() <= 32;
                    case SHORT, USHORT -> from.bits() == 8 || from == Type.SHORT || from == Type.USHORT;
                    default -> from.java().equals(type.java());
                };
        return wider ? as(of(from, depth), type) : of(type, depth);
    }

    /** The same text for us, converted as an assignment does for the JVM. */
    private static Node as(Node node, Type type) {
        return expression(type, "$0", node.type().onJvm("$0", type), node);
    }

    Node literal(Type type) {
        var value = random.nextBoolean() ? INTERESTING[random.nextInt(INTERESTING.length)] : random.nextInt(41) - 20;
        return literal(type, value);
    }

    static Node literal(Type type, long value) {
        if (type == Type.BOOLEAN) return expression(type, (value & 1) != 0 ? "true" : "false");
        if (type == Type.LONG) return expression(type, value < 0 ? "(" + value + "L)" : value + "L");
        if (type == Type.ULONG)
            return expression(
                    type, "(@Unsigned long) " + (value < 0 ? "(" + value + "L)" : value + "L"), "(" + value + "L)");
        var small = (int) value;
        var text = small < 0 ? "(" + small + ")" : String.valueOf(small);
        if (type == Type.INT) return expression(type, text);
        return expression(type, "(" + type.declared() + ") " + text, Type.INT.onJvm(text, type));
    }

    private Node read(Type type) {
        var variable = scope.variable(v -> v.type() == type);
        if (variable.isEmpty()) {
            var other = scope.variable(v -> v.type() != Type.BOOLEAN);
            return other.isEmpty() ? literal(type) : cast(read(other.get(), 0), type);
        }
        return read(variable.get(), 1);
    }

    /** Returns what a variable holds. */
    Node read(Scope.Variable variable, int depth) {
        return expression(
                variable.type(), variable.text(), variable.type().onJvm(variable.twin()), indexes(variable, depth));
    }

    /** Returns the index that a variable needs, or nothing. */
    Node[] indexes(Scope.Variable variable, int depth) {
        return variable.index().map(index -> new Node[] {index(index, depth)}).orElseGet(() -> new Node[0]);
    }

    Node index(Scope.Index index, int depth) {
        if (!index.computed() || random.nextInt(4) == 0)
            return expression(Type.INT, String.valueOf(random.nextInt(index.length())));
        var mask = String.valueOf(index.length() - 1);
        return switch (random.nextInt(4)) {
            case 0 -> expression(Type.INT, "(int) ($0 & " + mask + ")", of(Type.LONG, depth - 1));
            case 1 ->
                expression(Type.INT, "$0 & " + mask, of(one(List.of(Type.BYTE, Type.CHAR, Type.UBYTE)), depth - 1));
            default -> expression(Type.INT, "$0 & " + mask, of(Type.INT, depth - 1));
        };
    }

    static Node cast(Node node, Type type) {
        if (node.type() == type) return node;
        return expression(type, "((" + type.declared() + ") ($0))", node.type().onJvm("$0", type), node);
    }

    private Node arithmetic(int depth) {
        var left = any(depth - 1);
        var right = any(depth - 1);
        var type = Type.common(left.type(), right.type());
        var operator = one(List.of("+", "-", "*", "&", "|", "^", "/", "%"));
        var a = left.type().onJvm("$0", type);
        var b = right.type().onJvm("$1", type);
        return expression(type, "($0 " + operator + " $1)", Jvm.binary(operator, type, a, b), left, right);
    }

    private Node shift(int depth) {
        var left = any(depth - 1);
        var right = random.nextInt(3) == 0 ? literal(Type.INT, random.nextInt(70) - 3) : any(depth - 1);
        var operator = one(List.of("<<", ">>", ">>>"));
        var type = left.type().promoted();
        var onJvm = operator.equals(">>") && type.unsigned() ? ">>>" : operator;
        return expression(type, "($0 " + operator + " $1)", "($0 " + onJvm + " $1)", left, right);
    }

    private Node unary(int depth) {
        var operand = any(depth - 1);
        return expression(operand.type().promoted(), "(" + one(List.of("-", "~", "+")) + "$0)", operand);
    }

    private Node chosen(Type type, int depth) {
        return expression(type, "($0 ? $1 : $2)", truths.of(depth - 1), of(type, depth - 1), of(type, depth - 1));
    }

    /** A choice between two of Java's own types, which Java gives a type. */
    private Node mixed(int depth) {
        var left = one(SIGNED);
        var right = one(SIGNED);
        return expression(
                chosen(left, right),
                "($0 ? $1 : $2)",
                truths.of(depth - 1),
                variable(left, depth - 1),
                variable(right, depth - 1));
    }

    /** An expression that is no constant: constants have rules of their own here. */
    private Node variable(Type type, int depth) {
        return expression(type, "((" + type.java() + ") ($0 + $1))", read(type), of(type, depth - 1));
    }

    private static Type chosen(Type left, Type right) {
        if (left == right) return left;
        if (List.of(Type.BYTE, Type.SHORT).containsAll(List.of(left, right))) return Type.SHORT;
        return Type.common(left, right);
    }

    private Node call(Type type, int depth) {
        var method = scope.method(m -> m.result() == type).or(() -> scope.method(m -> true));
        return method.flatMap(m -> call(m, depth)).map(call -> cast(call, type)).orElseGet(() -> read(type));
    }

    private java.util.Optional<Node> call(Scope.Method method, int depth) {
        var type = method.result();
        return effects.call(method, depth)
                .map(call -> expression(type, "$0", type.onJvm("$0"), call))
                .map(call -> type == Type.BOOLEAN ? expression(Type.INT, "($0 ? 1 : 0)", call) : call);
    }

    private Node library(int depth) {
        if (random.nextInt(3) == 0) {
            var wide = random.nextBoolean();
            var type = wide ? one(List.of(Type.LONG, Type.ULONG)) : one(List.of(Type.INT, Type.UINT));
            var name = (wide ? "Long" : "Integer") + (random.nextBoolean() ? ".rotateLeft" : ".rotateRight");
            return expression(type, name + "($0, $1)", of(type, depth - 1), of(Type.INT, depth - 1));
        }
        var left = any(depth - 1);
        var right = any(depth - 1);
        var type = Type.common(left.type(), right.type());
        var name = random.nextBoolean() ? "min" : "max";
        var twin = (type.unsigned() ? "u" : "Math.") + name + "(" + left.type().onJvm("$0", type) + ", "
                + right.type().onJvm("$1", type) + ")";
        return expression(type, "Math." + name + "($0, $1)", twin, left, right);
    }

    private Node switched(Type type, int depth) {
        var selector = of(one(List.of(Type.BYTE, Type.SHORT, Type.CHAR, Type.INT)), depth - 1);
        var children = new ArrayList<>(List.of(expression(selector.type(), "$0", selector)));
        var text = new StringBuilder("(switch ($0) {\n");
        var labels = random.ints(0, 120).distinct().limit(1 + random.nextInt(3)).toArray();
        for (var label : labels) {
            text.append("case ").append(label).append(" -> ");
            arm(text, children, type, depth);
        }
        text.append("default -> ");
        arm(text, children, type, depth);
        return expression(type, text.append("})").toString(), children.toArray(Node[]::new));
    }

    private void arm(StringBuilder text, List<Node> children, Type type, int depth) {
        if (random.nextInt(3) > 0) {
            text.append('$').append(children.size()).append(";\n");
            children.add(of(type, depth - 1));
            return;
        }
        var mark = scope.mark();
        text.append("{\n$")
                .append(children.size())
                .append("yield $")
                .append(children.size() + 1)
                .append(";\n}\n");
        children.add(statements.within(1));
        children.add(of(type, depth - 1));
        scope.reset(mark);
    }

    <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

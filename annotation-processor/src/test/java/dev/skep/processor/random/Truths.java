package dev.skep.processor.random;

import static dev.skep.processor.random.Node.expression;

import java.util.List;
import java.util.Random;

/** Conditions by chance. */
final class Truths {
    private final Random random;
    private final Scope scope;
    private final Expressions numbers;

    Truths(Random random, Scope scope, Expressions numbers) {
        this.random = random;
        this.scope = scope;
        this.numbers = numbers;
    }

    Node of(int depth) {
        if (depth <= 0) return random.nextInt(3) == 0 ? read() : comparison(0);
        return switch (random.nextInt(13)) {
            case 0 -> read();
            case 1, 2, 3, 4 -> comparison(depth);
            case 5, 6 -> both("&&", depth);
            case 7 -> both("||", depth);
            case 8 -> expression(Type.BOOLEAN, "(!$0)", of(depth - 1));
            case 9 -> both(numbers.one(List.of("&", "|", "^", "==", "!=")), depth);
            case 10 -> expression(Type.BOOLEAN, "($0 ? $1 : $2)", of(depth - 1), of(depth - 1), of(depth - 1));
            case 11 -> numbers.effects().value(Type.BOOLEAN, depth);
            default -> called(depth);
        };
    }

    private Node read() {
        return scope.variable(v -> v.type() == Type.BOOLEAN)
                .map(variable -> numbers.read(variable, 1))
                .orElseGet(() -> comparison(0));
    }

    private Node both(String operator, int depth) {
        return expression(Type.BOOLEAN, "($0 " + operator + " $1)", of(depth - 1), of(depth - 1));
    }

    private Node comparison(int depth) {
        var left = numbers.any(depth - 1);
        var right = numbers.any(depth - 1);
        var type = Type.common(left.type(), right.type());
        var operator = numbers.one(List.of("==", "!=", "<", "<=", ">", ">="));
        var a = left.type().onJvm("$0", type);
        var b = right.type().onJvm("$1", type);
        return expression(Type.BOOLEAN, "($0 " + operator + " $1)", Jvm.compare(operator, type, a, b), left, right);
    }

    private Node called(int depth) {
        return scope.method(m -> m.result() == Type.BOOLEAN)
                .flatMap(method -> numbers.effects().call(method, depth))
                .orElseGet(() -> comparison(depth));
    }
}

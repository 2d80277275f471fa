package dev.skep.processor.random;

import static dev.skep.processor.random.Node.statement;

import java.util.Random;

/** Lambdas by chance that the kernel calls back, and loops over its iterator. */
final class Callbacks {
    /** The class that has the same on the JVM. */
    static final String ON_JVM = "dev.skep.lang.Kernel";

    private final Random random;
    private final Scope scope;
    private final Expressions numbers;
    private final Statements statements;
    private final boolean anyCount;

    /** Old kernels call back a constant number of times, unless {@code anyCount}. */
    Callbacks(Random random, Scope scope, Expressions numbers, Statements statements, boolean anyCount) {
        this.random = random;
        this.scope = scope;
        this.numbers = numbers;
        this.statements = statements;
        this.anyCount = anyCount;
    }

    /** {@code int n = Kernel.loop(3, i -> { …; return …; });}. */
    Node loop(int depth, int count) {
        var result = scope.name("n");
        var round = scope.name("i");
        var body = scope.inLambda(() -> {
            scope.add(Scope.Variable.local(Type.INT, round, false));
            return statements.lambda(depth, count);
        });
        var rest = ".loop($1, " + round + " -> {\n$0});";
        var made = statement(
                "int " + result + " = Kernel" + rest, "int " + result + " = " + ON_JVM + rest, body, times(count));
        scope.add(Scope.Variable.local(Type.INT, result, random.nextBoolean()));
        return made;
    }

    /** How often: a constant, or a number that is known to be small. */
    private Node times(int count) {
        return !anyCount || random.nextBoolean()
                ? Node.expression(Type.INT, String.valueOf(count))
                : Node.expression(Type.INT, "$0 % " + (count + 1), numbers.of(Type.INT, 1));
    }
}

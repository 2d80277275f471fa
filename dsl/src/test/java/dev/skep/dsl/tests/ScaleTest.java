package dev.skep.dsl.tests;

import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.dsl.Condition;
import dev.skep.dsl.Units;
import dev.skep.dsl.XdpBuilder;
import dev.skep.ir.Function;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Programs are generated, so they get as large as tables are. */
class ScaleTest {
    private static final int MANY = 20_000;

    @Test
    void takesAConditionOfManyPartsNestedToTheLeft() {
        assertThat(anyOf((all, next) -> all.or(next)).blocks()).hasSize(MANY + 2);
    }

    @Test
    void takesAConditionOfManyPartsNestedToTheRight() {
        assertThat(anyOf((all, next) -> next.or(all)).blocks()).hasSize(MANY + 2);
    }

    @Test
    void takesManyStatements() {
        var function = program(p -> {
            var sum = p.variable(p.prandomU32());
            for (var i = 0; i < MANY; i++) {
                var limit = i;
                p.ifThen(sum.get().gt(limit), () -> sum.set(sum.get().sub(limit)));
            }
        });
        assertThat(function.blocks()).hasSize(2 * MANY + 1);
    }

    private static Function anyOf(BinaryOperator<Condition> combine) {
        return program(p -> {
            var x = p.prandomU32();
            var any = IntStream.range(0, MANY).mapToObj(x::eq).reduce(combine).orElseThrow();
            p.ifThen(any, () -> p.return_(DROP));
        });
    }

    private static Function program(Consumer<XdpBuilder> statements) {
        return Units.of(o -> o.license(GPL).program("test", xdp(), p -> {
                    statements.accept(p);
                    p.return_(PASS);
                }))
                .functions()
                .get(0);
    }
}

package dev.skep.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.ir.Op;
import dev.skep.ir.text.IrParser;
import dev.skep.ir.text.IrPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryUseTest {
    /** Every kind of op there is, as the test of the text form has them. */
    private static Stream<Op> everything() throws IOException {
        try (var text = MemoryUseTest.class.getResourceAsStream("/IrTextTest/everything.txt")) {
            return IrParser.unit(new String(text.readAllBytes(), StandardCharsets.UTF_8)).functions().stream()
                    .flatMap(function -> function.blocks().stream())
                    .flatMap(block -> block.ops().stream());
        }
    }

    @Test
    void saysOfEveryOpAtLeastWhatItsEffectIs() throws IOException {
        var ops = everything().toList();
        assertThat(ops.stream().map(Op::getClass).collect(Collectors.toSet()))
                .as("kinds of op; a new one belongs in everything.txt")
                .hasSize(Op.Visitor.class.getMethods().length);
        for (var op : ops) {
            var use = MemoryUse.of(op);
            var expected = !use.writes().isEmpty() || use.call().isPresent()
                    ? Op.Effect.WRITES
                    : use.reads().isEmpty() ? Op.Effect.NONE : Op.Effect.READS;
            assertThat(op.effect()).as(IrPrinter.print(op)).isEqualTo(expected);
        }
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "%3: i64 = load u16 [%1 + 6]                 | reads %1+6:2",
        "store u32 [%1 + 4], %0                      | writes %1+4:4, gives %0",
        "zero [%1 + 3], 5                            | writes %1+3:5",
        "copy [%1 + 1], [%2 + 2], 9                  | reads %2+2:9, writes %1+1:9",
        "atomic add u64 [%1 + 8], %0                 | reads %1+8:8, writes %1+8:8, gives %0",
        "%3: i64 = atomic fetch_or u64 [%1 + 8], %0  | reads %1+8:8, writes %1+8:8, gives %0",
        "%3: i64 = atomic xchg u64 [%1 + 8], %0      | reads %1+8:8, writes %1+8:8, gives %0",
        "%3: i64 = cmpxchg u64 [%1 + 8], %0, %0      | reads %1+8:8, writes %1+8:8, gives %0",
        "%3: i64 = helper bpf_ktime_get_ns()         | calls bpf_ktime_get_ns",
        "%3: i64 = call g(%0)                        | calls g",
        "%3: i64 = kfunc k(%1)                       | calls k",
        "%3: i64 = reinterpret %1                    | gives %1",
        "%3: ptr.map = reinterpret %1                | nothing",
        "%3: i64 = add %0, %0                        | nothing",
    })
    // spotless:on
    void saysWhatAnOpReadsWritesAndGives(String op, String expected) {
        var function = IrParser.function(
                "function subprogram f(n %0: i64 as u64, p %1: ptr.map as void*, q %2: ptr.map as void*) s64 {\nentry.0:\n"
                        + "    " + op + "\n    return %0\n}\n");
        assertThat(text(MemoryUse.of(function.entry().ops().get(0)))).isEqualTo(expected);
    }

    private static String text(MemoryUse use) {
        var all = Stream.of(
                        bytes("reads ", use.reads()),
                        bytes("writes ", use.writes()),
                        use.gives().stream().map(value -> "gives " + value),
                        use.call().stream().map(call -> "calls " + call.callee()))
                .flatMap(one -> one)
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "nothing" : all;
    }

    private static Stream<String> bytes(String word, List<MemoryUse.Bytes> all) {
        return all.stream().map(bytes -> word + bytes.address() + "+" + bytes.offset() + ":" + bytes.size());
    }
}

package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Algorithms that everybody knows, as one writes them: on the JVM, in the kernel optimised, and in the kernel as they are written. Each loop
 * has an end that the verifier sees, and an index is masked only where it could be wrong for all that is known.
 */
class AlgorithmsTest {
    private static final long[] EDGES = {
        0,
        1,
        -1,
        3,
        -7,
        31,
        100,
        255,
        65535,
        123456789,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffff_ffffL,
        Long.MIN_VALUE,
        0x0123_4567_89ab_cdefL,
        0xdead_beef_cafe_babeL
    };

    @BeforeEach
    void needsTheKernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @CsvSource({
        "Arithmetic, true", "Arithmetic, false",
        "Arrays, true", "Arrays, false",
        "Bits, true", "Bits, false",
        "Checksums, true", "Checksums, false",
        "Hashes, true", "Hashes, false",
        "Loops, true", "Loops, false",
        "Network, true", "Network, false",
        "Numbers, true", "Numbers, false",
        "Sorting, true", "Sorting, false",
        "Texts, true", "Texts, false",
        "Unsigned, true", "Unsigned, false"
    })
    void computeWhatTheyComputeOnTheJvm(String topic, boolean optimized) {
        try (var twins = Twins.of(List.of("-Askep.optimize=" + optimized), "6.6", members(topic))) {
            for (var name : twins.names())
                for (var a : twins.distinct(name, 0, EDGES))
                    for (var b : twins.distinct(name, 1, EDGES)) compare(twins, name, a, b);
        }
    }

    private static void compare(Twins twins, String name, long a, long b) {
        var expected = twins.onJvm(name, a, b).orElseThrow();
        var actual = twins.inKernel(name, a, b);
        if (actual != expected) // many thousand times: an assertion with words costs more than the run
        assertThat(actual).as("%s of %d and %d", name, a, b).isEqualTo(expected);
    }

    private static String members(String topic) {
        try (var input = AlgorithmsTest.class.getResourceAsStream("algorithms/" + topic + ".txt")) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

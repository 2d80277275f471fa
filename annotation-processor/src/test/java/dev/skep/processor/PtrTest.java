package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pointers: what they do in the kernel is what indices do on the JVM. */
class PtrTest {
    private static final long[] EDGES = {0, 1, 2, 3, 5, 7, 12, -1, -2, Integer.MAX_VALUE, Integer.MIN_VALUE};

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Askep.optimize=true", "-Askep.optimize=false"})
    void doWhatIndicesDo(String option) throws IOException {
        compare(option, resource());
    }

    private static String resource() throws IOException {
        try (var input = PtrTest.class.getResourceAsStream("Pointers.txt")) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void compare(String option, String members) {
        try (var twins = Twins.of(List.of(option), "6.8", members)) {
            var names = StreamSupport.stream(twins.names().spliterator(), false)
                    .filter(name -> name.endsWith("ByPtr"))
                    .toList();
            assertThat(names).isNotEmpty();
            for (var name : names) {
                var onJvm = name.replace("ByPtr", "");
                for (var a : EDGES)
                    for (var b : EDGES)
                        assertThat(twins.inKernel(name, a, b))
                                .as("%s of %d and %d", name, a, b)
                                .isEqualTo(twins.onJvm(onJvm, a, b).orElseThrow());
            }
        }
    }
}

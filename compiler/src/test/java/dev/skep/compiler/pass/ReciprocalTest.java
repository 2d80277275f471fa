package dev.skep.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReciprocalTest {
    @Test
    void dividesAllNumbersOf16Bits() {
        for (var divisor : new long[] {3, 5, 6, 7, 9, 10, 11, 13, 100, 255, 641, 1000, 4095, 65_535}) {
            var reciprocal = Reciprocal.of(0xffff, divisor).orElseThrow();
            for (var x = 0L; x <= 0xffff; x++)
                assertThat(quotient(x, reciprocal)).isEqualTo(x / divisor);
        }
    }

    /** Wherever there is one, it is right at the edges: around multiples of the divisor, and at the end. */
    @Test
    void dividesUpToItsGreatestNumber() {
        var random = new Random(1);
        var found = 0;
        for (var i = 0; i < 20_000; i++) {
            var most = random.nextLong() >>> (Integer.SIZE + random.nextInt(31));
            var divisor = 2 + (random.nextInt() >>> (2 + random.nextInt(29)));
            var reciprocal = Reciprocal.of(most, divisor);
            if (reciprocal.isEmpty()) continue;
            found++;
            var multiple = most / divisor * divisor;
            for (var x : new long[] {0, 1, divisor - 1, divisor, multiple - 1, multiple, most - 1, most})
                if (x >= 0 && x <= most)
                    assertThat(quotient(x, reciprocal.get()))
                            .as("%d / %d", x, divisor)
                            .isEqualTo(x / divisor);
        }
        assertThat(found).isGreaterThan(1000);
    }

    @Test
    void isNotThereForAllNumbersOf32Bits() {
        assertThat(Reciprocal.of(0xffff_ffffL, 7)).isEmpty();
        assertThat(Reciprocal.of(1L << 32, 10)).isEmpty();
        assertThat(Reciprocal.of(100, 1)).isEmpty();
    }

    private static long quotient(long x, Reciprocal reciprocal) {
        return x * reciprocal.multiplier() >>> reciprocal.shift();
    }
}

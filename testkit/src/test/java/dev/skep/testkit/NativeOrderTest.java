package dev.skep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeOrderTest {
    @ParameterizedTest
    // spotless:off
    @CsvSource({
        "                  200, 1,                  200",
        "                   -1, 1,                  255",
        "                65535, 2,                65535",
        "               -32768, 2,                32768",
        "           4294967295, 4,           4294967295",
        "                   -2, 8,                   -2",
    })
    // spotless:on
    void readsBackWhatItWroteAsUnsigned(long value, int size, long unsigned) {
        assertThat(NativeOrder.number(NativeOrder.sized(value, size))).isEqualTo(unsigned);
    }

    @ParameterizedTest
    @CsvSource({"256, 1", "-129, 1", "65536, 2", "4294967296, 4", "-2147483649, 4"})
    void refusesWhatDoesNotFit(long value, int size) {
        assertThatThrownBy(() -> NativeOrder.sized(value, size))
                .hasMessage(value + " does not fit in " + size + " bytes");
    }

    @Test
    void agreesWithItselfOnWidths() {
        assertThat(NativeOrder.u32(7)).isEqualTo(NativeOrder.sized(7, 4));
        assertThat(NativeOrder.u64(7)).isEqualTo(NativeOrder.sized(7, 8));
        assertThatThrownBy(() -> NativeOrder.number(new byte[3])).hasMessage("a number has 1, 2, 4 or 8 bytes, not 3");
    }
}

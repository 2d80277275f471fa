package dev.skep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions as text and in order. */
class KernelVersionTest {
    @ParameterizedTest
    @CsvSource({"5.15, 5.15", "v6.1, 6.1", "6.18.44, 6.18", "5.10.0-28-amd64, 5.10", "6.1-rc3, 6.1"})
    void readsVersions(String text, String version) {
        assertThat(KernelVersion.parse(text)).hasToString(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6", "6.", "six.one", "-1.2", "6.1x", "99999.1"})
    void refusesOtherText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelVersion.parse(text))
                .withMessage("kernel version `" + text + "` is not of the form major.minor, for example 5.15");
    }

    @Test
    void comparesByNumber() {
        assertThat(KernelVersion.parse("5.9")).isLessThan(KernelVersion.parse("5.15"));
        assertThat(KernelVersion.parse("6.0").atLeast(KernelVersion.parse("5.19")))
                .isTrue();
        assertThat(KernelVersion.parse("6.0").atLeast(KernelVersion.parse("6.0")))
                .isTrue();
        assertThat(KernelVersion.parse("5.19").atLeast(KernelVersion.parse("6.0")))
                .isFalse();
    }
}

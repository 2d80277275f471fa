package dev.skep.cli;

import static dev.skep.cli.Session.skep;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkepTest {
    @Test
    void explainsItself() {
        Session help = skep("--help");

        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("Usage: skep", "build");
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "inspect", "asm", "disasm", "btf", "link"})
    void explainsEachCommand(String command) {
        Session help = skep(command, "--help");

        assertThat(help.exit()).isZero();
        assertThat(help.out()).startsWith("Usage: skep " + command);
    }

    @Test
    void tellsItsVersion() {
        assertThat(skep("--version").out()).matches("skep \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no-such-command",
                "--no-such-option",
                "build",
                "build --unheard-of A.java",
                "build --dump codes A.java",
                "build --target-kernel x A.java",
                "build --mcpu v5 A.java",
                "inspect",
                "asm",
                "asm a.s b.s -o c.o",
                "asm a.s -o b -d c",
                "asm --mcpu v9 a.s",
                "asm --endian middle a.s",
                "asm --target-kernel x a.s",
                "disasm",
                "disasm --objdump --raw a.o",
                "disasm --mcpu v7 a.o",
                "btf",
                "btf no-such-command",
                "btf dump",
                "btf dump --format xml a.o",
                "btf extract --types a a.o",
                "link",
                "link a.o",
                "inspect --yaml a.o"
            })
    void refusesAWrongUsageOnStandardError(String line) {
        Session session = skep((Object[]) line.split(" ", -1));

        assertThat(session.exit()).isEqualTo(2);
        assertThat(session.out()).isEmpty();
        assertThat(session.err()).contains("Usage: skep");
    }
}

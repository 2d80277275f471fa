package dev.skep.compiler.machine.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineParserTest {
    @Test
    void readsWhatIsPrinted() {
        var text = """
                f(v0, v1) {
                entry.0:
                    v2 = 7
                    v3 = &s.0 - 8
                    v4 = &map m
                    v5 = add v0, v1
                    v6 = add32 7, v1
                    v7 = sub &s.0 + 4, -5
                    v8 = neg v0
                    v9 = be16 3
                    v10 = mov32 v0
                    v11 = ldxw [v0 + 4]
                    v12 = ldxdw [s.0 - 8]
                    stxb [v0], v1
                    stdw [s.0 + 8], -1
                    aadd [v0 + 8], v1
                    v13 = afadd [v0], v1
                    v14 = axchg [s.0], &t.1
                    v15 = acmp [v0], 5, v1
                    v16 = call 5()
                    call g(v0, 7, &s.0, &map m, v1)
                    jsgt v0, v1 ? next.1(v2, 8) : last.2
                next.1(v17, v18):
                    jset32 v17, 8 ? next.1(v18, v17) : last.2
                last.2:
                    goto end.3
                end.3:
                    exit v0
                }
                """;

        assertThat(MachineParser.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsFunctionsMadeByChance(long seed) {
        var text = RandomMachine.of(seed).toString();

        assertThat(MachineParser.parse(text)).hasToString(text);
    }
}

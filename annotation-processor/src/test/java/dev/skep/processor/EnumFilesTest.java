package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Enums in files of their own have the numbers that they compute, in whichever order javac comes to them. */
class EnumFilesTest {
    private static final List<String> USER = List.of("User", """
            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class User {
                static Level level = Level.LOW;

                @Xdp
                static int program(XdpContext context) {
                    if (level != Level.LOW) return 0;
                    level = Level.MIDDLE;
                    return level == Level.MIDDLE && Level.HIGH.number() == 514 ? 2 : 1;
                }
            }
            """);

    private static final List<String> LEVEL = List.of("Level", """
            enum Level {
                LOW(-3), MIDDLE(Base.BIT << 2), HIGH((1 << 9) + 2);

                private final short number;

                Level(int number) {
                    this.number = (short) number;
                }

                short number() {
                    return number;
                }
            }
            """);

    private static final List<String> BASE = List.of("Base", "final class Base { static final int BIT = 1 << 3; }");

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ULB", "LUB", "BLU", "LBU", "UBL", "BUL"})
    void haveTheNumbersThatTheyCompute(String order) {
        var sources = new ArrayList<String>();
        Arrays.stream(order.split(""))
                .forEach(file -> sources.addAll(file.equals("U") ? USER : file.equals("L") ? LEVEL : BASE));
        try (var object = Kernel.load(Build.of(sources.toArray(String[]::new)).objectOrFail("User"))) {
            assertThat((short) object.global("level").number()).isEqualTo((short) -3);
            assertThat(object.program("program").run(new byte[64]).returnValue())
                    .isEqualTo(2);
            assertThat(object.global("level").number()).isEqualTo(32);
        }
    }
}

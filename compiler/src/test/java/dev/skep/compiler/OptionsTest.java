package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.asm.IsaVersion;
import dev.skep.ir.text.IrParser;
import dev.skep.kernel.KernelVersion;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static List<String> stages(Options options) {
        var onlooker = new Onlooker();
        var unit = IrParser.unit("""
                unit "u" license "GPL"
                function global f(n %0: i32 as s32) s32 {
                entry.0:
                    return %0
                }
                """);
        Compiler.compile(unit, options.withListener(onlooker));
        return onlooker.stages();
    }

    @Test
    void leaveAPassOutWhereverItStands() {
        assertThat(stages(Options.DEFAULT)).contains("number-values", "thread-jumps");
        assertThat(stages(Options.DEFAULT.without(Set.of("number-values"))))
                .contains("thread-jumps")
                .doesNotContain("number-values");
    }

    @Test
    void leaveOutAllThatIsNotNeeded() {
        assertThat(stages(Options.DEFAULT.withoutOptimization()))
                .containsExactly(
                        "ir", "expand-memory", "split-unaligned", "cast-arenas", "machine", "registers", "code");
    }

    @Test
    void refuseToLeaveOutWhatIsNeededOrIsNot() {
        assertThatThrownBy(() -> Options.DEFAULT.without(Set.of("expand-memory")))
                .hasMessage("there is no pass `expand-memory` that may be left out");
        assertThatThrownBy(() -> Options.DEFAULT.without(Set.of("make-faster")))
                .hasMessage("there is no pass `make-faster` that may be left out");
    }

    @Test
    void takeTheLevelOfTheKernelOrALowerOne() {
        assertThat(Options.DEFAULT.isa()).isEqualTo(IsaVersion.V3);
        var newer = Options.DEFAULT.withTargetKernel(new KernelVersion(6, 6));
        assertThat(newer.isa()).isEqualTo(IsaVersion.V4);
        assertThat(newer.withIsa(IsaVersion.V1).target()).hasToString("V1 on kernel 6.6");
        assertThatThrownBy(() -> Options.DEFAULT.withIsa(IsaVersion.V4))
                .hasMessage("level v4 of the instruction set needs kernel 6.6, the object must load on 5.10");
    }

    @Test
    void widenNumbersAtLowLevelsOnly() {
        var plain = Options.DEFAULT.withoutOptimization();
        assertThat(stages(plain.withIsa(IsaVersion.V2)))
                .containsExactly(
                        "ir",
                        "widen-numbers",
                        "expand-memory",
                        "split-unaligned",
                        "cast-arenas",
                        "widen-numbers",
                        "machine",
                        "registers",
                        "code");
        assertThatThrownBy(() -> Options.DEFAULT.without(Set.of("widen-numbers")))
                .hasMessage("there is no pass `widen-numbers` that may be left out");
    }

    @Test
    void keepWhatIsLeftOutForAnotherKernel() {
        var options = Options.DEFAULT.withoutOptimization();
        assertThat(options.withTargetKernel(Options.OLDEST_KERNEL)).isEqualTo(options);
    }
}

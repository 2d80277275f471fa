package dev.skep.asm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.kernel.KernelVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read when a text is wrong. */
class TextProblemTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            r1 = r11                | 1:6 register r11 does not exist: the last is r10
            r3 = 4294967296         | 1:6 immediate 4294967296 does not fit in 32 bits; all 64 are loaded by `r3 = 4294967296 ll`
            *(u24 *)(r1 + 0) = 5    | 1:3 expected a size (u8, u16, u32, u64 or s8, s16, s32), not `u24`
            *(u8 *)(r1 + 40000) = 5 | 1:12 memory offset 40000 does not fit in 16 signed bits
            goto 40000              | 1:6 jump offset 40000 does not fit in 16 signed bits
            w1 = r2                 | 1:6 r and w registers do not mix: both whole (r) or both lower halves (w)
            r1 = be16 r2            | 1:11 this works in place: expected the register on the left, r1
            r1 = 1 + ) * 2          | 1:10 expected a number or a symbol, not `)`
            exti                    | 1:1 expected an instruction, a label or a directive, not `exti`; did you mean `exit`?
            R1 = 5                  | 1:1 expected an instruction, a label or a directive, not `R1`; registers are written in lower case
            .sectoin maps           | 1:1 `.sectoin` is no directive; did you mean `.section`?
            .type f,@funktion       | 1:10 `funktion` is no type of symbols; did you mean `function`?
            call bpf_map_lokup_elem | 1:6 `bpf_map_lokup_elem` is no helper and no function of this text; did you mean `bpf_map_lookup_elem`?; a kernel function is declared by `.extern bpf_map_lokup_elem`
            goto out                | 1:6 no label `out` in this text
            goto 1b                 | 1:6 no label `1:` stands before this
            .byte 256               | 1:7 256 does not fit in 1 bytes
            .ascii "abc             | 1:8 this string does not end: expected `"`
            r1 = 5 /* x             | 1:8 this comment does not end: expected `*/`
            .long a-b               | 1:7 nothing defines `a`
            r1 = 1 / 0              | 1:6 division by zero
            .endm                   | 1:1 nothing is open that this ends: `.macro` does
            r1 = out                | 1:6 nothing defines `out`
            .p2align 40             | 1:10 alignment 2 to the power of 40, the limit is 16
            """)
    void saysWhatIsWrongAndWhere(String line, String problem) {
        assertThat(Text.problems(line)).containsExactly(problem);
    }

    @Test
    void findsEveryMistakeOfAText() {
        assertThat(Text.problems("""
                    r1 = r11
                    r2 = 5
                    goto nowhere
                    exit
                end: foo
                """))
                .containsExactly(
                        "1:10 register r11 does not exist: the last is r10",
                        "5:6 expected an instruction, a label or a directive, not `foo`");
    }

    @Test
    void showsTheLineWithACaret() {
        assertThatThrownBy(() -> Text.parse("exit\n\tr1 = r11 # no\n", AssemblyOptions.DEFAULT))
                .isInstanceOf(AssemblyTextException.class)
                .hasMessage("""
                        test.s:2:7: error: [SKEP1102] register r11 does not exist: the last is r10
                            \tr1 = r11 # no
                            \t     ^~~""");
    }

    @Test
    void refusesWhatTheTargetDoesNotHave() {
        AssemblyOptions v1 = AssemblyOptions.DEFAULT.withTarget(Target.of(IsaVersion.V1));
        AssemblyOptions old = AssemblyOptions.DEFAULT.withTarget(Target.of(KernelVersion.parse("5.10")));

        assertThat(Text.problems("if w1 > 5 goto +1", v1))
                .singleElement()
                .asString()
                .contains("`jgt32` is not in target V1");
        assertThat(Text.problems("r1 s/= 5", old))
                .containsExactly("1:1 `sdiv` is not in target V3 on kernel 5.10; it needs kernel 6.6 and -mcpu V4");
        assertThat(Text.problems("r1 /= 5", old)).isEmpty();
    }
}

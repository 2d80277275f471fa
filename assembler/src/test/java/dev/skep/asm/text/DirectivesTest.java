package dev.skep.asm.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data, labels, expressions, macros: what becomes of directives. */
class DirectivesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            .byte 1, -1, 0xff                 | 01ffff
            .2byte 0x102; .short 3            | 02010300
            .long 1                           | 01000000
            .quad -2                          | feffffffffffffff
            .octa 5                           | 05000000000000000000000000000000
            .octa -1                          | ffffffffffffffffffffffffffffffff
            .ascii "a\\n", "\\101\\x42\\""    | 610a414222
            .asciz "ab"                       | 616200
            .zero 3; .byte 1                  | 00000001
            .skip 2, 7                        | 0707
            .fill 2, 2, 0x102                 | 02010201
            .uleb128 300, 0                   | ac0200
            .sleb128 -2, 64                   | 7ec000
            .byte 1; .p2align 2; .byte 2      | 0100000002
            .byte 1; .balign 4, 9             | 01090909
            .set n, 5; .byte n + 1            | 06
            a: .byte 1, 2; b: .byte b - a     | 010202
            .byte b - a; a: .byte 9; b:       | 0109
            .byte . - a; a:                   | ff
            .equ a, b; .equ b, 7; .byte a     | 07
            .byte 'a', '\\n'                  | 610a
            .byte 2 + 3 * 4, 1 << 3, 7 & 3    | 0e0803
            .rept 3; .endr                    |
            """)
    void appendData(String text, String hex) {
        String lines = text.replace("; ", "\n");
        assertThat(Text.hex(Text.parse(".section d,\"a\"\n" + lines + "\n", AssemblyOptions.DEFAULT), "d"))
                .isEqualTo(hex == null ? "" : hex);
    }

    @Test
    void expandsMacros() {
        String text = """
                .macro store reg, off=0, value
                    r1 = \\value
                    *(u64 *)(\\reg - \\off) = r1
                .endm
                .macro twice what
                .rept 2
                    \\what
                .endr
                .endm
                store r10, 8, 5
                twice exit
                .macro named
                l\\@: goto l\\@
                .endm
                named
                named
                """;
        assertThat(Text.hex(text))
                .isEqualTo(Text.hex("r1 = 5\n*(u64 *)(r10 - 8) = r1\nexit\nexit\ngoto -1\ngoto -1\n"));
    }

    @Test
    void namesTheMacroInWhichAMistakeIs() {
        assertThat(Text.problems(".macro bad\n r1 = r12\n.endm\nexit\nbad\n"))
                .containsExactly("5:7 register r12 does not exist: the last is r10, in the expansion of macro `bad`");
    }

    @Test
    void limitsExpansions() {
        assertThat(Text.problems(".macro again\nagain\n.endm\nagain\n"))
                .singleElement()
                .asString()
                .contains("macro `again` expands to more than 64 deep");
        assertThat(Text.problems(".rept 1000000000\nexit\n.endr\n"))
                .singleElement()
                .asString()
                .contains("repetitions");
        assertThat(Text.problems(".macro b\nb\nb\n.endm\nb\n")).isNotEmpty();
    }

    @Test
    void resolvesLabels() {
        String text = """
                start: r0 = 0
                1:  if r0 > 3 goto 1f
                    r0 += 1
                    goto 1b
                1:  goto start
                    call start
                    exit
                """;
        assertThat(Text.hex(text))
                .isEqualTo(Text.hex("r0 = 0\nif r0 > 3 goto +2\nr0 += 1\ngoto -3\ngoto -5\ncall pc-6\nexit\n"));
    }

    @Test
    void callsHelpersByName() {
        assertThat(Text.hex("call bpf_ktime_get_ns")).isEqualTo(Text.hex("call 5"));
        assertThat(Text.parse(
                                "bpf_ktime_get_ns: exit\n.globl bpf_ktime_get_ns\ncall bpf_ktime_get_ns\n",
                                AssemblyOptions.DEFAULT)
                        .sections()
                        .get(0)
                        .references())
                .hasSize(1);
    }

    @Test
    void keepsWhatOnlyALinkerKnows() {
        AssemblyFile file = Text.parse("""
                r1 = map ll
                r2 = map + 8 ll
                call kfunc
                .section .maps,"aw",@progbits
                .globl map
                .type map,@object
                map: .zero 32
                .size map, .-map
                """, AssemblyOptions.DEFAULT);

        assertThat(file.sections().get(0).references().stream()
                        .map(r -> r.offset() + " " + r.form() + " "
                                + file.symbols().get(r.symbol()).name() + "+" + r.addend()))
                .containsExactly("0 LDDW map+0", "16 LDDW map+8", "32 CALL kfunc+0");
        assertThat(file.symbols().get(0))
                .isEqualTo(new AssemblySymbol(
                        "map",
                        new AssemblySymbol.Place.InSection(1, 0),
                        AssemblySymbol.Binding.GLOBAL,
                        AssemblySymbol.Kind.OBJECT,
                        AssemblySymbol.Visibility.DEFAULT,
                        32,
                        AssemblySymbol.Keeping.KEPT));
    }

    @Test
    void ignoresTheSourceThatDisassemblersPrint() {
        assertThat(Text.hex("; int x = 5;\n r0 = 0 # c\n; }\n\texit // d\n")).isEqualTo(Text.hex("r0 = 0; exit"));
    }

    @Test
    void readsWhatTheKernelPrints() {
        String kernel = """
                   0: (b7) r0 = 0
                   1: (61) r2 = *(u32 *)(r1 +4)
                   2: (7b) *(u64 *)(r10 -8) = r2
                   3: (18) r1 = map[id:5]
                   5: (18) r2 = map[id:6][0]+16
                   7: (18) r3 = 0x123456789
                   9: (85) call bpf_map_lookup_elem#1
                  10: (15) if r0 == 0x0 goto pc+2
                  11: (db) lock *(u64 *)(r0 +0) += r1
                  12: (db) r1 = atomic64_fetch_add((u64 *)(r0 +0), r1)
                  13: (95) exit
                """;
        assertThat(Text.hex(kernel)).isEqualTo(Text.hex("""
                r0 = 0
                r2 = *(u32 *)(r1 + 4)
                *(u64 *)(r10 - 8) = r2
                ld_pseudo r1, 1, 5
                r2 = map[fd:6][0]+16
                r3 = 0x123456789 ll
                call 1
                if r0 == 0 goto +2
                lock *(u64 *)(r0 + 0) += r1
                r1 = atomic_fetch_add((u64 *)(r0 + 0), r1)
                exit
                """));
    }

    @Test
    void makesJumpsLongWhenAsked() {
        AssemblyOptions relaxed = AssemblyOptions.DEFAULT.withJumps(AssemblyOptions.Jumps.RELAXED);
        String far = "start: if r1 > 5 goto end\nif r1 & 5 goto end\ngoto end\nif r2 == 1 goto +1\n"
                + "r0 = 0\n".repeat(40_000) + "goto start\nend: exit\n";

        assertThat(Text.problems(far))
                .hasSize(4)
                .first()
                .asString()
                .isEqualTo("1:23 the jump is 40004 slots wide, its field has 16 signed bits; `gotol` has 32");
        String code = Text.hex(far, relaxed);
        String expected = Text.hex("if r1 <= 5 goto +1\ngotol +40006\nif r1 & 5 goto +1\ngoto +1\ngotol +40003\n"
                + "gotol +40002\nif r2 == 1 goto +1\n" + "r0 = 0\n".repeat(40_000) + "gotol -40008\nexit\n");
        assertThat(code).isEqualTo(expected);
        assertThat(Text.hex("goto end\nr0 = 0\nend: exit\n", relaxed)).isEqualTo(Text.hex("goto +1\nr0 = 0\nexit\n"));
    }

    @Test
    void growsLinearly() {
        String text = java.util.stream.IntStream.range(0, 200_000)
                .mapToObj(i -> "l" + i + ": if r1 > " + i + " goto l" + Math.min(199_999, i + 100) + "\n")
                .collect(Collectors.joining());
        assertThat(Text.hex(text, AssemblyOptions.DEFAULT)).hasSize(200_000 * 16);
        assertThat(Text.parse(text, AssemblyOptions.DEFAULT.withOrder(ByteOrder.BIG_ENDIAN))
                        .symbols())
                .hasSize(200_000);
    }
}

package dev.skep.asm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.skep.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that nobody means well with: each is refused with located mistakes, or read, in bounded time and memory. */
class HostileTextTest {
    private static final int ROUNDS = Integer.getInteger("skep.rounds", 3000);

    /** More than enough for what follows, on a slow machine too. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final List<String> WORDS = List.of(
            "r0",
            "r10",
            "w3",
            "r11",
            "=",
            "+=",
            "*(u64 *)(",
            "(r1 + 4)",
            "if",
            "goto",
            "ll",
            "call",
            "exit",
            "lock",
            "\n",
            "\n",
            ";",
            ":",
            "l",
            "l:",
            "1:",
            "1f",
            "1b",
            ".",
            ".byte",
            ".long",
            ".quad",
            ".section",
            ".text",
            "x",
            ",",
            "\"",
            "\"ax\"",
            "@progbits",
            ".macro",
            "m",
            ".endm",
            ".rept",
            "3",
            ".endr",
            "\\a",
            ".set",
            ".p2align",
            ".uleb128",
            "-",
            "(",
            ")",
            "[",
            "]",
            "0x",
            "0xffffffffffffffff",
            "99999999999999999999",
            "'",
            "/*",
            "*/",
            "#",
            "//",
            "%r1",
            "mov",
            "ldxw",
            "lddw",
            "atomic_fetch_add(",
            "map[fd:",
            "skb[",
            "s>>=",
            ".program",
            ".map",
            ".struct",
            ".end",
            ".variable",
            "u32",
            "hash",
            "key=",
            ".license",
            ".function",
            "\"xdp\"",
            ".type",
            "@function",
            ".size",
            ".globl",
            ".comm",
            ".file",
            ".loc",
            ".cfi_startproc",
            "md5",
            "\0",
            "\u00e4",
            "\r",
            "\t",
            ".fill",
            ".zero",
            ".octa",
            "~",
            "!");

    @Test
    void survivesWordsInAnyOrder() {
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String text = IntStream.range(0, random.nextInt(60))
                    .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())) + (random.nextBoolean() ? " " : ""))
                    .collect(Collectors.joining());
            survives(text.getBytes(StandardCharsets.UTF_8), seed);
        }
    }

    @Test
    void survivesAnyBytes() {
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            survives(bytes, seed);
        }
    }

    @Test
    void survivesTextsWithAFewWrongBytes() {
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        byte[] good = {};
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 100 == 0) {
                good = goodText(random.nextLong());
            }
            byte[] text = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(128);
            }
            survives(Arrays.copyOf(text, random.nextInt(text.length + 1)), seed);
        }
    }

    private static byte[] goodText(long seed) {
        Dialect dialect = seed % 2 == 0 ? Dialect.LLVM : Dialect.GNU;
        return new RandomCode(seed)
                .instructions(20).stream()
                        .filter(instruction -> InstructionPrinter.canPrint(instruction, dialect))
                        .map(instruction -> InstructionPrinter.print(instruction, dialect))
                        .collect(Collectors.joining(
                                "\n", ".section a,\"ax\"\nl:\n", "\n.macro m a\ncall \\a\n.endm\nm 5\n"))
                        .getBytes(StandardCharsets.UTF_8);
    }

    private static void survives(byte[] text, long seed) {
        for (AssemblyOptions.Jumps jumps : AssemblyOptions.Jumps.values()) {
            try {
                AssemblyParser.parse(SourceText.of("fuzz.s", text), AssemblyOptions.DEFAULT.withJumps(jumps));
            } catch (AssemblyTextException e) {
                assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                    assertThat(problem.line()).isPositive();
                    assertThat(problem.toString()).startsWith("fuzz.s:");
                });
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "-Dskep.seed=" + seed + ": " + new String(text, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    static List<String> bombs() {
        String nested = "(".repeat(100_000) + "1" + ")".repeat(100_000);
        return List.of(
                "r1 = " + nested,
                "r1 = " + "-".repeat(100_000) + "1",
                "r1 = 1" + " + 1".repeat(200_000),
                ".byte " + "1,".repeat(500_000) + "1",
                "x".repeat(5_000_000),
                "x:\n".repeat(100_000),
                ".ascii \"" + "y".repeat(5_000_000),
                "/*" + "z".repeat(5_000_000),
                "\0".repeat(1_000_000),
                "r1 = r12\n".repeat(100_000),
                ".macro m\nm\n.endm\nm",
                ".macro m\nm\nm\nm\n.endm\nm",
                ".macro m a\nm \\a\\a\\a\\a\n.endm\nm xxxxxxxx",
                ".rept 100000\n.rept 100000\n.rept 100000\nexit\n.endr\n.endr\n.endr",
                ".rept 9223372036854775807\nexit\n.endr",
                ".rept -1\nexit\n.endr",
                ".macro\n".repeat(50_000),
                ".zero 9223372036854775807",
                ".fill 9223372036854775807, 8, 1",
                ".zero 200000000\n.zero 200000000",
                ".bss\n.zero 200000000\n.zero 200000000",
                ".comm x, 9223372036854775807",
                ".p2align 63",
                ".set a, b\n.set b, a\n.long a",
                IntStream.range(0, 100_000)
                                .mapToObj(i -> ".set a" + i + ", a" + (i + 1) + "\n")
                                .collect(Collectors.joining())
                        + ".long a0",
                IntStream.range(0, 70_000)
                        .mapToObj(i -> ".section s" + i + "\n")
                        .collect(Collectors.joining()),
                ".pushsection a\n".repeat(10_000),
                "goto l\n" + "r0 = 0\n".repeat(40_000) + "l: exit",
                "gotol 2147483648",
                "goto l\n.byte 1\nl:",
                "goto l\n.section b,\"ax\"\nl: exit",
                ".globl l\nl: goto l + 4",
                ".map m, array, value=u8[16777216][16777216]",
                "1:".repeat(100_000),
                ".uleb128'",
                ".byte '\\",
                ".ascii \"\\",
                "exit\n\"",
                "call kfunc[i");
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void endsSoon(String text) {
        assertTimeoutPreemptively(LIMIT, () -> survives(text.getBytes(StandardCharsets.UTF_8), 0));
    }

    @Test
    void stopsAtAThousandMistakes() {
        assertThatThrownBy(() -> Text.parse("r1 = r12\n".repeat(5000), AssemblyOptions.DEFAULT))
                .isInstanceOfSatisfying(AssemblyTextException.class, e -> assertThat(e.problems())
                        .hasSize(1000));
    }

    @Test
    void readsTextsWithoutALastNewLineAndWithCarriageReturns() {
        assertThat(Text.hex("r0 = 0\r\nexit\r\n")).isEqualTo(Text.hex("r0 = 0\nexit"));
        assertThat(Text.hex("")).isEmpty();
    }
}

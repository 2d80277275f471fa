package dev.skep.asm.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.InstructionText;
import dev.skep.asm.TextStyle;
import dev.skep.testkit.Seed;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are read without their grammar's parser, against what that makes of them. */
class PlainLinesTest {
    private static final int ROUNDS = Integer.getInteger("skep.rounds", 3000);

    /** Lines without meaning, and lines that make every line go to the parser of its grammar. */
    private static final String PLAIN = "\n#\n#\n";

    private static final String NOT_PLAIN = "\n.macro not_plain\n.endm\n";

    private static final AssemblyOptions OPTIONS = AssemblyOptions.DEFAULT.withDialect(Dialect.LLVM);

    // spotless:off
    private static final List<String> LINES = List.of(
            "f:", ".Ltmp3:", "r1 = r2", "w1 = w2", "r10 += 14", "w3 s>>= 31", "r3 s/= r4", "w3 s%= 5", "r3 <<= r10", "r1 = -5", "r1 = --5", "r1 += -~5", "if r1 > --7 goto f",
            "r1 = 0x7fffffff", "r1 = 4294967295", "w1 = 4294967296", "r1 = 5 ll", "r1 = -1 ll", "r1 = 0xffffffffffffffff ll",
            "w1 = 5 ll", "r1 = r2 ll", "r1 = 00", "r1 = 010", "r1 = 12345678901234567 ll", "r1 = 18446744073709551616 ll", "r1 = -r1",
            "w1 = -w1", "r1 = -r2", "r1 = be16 r1", "r1 = le64 r1", "r1 = bswap32 r1", "r1 = be32 r2", "w1 = be16 w1", "r1 = be24 r1",
            "r11 = 5", "r1 == 5", "r1 = f", "r1 = f ll", "r1 = n", "r1 += n",
            "r1 = *(u32 *)(r10 - 4)", "r1 = *(s8 *)(r2 + 0)", "w1 = *(u16 *)(r2 + 32767)", "r1 = *(u8 *)(r2 - 32768)",
            "r1 = *(u8 *)(r2 + 32768)", "w1 = *(u64 *)(r2 + 0)", "w1 = *(s8 *)(r2 + 0)", "r1 = *(s64 *)(r2 + 0)", "r1 = *(u64 *)(w2 + 0)",
            "r1 = *(u64 *)(r2 + 0x10)", "r1 = *(u64 *)(r2 + 0xfffe)", "r1 = *(u64 *)(r2 - 0xfffe)", "r1 = *(u64 *)(r2 + -8)",
            "r1 = *(u64 *)(r2 + n)", "r1 += *(u64 *)(r2 + 0)", "*(u64 *)(r10 - 8) = r1", "*(u64 *)(r10 - 8) = w1", "*(u32 *)(r10 - 8) = w1",
            "*(u32 *)(r10 - 8) = -1", "*(s32 *)(r10 - 8) = 1", "*(u32 *)(r10 - 8) += 1", "*(u32 *)(r10 - 8) = 4294967296",
            "lock *(u64 *)(r1 + 0) += r2", "lock *(u32 *)(r1 + 8) ^= w2", "lock *(u16 *)(r1 + 8) |= w2", "lock *(u64 *)(r1 + 8) &= w2",
            "lock *(u64 *)(r1 + 8) -= r2", "lock *(u64 *)(r1 + 8) s>>= r2",
            "goto f", "goto g", "goto n", "goto r1", "goto r11", "goto .", "goto 1f", "goto +1", "gotol f", "may_goto f",
            "if r1 > r2 goto f", "if w1 s<= w2 goto g", "if r1 == -5 goto f", "if w1 != 4096 goto f", "if r1 & 7 goto f", "if r1 &= 7 goto f",
            "if r1 s== r2 goto f", "if r1 > w2 goto f", "if r1 = r2 goto f", "if r1 > r2 goto n", "if r1 > 0x7 goto f", "if r1 > 7 gotol f",
            "call 5", "call -1", "call f", "call g", "call n", "call bpf_ktime_get_ns", "call bpf_ktime_get_n", "callx r1", "exit", "exit:",
            "iffy:", "goto_:", "r1:", "ret:", "call:", "lock:", "x : exit", "exit ", "exit # x", "\t exit", "exit; exit", "", " ", "\u00e4:", "a\u00e4:");
    // spotless:on

    @Test
    void readsWhatCompilersWrite() {
        assertThat(LINES.stream().filter(PlainLinesTest::isPlain).toList())
                .contains(
                        "f:",
                        ".Ltmp3:",
                        "r1 = r2",
                        "r10 += 14",
                        "r1 = 5 ll",
                        "r1 = -r1",
                        "r1 = be16 r1",
                        "r1 = *(u32 *)(r10 - 4)",
                        "*(u64 *)(r10 - 8) = r1",
                        "lock *(u64 *)(r1 + 0) += r2",
                        "goto f",
                        "if r1 > r2 goto f",
                        "if w1 != 4096 goto f",
                        "call 5",
                        "call f",
                        "exit",
                        "ret:")
                .doesNotContain(
                        "exit ",
                        "exit # x",
                        "r1 = -r2",
                        "w1 = *(u64 *)(r2 + 0)",
                        "goto .",
                        "goto r11",
                        "r1 = f ll",
                        "");
    }

    private static boolean isPlain(String line) {
        byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
        var scanner = new Scanner(text);
        var draft = new Draft(ByteOrder.LITTLE_ENDIAN, false, text.length);
        return new PlainLines(scanner, draft, new Emitter(scanner, draft, OPTIONS.target())).read();
    }

    @Test
    void readsNothingBehindTheLastLine() {
        for (String line : LINES) {
            for (int length = 0; length <= line.length(); length++) {
                String cut = line.substring(0, length);
                assertThat(outcome(PLAIN + cut)).as(cut).isEqualTo(outcome(NOT_PLAIN + cut));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\t",
                "n = 5\n",
                "f:\n",
                ".set n, 5\n",
                ".set f, g\n",
                ".byte 1\n",
                ".bss\n",
                ".data\n",
                "g:\n.data\n"
            })
    void meansWhatTheParserMeans(String before) {
        for (String line : LINES) {
            String text = before + line + "\n\texit\n";
            assertThat(outcome(PLAIN + text)).as(text).isEqualTo(outcome(NOT_PLAIN + text));
        }
    }

    @Test
    void meansWhatTheParserMeansByChance() {
        long seed = Seed.ofThisRun();
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(LINES);
        for (var instruction : new RandomCode(seed).instructions(ROUNDS)) {
            lines.add(InstructionText.of(instruction, TextStyle.values()[random.nextInt(TextStyle.values().length)]));
        }
        for (int round = 0; round < ROUNDS; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(4); i >= 0; i--) {
                text.append(changed(lines.get(random.nextInt(lines.size())), random))
                        .append('\n');
            }
            assertThat(outcome(PLAIN + text))
                    .as("-Dskep.seed=%d: %s", seed, text)
                    .isEqualTo(outcome(NOT_PLAIN + text));
        }
    }

    /** The line, mostly with some of its characters left out, doubled, or taken from another. */
    private static String changed(String line, Random random) {
        var changed = new StringBuilder(line);
        for (int i = random.nextInt(3); i > 0 && changed.length() > 0; i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, changed.charAt(random.nextInt(changed.length())));
                default -> {
                    String other = LINES.get(random.nextInt(LINES.size()));
                    changed.setCharAt(at, other.isEmpty() ? ' ' : other.charAt(random.nextInt(other.length())));
                }
            }
        }
        return changed.toString();
    }

    /** Everything that can be seen of a text: what it means, or its mistakes. */
    private static List<String> outcome(String text) {
        AssemblyFile file;
        try {
            file = Text.parse(text, OPTIONS);
        } catch (AssemblyTextException e) {
            return e.problems().stream().map(TextProblem::toString).toList();
        }
        List<String> seen = new ArrayList<>(List.of(file.symbols().toString()));
        for (AssemblySection section : file.sections()) {
            seen.add(section.name() + " " + Text.hex(file, section.name()) + section.references());
            for (int i = 0; i < section.lines().size(); i++) {
                seen.add(section.lines().offset(i) + ": " + section.lines().line(i));
            }
        }
        return seen;
    }
}

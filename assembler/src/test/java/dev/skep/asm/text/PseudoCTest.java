package dev.skep.asm.text;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.Instruction;
import dev.skep.asm.InstructionText;
import dev.skep.asm.Opcode;
import dev.skep.asm.TextStyle;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Output;
import dev.skep.testkit.Seed;
import dev.skep.testkit.Shared;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Instructions in pseudo-C, against LLVM. */
class PseudoCTest {
    private static final int ROUNDS = Integer.getInteger("skep.rounds", 3000);
    private static final Pattern ENCODING = Pattern.compile("encoding: \\[([^]]*)]");

    // spotless:off
    /** What llvm-mc-19 takes, and what people write. */
    private static final List<String> TAKEN = List.of(
            "r3 += 4294967295", "r3 = -5", "w3=10", "r1=r2", "r1 = 0x7fffffff12345678 ll", "r1 = 0b101", "r1 = 010", "r1 = 'a'",
            "r1 = 5 - --1", "r1 = 5--1", "r1 = 5 - ~1", "r1 = - 1", "r1 = +1", "r2 = 1 + 2*3", "r2 = 1 | 2 + 4", "r2 = 1 << 2 + 1", "r2 = 7 % 4", "r2 = 1 ^ 3 & 2",
            "*(u64*)(r1+0)=r2", "*(u32 *)(r1 + 0) = 5", "*(u64 *)(r1 - 8) = -5", "*(u8 *)(r1 + 4 + 4) = w2",
            "goto 5", "goto +5", "goto -5", "goto +0x5", "gotol +3", "gotol -0xd", "may_goto +3",
            "if r1 > 5 goto 3", "if w1 s> -5 goto -3", "if r1 & 7 goto +1", "if r1 != r2 goto +0", "if r1 s<= 0x10 goto +1",
            "call 5", "call -1", "callx r1", "exit",
            "r0 = 5 # x", "r0 = 6 /* x */", "r0 = 7 // x", "lock *(u64 *)(r1 + 0) += r2", "lock *(u32 *)(r1 + 4) ^= w2",
            "r0 = atomic_fetch_add((u64 *)(r1 + 0), r0)", "w3 = atomic_fetch_xor((u32 *)(r1 - 4), w3)", "r0 = cmpxchg_64(r1 + 0, r0, r2)",
            "w0 = cmpxchg32_32(r1 + 0, w0, w2)", "r2 = xchg_64(r1 + 0, r2)", "w2 = xchg32_32(r1 + 0, w2)",
            "r1 = addr_space_cast(r2, 0, 1)", "w1 = (s8)w2", "r1 = (s32)r2", "r1 = be16 r1", "r1 = bswap64 r1", "r1 = -r1", "w1 = -w1",
            "w5 = *(u32 *)(r1 + 0)", "r5 = *(s32 *)(r1 + 0)", "r1 s/= r2", "w1 s%= 5", "r1 s>>= 3", "w1 <<= w2",
            "r0 = *(u32 *)skb[r2]", "r0 = *(u8 *)skb[-4]", "ld_pseudo r1, 1, 5");

    /** What llvm-mc-19 refuses. */
    private static final List<String> REFUSED = List.of(
            "r1 = 18446744073709551616 ll", "*(u64 *)(r1 + 32768) = r2", "*(u64 *)(r1 +-5) = r2", "*(u64 *)(r1) = r2",
            "if r1 == w1 goto +3", "gotol 3 5", "r1 = (s32)w2", "r1 = be16 r2", "exit foo", "r1 += w2", "r1 = -r2", "w3 = r4",
            "w5 = *(u64 *)(r1 + 0)", "r5 = *(u24 *)(r1 + 0)", "r1 = r2 + 4", "foo = 5", "lock *(u64 *)(r1 + 0) -= r2",
            "r1 == r2", "r1 =", "= r1", "if r1 goto +1", "if r1 > goto +1", "goto", "r1 = *(u8 *)skb[1", "lock r1 += r2", "r1 <<<= 2",
            "lock *(u16 *)(r1 + 0) += w2", "r0 = atomic_fetch_add((u64 *)(r1 + 0), r2)", "r1 = 08", "r1 = 0xg", "r1 = 1 +", "r1 = (1",
            "*(u32 *)(r1 + 0) =", "*(u32 *)(r1 + 0 = 5", "*(u32 )(r1 + 0) = 5", "nonsense r1, r2", "r1 ? 5", "goto +-0x55", "call r10",
            "r1 = --1", "r1 = - -1", "r1 = -+1", "r1 += +-1", "w1 &= ++1", "r1 = -~1", "r1 = --1 ll", "if r1 == --1 goto +1", "call --1",
            "*(u32 *)(r1 + 0) = --1", "r0 = *(u8 *)skb[--4]", "goto - -1");
    // spotless:on

    @ParameterizedTest
    @ValueSource(strings = {"bpfel", "bpfeb"})
    void makesTheBytesOfLlvm(String triple) {
        ByteOrder order = triple.equals("bpfel") ? LITTLE_ENDIAN : BIG_ENDIAN;
        Output output = Judge.require("llvm-mc-19")
                .run(
                        List.of("-triple", triple, "-mcpu=v4", "-show-encoding"),
                        String.join("\n", TAKEN).concat("\n"))
                .orFail();
        List<String> expected = ENCODING.matcher(output.out())
                .results()
                .map(match -> match.group(1).replace("0x", "").replace(",", ""))
                .toList();

        List<String> actual = TAKEN.stream()
                .map(line -> Text.hex(line, AssemblyOptions.DEFAULT.withOrder(order)))
                .toList();

        assertThat(lines(actual)).isEqualTo(lines(expected));
    }

    @Test
    void computesWhatLlvmDoesNotReadHere() {
        assertThat(Text.hex("r2 = (1 + 2) * 3")).isEqualTo(Text.hex("r2 = 9"));
        assertThat(Text.hex("r2 = ~5")).isEqualTo(Text.hex("r2 = -6"));
        assertThat(Text.hex("r2 = -(3)")).isEqualTo(Text.hex("r2 = -3"));
    }

    private static List<String> lines(List<String> encodings) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < encodings.size(); i++) {
            lines.add(TAKEN.get(i) + " = " + encodings.get(i));
        }
        return lines;
    }

    @Test
    void refusesWhatLlvmRefuses() {
        Output output = Judge.require("llvm-mc-19")
                .run(
                        List.of("-triple", "bpfel", "-mcpu=v4", "-show-encoding"),
                        String.join("\n", REFUSED).concat("\n"));
        assertThat(output.exit()).isNotZero();
        assertThat(output.out()).doesNotContain("encoding");

        assertThat(REFUSED)
                .allSatisfy(line -> assertThat(Text.problems(line)).as(line).hasSize(1));
    }

    @Test
    void readsWhatLlvmPrints() throws IOException {
        List<String> rows = Files.readAllLines(Shared.require("corpus/asm/llvm-insns.tsv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] columns = row.split("\t", -1);
            boolean cutInTwo = columns[1].length() % 16 != 0; // seven bytes, and the eighth in the next column
            String text = columns[cutInTwo ? 3 : 2];
            assertThat(Text.hex(text)).as(text).isEqualTo(cutInTwo ? columns[1] + columns[2] : columns[1]);
        }
        assertThat(rows).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @EnumSource(TextStyle.class)
    void readsWhatItPrints(TextStyle style) {
        long seed = Seed.ofThisRun();
        for (var instruction : new RandomCode(seed).instructions(ROUNDS)) {
            String text = InstructionText.of(instruction, style);
            if (!isAmbiguous(text, style)) {
                assertThat(AssemblyParser.instruction(text, AssemblyOptions.DEFAULT))
                        .as("-Dskep.seed=%d: %s", seed, text)
                        .isEqualTo(instruction);
            }
        }
    }

    /** llvm-objdump prints all kinds of calls alike, no displacement in {@code skb[r2]}, and half of a pseudo lddw. */
    private static boolean isAmbiguous(String text, TextStyle style) {
        return style != TextStyle.READABLE
                && (text.startsWith("call ") || text.startsWith("ld_pseudo") || text.contains("skb[r"));
    }

    @ParameterizedTest
    @EnumSource(names = {"OBJDUMP", "OBJDUMP_HALVES"})
    void printsWhatLlvmObjdumpPrints(TextStyle style, @TempDir Path folder) {
        long seed = Seed.ofThisRun();
        var instructions = new RandomCode(seed).instructions(ROUNDS);
        Path object = folder.resolve("random.o");
        String bytes =
                instructions.stream().map(PseudoCTest::bytes).collect(Collectors.joining("\n", ".text\ncode:\n", "\n"));
        Judge.require("llvm-mc-19")
                .run(List.of("-triple=bpfel", "-filetype=obj", "-o", object.toString()), bytes)
                .orFail();
        String halves = style == TextStyle.OBJDUMP_HALVES ? "--mattr=+alu32" : "--mattr=-alu32";
        List<String> printed = Judge.require("llvm-objdump-19")
                .run("-d", "--no-show-raw-insn", "--mcpu=v4", halves, object.toString())
                .orFail()
                .out()
                .lines()
                .filter(line -> line.matches(" +[0-9a-f]+:\t.*"))
                .map(line -> line.replaceFirst(".*?:\t", "").replaceFirst(" <code.*>$", ""))
                .toList();

        assertThat(printed).hasSameSizeAs(instructions);
        for (int i = 0; i < printed.size(); i++) {
            if (!printed.get(i).equals("<unknown>")
                    && !isMisread(instructions.get(i).opcode(), style)) {
                assertThat(InstructionText.of(instructions.get(i), style))
                        .as("-Dskep.seed=%d: %s", seed, bytes(instructions.get(i)))
                        .isEqualTo(printed.get(i));
            }
        }
    }

    /** LLVM 19 looks at the opcode byte of some atomics alone, and prints an addition. */
    private static boolean isMisread(Opcode opcode, TextStyle style) {
        boolean isNewer =
                opcode.mnemonic().startsWith("ldacq") || opcode.mnemonic().startsWith("strel");
        boolean isHalf = opcode.code() == Opcode.ATOMIC_ADD_W.code() && opcode != Opcode.ATOMIC_ADD_W;
        return isNewer || (isHalf && style == TextStyle.OBJDUMP);
    }

    private static String bytes(Instruction instruction) {
        String hex = HexFormat.of().toHexDigits(Long.reverseBytes(instruction.word()));
        String more =
                instruction.slots() == 1 ? "" : HexFormat.of().toHexDigits(Long.reverseBytes(instruction.secondWord()));
        return ".byte 0x" + (hex + more).replaceAll("(..)(?!$)", "$1,0x");
    }
}

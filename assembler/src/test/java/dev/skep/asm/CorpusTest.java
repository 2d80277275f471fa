package dev.skep.asm;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Shared;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes that other assemblers made: each decodes, and encodes to the same bytes again. */
class CorpusTest {
    @Test
    void keepsTheBytesOfGnuAs() throws IOException {
        List<String[]> rows = rows("corpus/asm/gas-insns.tsv");
        for (String[] row : rows) {
            keeps(row[2], row[1].equals("be") ? BIG_ENDIAN : LITTLE_ENDIAN, row[3]);
        }
        assertThat(rows).hasSizeGreaterThan(400);
    }

    @Test
    void keepsTheBytesOfLlvmAndReadsThemAlike() throws IOException {
        List<String[]> rows = rows("corpus/asm/llvm-insns.tsv");
        for (String[] row : rows) {
            boolean cutInTwo = row[1].length() % 16 != 0; // seven bytes, and the eighth in the next column
            String bytes = cutInTwo ? row[1] + row[2] : row[1];
            String text = row[cutInTwo ? 3 : 2];
            Instruction instruction = keeps(bytes, LITTLE_ENDIAN, text);
            assertThat(InstructionText.of(instruction)).isIn(text, withWholeRegisters(text));
        }
        assertThat(rows).hasSizeGreaterThan(60);
    }

    private static Instruction keeps(String hex, ByteOrder order, String text) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] whole = isHalfOfLddw(bytes) ? Arrays.copyOf(bytes, 16) : bytes;
        List<Instruction> instructions = Decoder.decode(whole, order);
        assertThat(instructions).as(text).hasSize(1);
        assertThat(Samples.bytes(instructions, order)).as(text).isEqualTo(whole);
        return instructions.get(0);
    }

    /** GNU objdump breaks the line in the middle of an lddw, and the corpus has the first line. */
    private static boolean isHalfOfLddw(byte[] bytes) {
        return bytes.length == 8 && bytes[0] == Opcode.LDDW.code();
    }

    /** LLVM prints memory accesses with lower halves when it may: the instruction is the same. */
    private static String withWholeRegisters(String text) {
        return text.replaceFirst("^w(?=\\d+ = \\*)", "r").replaceFirst("(?<=^\\*.{1,40} = )w", "r");
    }

    private static List<String[]> rows(String name) throws IOException {
        return Files.readAllLines(Shared.require(name)).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();
    }
}

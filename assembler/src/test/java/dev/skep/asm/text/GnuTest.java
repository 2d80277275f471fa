package dev.skep.asm.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.Decoder;
import dev.skep.asm.Instruction;
import dev.skep.testkit.Seed;
import dev.skep.testkit.Shared;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Mnemonics, against what GNU objdump printed for what GNU as made. */
class GnuTest {
    private static final int ROUNDS = Integer.getInteger("skep.rounds", 3000);

    private record Row(String dialect, ByteOrder order, String bytes, String text) {
        /** objdump prints calls of helpers and of functions alike. */
        boolean isAmbiguous() {
            return text.startsWith("call ") && (HexFormat.of().parseHex(bytes)[1] & 0xff) != 0;
        }

        /** It prints the whole number of an lddw beside its first slot, which is all that the corpus has. */
        boolean isWide() {
            return bytes.startsWith("18");
        }

        /** Some of its test cases ask for decimal numbers, and some for the older name of an atomic addition. */
        boolean hasOptions() {
            return text.startsWith("xadd") || text.startsWith("mov %r") && !text.contains("0x") && !text.contains(",%");
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Shared.require("corpus/asm/gas-insns.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(columns -> new Row(
                        columns[0],
                        columns[1].equals("be") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                        columns[2],
                        columns[3]))
                .toList();
    }

    @Test
    void readsWhatGnuObjdumpPrints() throws IOException {
        List<Row> rows = rows().stream().filter(row -> !row.isAmbiguous()).toList();
        assertThat(rows)
                .allSatisfy(row -> assertThat(Text.hex(row.text(), AssemblyOptions.DEFAULT.withOrder(row.order())))
                        .as(row.text())
                        .startsWith(row.bytes()));
        assertThat(rows).hasSizeGreaterThan(440);
    }

    @Test
    void printsWhatGnuObjdumpPrints() throws IOException {
        List<Row> rows = rows().stream()
                .filter(row -> row.dialect().equals("normal"))
                .filter(row -> !row.isAmbiguous() && !row.isWide() && !row.hasOptions())
                .toList();
        assertThat(rows).allSatisfy(row -> assertThat(InstructionPrinter.print(decode(row), Dialect.GNU))
                .isEqualTo(row.text()));
        assertThat(rows).hasSizeGreaterThan(205);
    }

    private static Instruction decode(Row row) {
        return Decoder.decode(HexFormat.of().parseHex(row.bytes()), row.order()).get(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"GNU", "UBPF"})
    void readsWhatItPrints(Dialect dialect) {
        long seed = Seed.ofThisRun();
        for (Instruction instruction : new RandomCode(seed).instructions(ROUNDS)) {
            if (!InstructionPrinter.canPrint(instruction, dialect)) {
                continue;
            }
            String text = InstructionPrinter.print(instruction, dialect);
            assertThat(AssemblyParser.instruction(text, AssemblyOptions.DEFAULT.withDialect(dialect)))
                    .as("-Dskep.seed=%d: %s", seed, text)
                    .isEqualTo(instruction);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mov64 r0, 1             | r0 = 1
            ldxw r2, [r1+4]         | r2 = *(u32 *)(r1 + 4)
            jeq r1, 5, +1           | if r1 == 5 goto +1
            stw [r10-8], 5          | *(u32 *)(r10 - 8) = 5
            lock add [r1], r2       | lock *(u64 *)(r1 + 0) += r2
            lock fetch or32 [r1],r2 | w2 = atomic_fetch_or((u32 *)(r1 + 0), w2)
            swap16 r1               | r1 = bswap16 r1
            call %r2                | callx r2
            call local +5           | call pc+5
            lddw %fp, 5             | r10 = 5 ll
            """)
    void readsBothDialects(String mnemonic, String pseudoC) {
        assertThat(Text.hex(mnemonic)).isEqualTo(Text.hex(pseudoC));
    }

    @Test
    void keepsToOneDialect() {
        assertThat(Text.problems("mov r0, 1\nr0 = 1\n"))
                .containsExactly("2:1 `r0` is no instruction, label or directive");
        assertThat(Text.problems("swap16 r0", AssemblyOptions.DEFAULT.withDialect(Dialect.GNU)))
                .containsExactly("1:1 `swap16` belongs to dialect [ubpf], not [gnu]");
    }
}

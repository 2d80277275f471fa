package dev.skep.asm;

import static dev.skep.asm.Opcode.CALL_KFUNC;
import static dev.skep.asm.Opcode.CALL_LOCAL;
import static dev.skep.asm.Opcode.GOTOX;
import static dev.skep.asm.Opcode.LDDW_BTF_ID;
import static dev.skep.asm.Opcode.LDDW_FUNC;
import static dev.skep.asm.Opcode.LDDW_MAP_FD;
import static dev.skep.asm.Opcode.LDDW_MAP_IDX;
import static dev.skep.asm.Opcode.LDDW_MAP_IDX_VALUE;
import static dev.skep.asm.Opcode.LDDW_MAP_VALUE;
import static dev.skep.asm.Opcode.LDXSDW;
import static dev.skep.asm.Opcode.LOAD_ACQUIRE_B;
import static dev.skep.asm.Opcode.LOAD_ACQUIRE_DW;
import static dev.skep.asm.Opcode.LOAD_ACQUIRE_H;
import static dev.skep.asm.Opcode.LOAD_ACQUIRE_W;
import static dev.skep.asm.Opcode.MOVSX32_32;
import static dev.skep.asm.Opcode.STORE_RELEASE_B;
import static dev.skep.asm.Opcode.STORE_RELEASE_DW;
import static dev.skep.asm.Opcode.STORE_RELEASE_H;
import static dev.skep.asm.Opcode.STORE_RELEASE_W;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the instruction table, against LLVM's assembler and disassembler. */
class OpcodeTest {
    /**
     * Rows that llvm-mc-19 has no text for. Their judges: the running kernel in {@link OpcodeKernelTest} for acquire and
     * release, local calls, kfuncs and the pseudo forms of lddw; GNU as in {@link CorpusTest} for the two that no kernel
     * accepts. None of the tools here knows {@code gotox}, which came with Linux 6.19 and LLVM 22: it stands as the
     * kernel's header numbers it, {@code BPF_JMP | BPF_JA | BPF_X}.
     */
    private static final Set<Opcode> UNKNOWN_TO_LLVM_19 = Set.of(
            LOAD_ACQUIRE_B,
            LOAD_ACQUIRE_H,
            LOAD_ACQUIRE_W,
            LOAD_ACQUIRE_DW,
            STORE_RELEASE_B,
            STORE_RELEASE_H,
            STORE_RELEASE_W,
            STORE_RELEASE_DW,
            LDDW_MAP_FD,
            LDDW_MAP_VALUE,
            LDDW_BTF_ID,
            LDDW_FUNC,
            LDDW_MAP_IDX,
            LDDW_MAP_IDX_VALUE,
            CALL_LOCAL,
            CALL_KFUNC,
            LDXSDW,
            MOVSX32_32,
            GOTOX);

    private static final Pattern ENCODING = Pattern.compile("encoding: \\[([^]]*)]");

    static List<ByteOrder> orders() {
        return List.of(LITTLE_ENDIAN, BIG_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void encodesAsLlvmMcDoes(ByteOrder order) {
        Judge llvm = Judge.require("llvm-mc-19");
        List<Instruction> known = knownToLlvm();
        String text = known.stream().map(InstructionText::of).collect(Collectors.joining("\n", "", "\n"));

        String listing = llvm.run(List.of(triple(order), "-mcpu=v4", "-show-encoding"), text)
                .orFail()
                .out();

        List<String> encodings = ENCODING.matcher(listing)
                .results()
                .map((MatchResult m) -> m.group(1).replace("0x", "").replace(",", ""))
                .toList();
        assertThat(IntStream.range(0, known.size())
                        .mapToObj(i -> InstructionText.of(known.get(i)) + " = " + hex(known.get(i), order)))
                .containsExactlyElementsOf(IntStream.range(0, encodings.size())
                        .mapToObj(i -> InstructionText.of(known.get(i)) + " = " + encodings.get(i))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void isReadByLlvmObjdumpAsTheSameText(ByteOrder order, @TempDir Path folder) throws Exception {
        Path object = folder.resolve("rows.o");
        List<Instruction> known = knownToLlvm();
        String bytes = known.stream()
                .map(i -> ".byte 0x" + hex(i, order).replaceAll("(..)(?!$)", "$1,0x"))
                .collect(Collectors.joining("\n", ".text\nrows:\n", "\n"));
        Judge.require("llvm-mc-19")
                .run(List.of(triple(order), "-filetype=obj", "-o", object.toString()), bytes)
                .orFail();
        assertThat(Files.size(object)).isPositive();

        // memory accesses are printed with w registers or with r registers, as the option says; ours are r
        List<String> halves = disassemble(object, "--mattr=+alu32");
        List<String> wholes = disassemble(object, "--mattr=-alu32");
        for (int i = 0; i < known.size(); i++) {
            assertThat(List.of(halves.get(i), wholes.get(i))).contains(InstructionText.of(known.get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void decodesToWhatWasEncoded(ByteOrder order) {
        assertThat(Decoder.decode(Samples.bytes(Samples.all(), order), order)).isEqualTo(Samples.all());
    }

    @Test
    void encodesAnyNumberOfInstructionsOfTwoSlots() {
        byte[] code = HexFormat.of().parseHex("18010000050000000000000006000000".repeat(100));
        assertThat(Assembler.encode(Decoder.decode(code, LITTLE_ENDIAN), LITTLE_ENDIAN))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(Opcode.class)
    void isNamedByItsRecord(Opcode opcode) {
        assertThat(Samples.of(opcode).opcode()).isEqualTo(opcode);
    }

    @Test
    void tellsWhatRegistersDo() {
        // spotless:off
        var rows = new EnumMap<Opcode, String>(Map.of(
                Opcode.ADD_X,               "reads {r3, r7} writes {r3}",
                Opcode.MOV_X,               "reads {r7} writes {r3}",
                Opcode.MOV_K,               "reads {} writes {r3}",
                Opcode.STXW,                "reads {r3, r7} writes {}",
                Opcode.ATOMIC_FETCH_ADD_DW, "reads {r3, r7} writes {r7}",
                Opcode.CMPXCHG_DW,          "reads {r0, r3, r7} writes {r0}",
                Opcode.LD_IND_W,            "reads {r6, r7} writes {r0, r1, r2, r3, r4, r5}",
                Opcode.CALL,                "reads {r1, r2, r3, r4, r5} writes {r0, r1, r2, r3, r4, r5}",
                Opcode.EXIT,                "reads {r0} writes {}",
                Opcode.JEQ_X,               "reads {r3, r7} writes {}"));
        // spotless:on
        rows.forEach((opcode, expected) -> {
            Instruction sample = Samples.of(opcode);
            assertThat("reads " + sample.reads() + " writes " + sample.writes())
                    .as(opcode.name())
                    .isEqualTo(expected);
        });
    }

    @Test
    void hasNoTwoRowsWithOneEncoding() {
        Map<Long, List<Opcode>> byWord = Arrays.stream(Opcode.values()).collect(Collectors.groupingBy(Opcode::word));
        assertThat(byWord.values()).allSatisfy(rows -> assertThat(rows).hasSize(1));
    }

    private static List<Instruction> knownToLlvm() {
        return Samples.all().stream()
                .filter(i -> !UNKNOWN_TO_LLVM_19.contains(i.opcode()))
                .toList();
    }

    private static String triple(ByteOrder order) {
        return order == LITTLE_ENDIAN ? "-triple=bpfel" : "-triple=bpfeb";
    }

    private static String hex(Instruction instruction, ByteOrder order) {
        return HexFormat.of().formatHex(Samples.bytes(instruction, order));
    }

    /** The text of each instruction; where a jump leads is left out, for nothing is there. */
    private static List<String> disassemble(Path object, String option) {
        String listing = Judge.require("llvm-objdump-19")
                .run("-d", "--no-show-raw-insn", "--no-print-imm-hex", "--mcpu=v4", option, object.toString())
                .orFail()
                .out();
        return listing.lines()
                .filter(line -> line.matches(" +[0-9a-f]+:\t.*"))
                .map(line -> line.replaceFirst(".*?:\t", "").replaceFirst(" <rows.*>$", ""))
                .toList();
    }
}

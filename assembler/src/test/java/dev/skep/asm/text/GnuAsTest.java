package dev.skep.asm.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.Instruction;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.Opcode;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Output;
import dev.skep.testkit.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mnemonics, against the GNU as that is here; it is older than some instructions. */
class GnuAsTest {
    private static final int ROUNDS = Integer.getInteger("skep.rounds", 3000);
    private static final Pattern REFUSED = Pattern.compile("(?m)^\\{standard input}:(\\d+): Error");

    @TempDir
    private Path folder;

    @Test
    void makesTheSameCodeOfWhatIsPrinted() throws IOException {
        long seed = Seed.ofThisRun();
        List<Instruction> instructions = new RandomCode(seed)
                .instructions(ROUNDS).stream()
                        .filter(instruction -> InstructionPrinter.canPrint(instruction, Dialect.GNU))
                        .filter(instruction -> instruction.opcode().isa() != IsaVersion.V4)
                        .filter(instruction ->
                                instruction.opcode() != Opcode.CALL_LOCAL) // it has calls of symbols alone
                        .toList();
        var refused = new LinkedHashSet<Integer>();
        REFUSED.matcher(assemble(instructions).err())
                .results()
                .forEach(line -> refused.add(Integer.parseInt(line.group(1)) - 1));
        List<Instruction> accepted = IntStream.range(0, instructions.size())
                .filter(line -> !refused.contains(line))
                .mapToObj(instructions::get)
                .toList();

        assemble(accepted).orFail();

        assertThat(lines(accepted, code())).as("-Dskep.seed=%d", seed).isEqualTo(lines(accepted, bytes(accepted)));
        assertThat(accepted).hasSizeGreaterThan(instructions.size() / 2);
    }

    private Output assemble(List<Instruction> instructions) {
        var text = new StringBuilder();
        for (Instruction instruction : instructions) {
            text.append(InstructionPrinter.print(instruction, Dialect.GNU)).append('\n');
        }
        return Judge.require("bpf-as")
                .run(
                        List.of("-EL", "-o", folder.resolve("x.o").toString(), "-"),
                        text.toString().getBytes(UTF_8));
    }

    private byte[] code() throws IOException {
        Path code = folder.resolve("x.bin");
        Judge.require("bpf-objcopy")
                .run("-O", "binary", "-j", ".text", folder.resolve("x.o").toString(), code.toString())
                .orFail();
        return Files.readAllBytes(code);
    }

    /** Each instruction with its bytes. */
    private static String lines(List<Instruction> instructions, byte[] code) {
        var lines = new StringBuilder();
        int at = 0;
        for (Instruction instruction : instructions) {
            int end = at + instruction.slots() * Long.BYTES;
            lines.append(HexFormat.of().formatHex(code, at, end))
                    .append(' ')
                    .append(InstructionPrinter.print(instruction, Dialect.GNU))
                    .append('\n');
            at = end;
        }
        return lines.toString();
    }

    private static byte[] bytes(List<Instruction> instructions) {
        int slots = instructions.stream().mapToInt(Instruction::slots).sum();
        var bytes = ByteBuffer.allocate(slots * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Instruction instruction : instructions) {
            bytes.putLong(instruction.word());
            if (instruction.slots() > 1) {
                bytes.putLong(instruction.secondWord());
            }
        }
        return bytes.array();
    }
}

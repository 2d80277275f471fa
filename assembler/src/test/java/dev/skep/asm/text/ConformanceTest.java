package dev.skep.asm.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import dev.skep.testkit.ProgramKind;
import dev.skep.testkit.Shared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The cases of the bpf_conformance suite, assembled here and run in the kernel. */
class ConformanceTest {
    private static final int SHORTEST_PACKET = 14;

    /** Shifts by more than the width, and a call of what is no address: the verifier has no use for either. */
    private static final List<String> REFUSED_BY_THE_VERIFIER =
            List.of("arsh64-imm-neg", "callx", "lsh32-imm-high", "lsh64-imm-neg", "rsh32-imm-high", "rsh32-imm-neg");

    private record Case(String name, String code, byte[] memory, long result, boolean isError) {}

    @Test
    void computesWhatTheCasesSay() throws IOException {
        Kernel.require();
        List<String> wrong = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        int right = 0;
        for (Case test : cases()) {
            try {
                long result = run(test);
                if (result == test.result() && !test.isError()) {
                    right++;
                } else {
                    wrong.add(test.name() + ": 0x" + Long.toHexString(result));
                }
            } catch (KernelRefused e) {
                refused.add(test.name());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(refused).isEqualTo(REFUSED_BY_THE_VERIFIER);
        assertThat(right).isGreaterThan(100);
    }

    /** What the case computes: the frame stores it where the packet was. */
    private static long run(Case test) {
        byte[] packet = Arrays.copyOf(test.memory(), Math.max(SHORTEST_PACKET, test.memory().length));
        String frame = """
                ldxw %%r3, [%%r1+4]
                ldxw %%r1, [%%r1+0]
                mov %%r4, %%r1
                add %%r4, %d
                jgt %%r4, %%r3, out_of_bounds
                mov %%r6, %%r1
                mov %%r2, %d
                call local the_case
                stxdw [%%r6+0], %%r0
                exit
                out_of_bounds:
                mov %%r0, 0
                exit
                the_case:
                """.formatted(packet.length, test.memory().length);
        AssemblyOptions options =
                AssemblyOptions.DEFAULT.withOrder(ByteOrder.nativeOrder()).withDialect(Dialect.UBPF);
        AssemblyFile file = Text.parse(frame + test.code(), options);
        try (var code =
                Kernel.loadCode(ProgramKind.XDP, file.sections().get(0).bytes().toArray())) {
            byte[] after = code.program().run(packet).data();
            return ByteBuffer.wrap(after).order(ByteOrder.nativeOrder()).getLong();
        }
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(Shared.require("corpus/conformance"))) {
            for (Path file : files.sorted().toList()) {
                Map<String, String> parts = parts(file);
                if (parts.containsKey("asm")) {
                    cases.add(new Case(
                            file.getFileName().toString().replace(".data", ""),
                            parts.get("asm"),
                            HexFormat.of()
                                    .parseHex(parts.getOrDefault("mem", "").replaceAll("\\s", "")),
                            unsigned(parts.getOrDefault("result", "0x0").strip()),
                            parts.containsKey("error")));
                }
            }
        }
        return cases;
    }

    private static long unsigned(String number) {
        return number.startsWith("0x") ? Long.parseUnsignedLong(number.substring(2), 16) : Long.parseLong(number);
    }

    private static Map<String, String> parts(Path file) throws IOException {
        Map<String, String> parts = new HashMap<>();
        String part = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("-- ")) {
                part = line.substring(3).strip();
                parts.put(part, "");
            } else if (!part.isEmpty()) {
                parts.merge(part, line + "\n", String::concat);
            }
        }
        return parts;
    }
}

package dev.skep.object.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.SourceText;
import dev.skep.object.ClangObjects;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bpftool prog dump xlated} prints of programs in the kernel is read as what they are there. */
class KernelListingTest {
    /** {@code BPF_ADDR_PERCPU}: a move that the kernel makes for itself, which bpftool prints as any move. */
    private static final int PER_CPU = -1;

    private static final int MOVE = 0xbf;
    private static final int SLOT = 8;

    @ParameterizedTest
    @ValueSource(strings = {"xdp_count", "xdp_lb", "xdp_router", "xdp_syncookie", "xdp_tunnel", "tc_nat", "tc_acl"})
    void isReadAsWhatTheKernelHas(String program, @TempDir Path folder) throws IOException {
        Kernel.require();
        Judge bpftool = Judge.require("bpftool");
        Path file = folder.resolve("xlated");
        try (var object = Kernel.load(ClangObjects.compile(program))) {
            String id = Integer.toString(object.program(program).id());
            String listing =
                    bpftool.run("prog", "dump", "xlated", "id", id).orFail().out();
            bpftool.run("prog", "dump", "xlated", "id", id, "file", file.toString())
                    .orFail();

            AssemblyOptions options = AssemblyOptions.DEFAULT.withOrder(ByteOrder.nativeOrder());
            assertThat(ObjectAssembler.code(SourceText.of("xlated", listing), options))
                    .isEqualTo(asPrinted(Files.readAllBytes(file)));
        }
    }

    private static byte[] asPrinted(byte[] code) {
        ByteBuffer bytes = ByteBuffer.wrap(code).order(ByteOrder.nativeOrder());
        for (int at = 0; at < code.length; at += SLOT) {
            if ((bytes.get(at) & 0xff) == MOVE && bytes.getShort(at + 2) == PER_CPU) {
                bytes.putShort(at + 2, (short) 0);
            }
        }
        return bytes.array();
    }
}

package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The assembler of gcc 12 writes where a global is into the instruction, and names the global in the relocation too. Loaders add the
 * two, as clang means them to, so they find every global twice as far from the start of its section as it is. Nothing in the file says
 * whose habit it has, and a number beside a symbol is what clang writes for a part of an array: such objects mean what loaders take them
 * for.
 */
class GccPlacesTest {
    private static final String START = "#define SEC(name) __attribute__((section(name), used))\n";
    private static final String LICENSE = "char terms[] SEC(\"license\") = \"GPL\";\n";

    @TempDir
    Path folder;

    @Test
    void whatLiesTwiceAsFarIsReadAsByLoaders() throws IOException {
        // fourth, third, second, first is their order in .data
        byte[] theirs = gcc("int first = 3; int second = 5; int third = 7; int fourth = 9;\n", "third");
        byte[] ours = ObjectWriter.write(ObjectReader.read(theirs), Target.of(IsaVersion.V4));
        Kernel.require();
        try (var before = Kernel.load(theirs);
                var after = Kernel.load(ours)) {
            assertThat(before.program("p").run(new byte[64]).returnValue()).isEqualTo(5);
            assertThat(after.program("p").run(new byte[64]).returnValue()).isEqualTo(5);
        }
    }

    @Test
    void whatLiesBeyondTheSectionIsRefusedByAll() throws IOException {
        byte[] theirs = gcc("int first = 3; int second = 5;\n", "first");
        assertThatThrownBy(() -> ObjectReader.read(theirs))
                .isExactlyInstanceOf(ObjectFormatException.class)
                .hasMessageContaining("by symbol `first` to byte 8")
                .hasMessageContaining("where nothing is that it could mean");
        Kernel.require();
        assertThatThrownBy(() -> Kernel.load(theirs).close()).isExactlyInstanceOf(KernelRefused.class);
    }

    private byte[] gcc(String globals, String read) throws IOException {
        Path object = folder.resolve("gcc.o");
        Judge.require("bpf-gcc")
                .run(
                        List.of("-O2", "-gbtf", "-mco-re", "-x", "c", "-c", "-", "-o", object.toString()),
                        START + globals + "SEC(\"xdp\") int p(void *context) { return " + read + "; }\n" + LICENSE)
                .orFail();
        return Files.readAllBytes(object);
    }
}

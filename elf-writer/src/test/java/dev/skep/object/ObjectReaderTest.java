package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.btf.BtfPrinter;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectReaderTest {
    private static final Target ANY = Target.of(IsaVersion.V4);

    @TempDir
    Path folder;

    static Stream<BpfObject> ours() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                .flatMap(order -> Stream.of(BaseObject.in(order), RichObject.in(order)));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("ours")
    void whatIsWrittenIsReadAndWrittenTheSame(BpfObject object) {
        byte[] written = ObjectWriter.write(object, ANY);
        var read = ObjectReader.read(written);
        assertThat(ObjectWriter.write(read, ANY)).isEqualTo(written);
        assertThat(read.license()).isEqualTo(object.license());
        assertThat(read.order()).isEqualTo(object.order());
        assertThat(read.maps()).isEqualTo(object.maps());
        assertThat(read.externs()).isEqualTo(object.externs());
        assertThat(read.programs()).extracting(BpfProgram::name).hasSameElementsAs(names(object.programs()));
        assertThat(read.functions()).extracting(BpfFunction::name).isEqualTo(names(object.functions()));
        assertThat(read.btf().types()).startsWith(object.btf().types().get(0));
    }

    @Test
    void readsCodeWithItsNames() {
        var read = ObjectReader.read(ObjectWriter.write(RichObject.in(ByteOrder.LITTLE_ENDIAN), ANY));
        assertThat(read.functions().get(1).code().toString().lines().map(String::strip))
                .filteredOn(line -> !line.startsWith(";"))
                .containsExactly("mix:", "r6 = r1", "call twice", "r0 += r6", "r1 = r0", "call plain", "exit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p_base", "p_classifier", "p_nocb", "q_kfunc", "c_guarded_missing"})
    void readsTheGoldenObjectsAndWritesThemTheSame(String name) throws IOException {
        byte[] golden = Files.readAllBytes(Shared.require("reference/" + name + ".o"));
        byte[] written = ObjectWriter.write(ObjectReader.read(golden), ANY);
        assertThat(Parsed.of(written).types()).isEqualTo(Parsed.of(golden).types());
        assertThat(Parsed.of(written).info()).isEqualTo(Parsed.of(golden).info());
        for (String section : List.of(".text", "xdp", "classifier", "socket", ".maps", ".data", ".rodata")) {
            assertThat(Parsed.of(written).content(section))
                    .as(section)
                    .isEqualTo(Parsed.of(golden).content(section));
        }
        assertThat(written).hasSizeLessThanOrEqualTo(golden.length);
        Kernel.require();
        try (var ours = Kernel.load(written);
                var theirs = Kernel.load(golden)) {
            for (String program : theirs.programs()) {
                assertThat(ours.program(program).run(new byte[64]).returnValue())
                        .isEqualTo(theirs.program(program).run(new byte[64]).returnValue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.skep.object.ClangObjects#names")
    void readsWhatClangMakesAndTheKernelRunsItAlike(String name) throws IOException {
        byte[] theirs = ClangObjects.compile(name);
        var object = ObjectReader.read(theirs);
        byte[] ours = ObjectWriter.write(object, ANY);
        assertThat(ObjectWriter.write(ObjectReader.read(ours), ANY)).isEqualTo(ours);
        assertThat(dump(ours)).isEqualTo(BtfPrinter.print(Parsed.of(ours).types()));
        assertThat(dump(theirs)).isEqualTo(BtfPrinter.print(Parsed.of(theirs).types()));
        Kernel.require();
        try (var before = Kernel.load(theirs);
                var after = Kernel.load(ours)) {
            assertThat(after.maps()).isEqualTo(before.maps());
            assertThat(after.programs()).isEqualTo(before.programs());
            for (String program : before.programs()) {
                assertThat(after.program(program).instructionCount())
                        .isEqualTo(before.program(program).instructionCount());
                assertThat(after.program(program).translatedBytes())
                        .isEqualTo(before.program(program).translatedBytes());
            }
            for (String program : runnable(object)) {
                for (byte[] packet : packets()) {
                    assertThat(after.program(program).run(packet).returnValue())
                            .isEqualTo(before.program(program).run(packet).returnValue());
                }
            }
        }
    }

    @Test
    void saysWhatItHasNoPlaceFor() {
        // spotless:off
        refuses("",                                                          "the file has 0 bytes, an ELF header alone has 64");
        refuses("int x SEC(\".jumptables\") = 1;",                           "section .jumptables is loaded, and there is no place for it in an object");
        refuses("int x SEC(\".percpu\") = 1; SEC(\"xdp\") int p(void *c) { return x++; }", "section xdp refers at byte 0 by symbol `x` to byte 0 of section 5, where nothing is that it could mean");
        refuses("SEC(\"nosuch\") int p(void *c) { return 0; }",              "section `nosuch` is none that loaders know");
        refuses("int v; int *p = &v;",                                       "section .data has relocations: no loader puts addresses into data");
        refuses("struct { int (*type)[1]; int (*color)[1]; } m SEC(\".maps\");", "map m has a member color, for which there is no place");
        refuses("asm(\".pushsection .jumptables,\\\"\\\"\\nJT: .quad 0, 8\\n.popsection\"); SEC(\"xdp\") int p(void *c) { int r; asm(\"%0 = JT ll\" : \"=r\"(r)); return r; }", "section xdp refers at byte 0 to a table of section .jumptables, for which there is no place");
        refuses("struct { int (*type)[99]; } m SEC(\".maps\");",             "map m has type 99, for which there is no place");
        refuses("struct { int (*type)[1]; int (*map_flags)[1 << 30]; } m SEC(\".maps\");", "map m has unknown flags 0x40000000, for which there is no place");
        refuses("int m SEC(\".maps\");",                                     "map m is not defined by a struct");
        // spotless:on
    }

    private void refuses(String source, String message) {
        byte[] object = source.isEmpty() ? new byte[0] : ClangObjects.compileText(source);
        assertThatThrownBy(() -> ObjectReader.read(object))
                .isExactlyInstanceOf(ObjectFormatException.class)
                .hasMessageContaining(message);
    }

    private static List<String> names(List<? extends BpfRoutine> routines) {
        return routines.stream().map(BpfRoutine::name).toList();
    }

    /** Programs of these sections take a packet without further ado. */
    private static List<String> runnable(BpfObject object) {
        return object.programs().stream()
                .filter(program -> List.of("xdp", "tc", "classifier")
                        .contains(program.section().toString()))
                .map(BpfProgram::name)
                .toList();
    }

    private static List<byte[]> packets() throws IOException {
        try (var files = Files.list(Shared.require("bench/packets"))) {
            return files.sorted().map(ObjectReaderTest::bytes).toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String dump(byte[] object) throws IOException {
        var file = Files.write(folder.resolve("dumped.o"), object);
        return Judge.require("bpftool")
                .run("btf", "dump", "file", file.toString(), "format", "raw")
                .orFail()
                .out();
    }
}

package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.btf.BtfType.DeclTag;
import dev.skep.btf.BtfType.Struct;
import dev.skep.testkit.Judge;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BtfRoundTripTest {
    @TempDir
    Path folder;

    @Test
    void theExampleHasEveryKind() {
        assertThat(AllKinds.graph().types().stream()
                        .map(BtfType::kind)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(BtfKind.class))))
                .isEqualTo(EnumSet.allOf(BtfKind.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void whatIsWrittenIsReadAndWrittenTheSame(String name) {
        var order = name.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        byte[] written = BtfWriter.of(AllKinds.graph(), order).btf();
        assertThat(ByteBuffer.wrap(written).order(order).getShort()).isEqualTo((short) 0xEB9F);
        var read = BtfReader.read(written);
        assertThat(read).isEqualTo(AllKinds.graph());
        assertThat(BtfWriter.of(read, order).btf()).isEqualTo(written);
    }

    @Test
    void bpftoolPrintsWhatWePrint() throws IOException {
        Path file = folder.resolve("all.btf");
        Files.write(
                file, BtfWriter.of(AllKinds.graph(), ByteOrder.nativeOrder()).btf());
        assertThat(BtfPrinter.print(AllKinds.graph())).isEqualTo(bpftool(file));
    }

    /** bpftool extends an unsigned enumerator of 32 bits by its sign, in JSON only. */
    @Test
    void bpftoolPrintsTheJsonWePrint() throws IOException {
        Path file = folder.resolve("all.btf");
        Files.write(
                file, BtfWriter.of(AllKinds.graph(), ByteOrder.nativeOrder()).btf());
        var theirs = Judge.require("bpftool")
                .run("-j", "btf", "dump", "file", file.toString())
                .orFail()
                .out();
        assertThat(BtfJsonPrinter.printFrom(AllKinds.graph(), new BtfId(1)))
                .isEqualTo(theirs.replace("18446744071562067968", "2147483648"));
    }

    @Test
    void jsonQuotesWhatNeedsIt() {
        var graph = BtfGraph.of(List.of(DeclTag.on(new BtfId(2), "\"a\\b\"\n"), new Struct("s", 0, List.of())));
        assertThat(BtfJsonPrinter.printFrom(graph, new BtfId(1)))
                .startsWith("{\"types\":[{\"id\":1,\"kind\":\"DECL_TAG\",\"name\":\"\\\"a\\\\b\\\"\\u000a\",");
    }

    @Test
    void bpftoolPrintsTheRunningKernelAsWeDo() throws IOException {
        Path vmlinux = Path.of("/sys/kernel/btf/vmlinux");
        assumeTrue(Files.isReadable(vmlinux), "no " + vmlinux);
        var graph = BtfReader.read(Files.readAllBytes(vmlinux));
        assertThat(graph.size()).isGreaterThan(1000);
        assertThat(BtfPrinter.print(graph).equals(bpftool(vmlinux))).isTrue();
        var again = BtfReader.read(BtfWriter.of(graph, ByteOrder.nativeOrder()).btf());
        assertThat(again.equals(graph)).isTrue();
    }

    @Test
    void theSameGraphGivesTheSameBytes() {
        assertThat(BtfWriter.of(AllKinds.graph(), ByteOrder.LITTLE_ENDIAN).btf())
                .isEqualTo(
                        BtfWriter.of(AllKinds.graph(), ByteOrder.LITTLE_ENDIAN).btf());
    }

    private static String bpftool(Path file) {
        return Judge.require("bpftool")
                .run("btf", "dump", "file", file.toString(), "format", "raw")
                .orFail()
                .out();
    }
}

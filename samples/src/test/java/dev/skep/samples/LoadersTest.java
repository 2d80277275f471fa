package dev.skep.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.BpfFs;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.NetworkNamespace;
import dev.skep.testkit.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Other people's tools take the samples' objects. */
final class LoadersTest {
    @ParameterizedTest
    @EnumSource(Sample.class)
    void readelfHasNoWarning(Sample sample) {
        Output read = Judge.require("readelf").run("-aW", path(sample)).orFail();
        assertThat(read.err()).isEmpty();
        assertThat(read.out()).contains("Linux BPF").doesNotContainIgnoringCase("warning");
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void bpftoolReadsTheTypes(Sample sample) {
        Output dumped = bpftool("btf", "dump", "file", path(sample)).orFail();
        assertThat(dumped.out()).contains("DATASEC '.maps'").contains("linkage=global");
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void bpftoolLinksThem(Sample sample, @TempDir Path folder) {
        Path linked = folder.resolve("linked.o");
        bpftool("gen", "object", linked.toString(), path(sample)).orFail();
        assertThat(linked).isNotEmptyFile();
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void bpftoolMakesASkeleton(Sample sample) {
        assertThat(bpftool("gen", "skeleton", path(sample)).orFail().out()).contains("struct bpf_object_skeleton");
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void bpftoolLoadsThemAndShowsOurSourceLines(Sample sample) throws IOException {
        Kernel.require();
        try (BpfFs pins = BpfFs.mount()) {
            Path folder = pins.folder().resolve("programs");
            bpftool("prog", "loadall", path(sample), folder.toString()).orFail();
            for (Path program : programs(folder)) {
                Output dumped = bpftool("prog", "dump", "xlated", "pinned", program.toString(), "linum")
                        .orFail();
                assertThat(dumped.out()).contains("file:" + sample.source()).contains("line_num:");
            }
        }
    }

    @Test
    void iproute2AttachesPacketCounter() {
        Kernel.require();
        try (NetworkNamespace namespace = NetworkNamespace.create()) {
            namespace.vethPair("v0", "v1");
            String object = Sample.PACKET_COUNTER.object().toAbsolutePath().toString();
            namespace
                    .run("ip", "link", "set", "dev", "v0", "xdp", "obj", object, "sec", "xdp")
                    .orFail();
            assertThat(namespace.run("ip", "link", "show", "dev", "v0").orFail().out())
                    .contains("prog/xdp");
        }
    }

    private static List<Path> programs(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> programs = files.toList();
            assertThat(programs).isNotEmpty();
            return programs;
        }
    }

    private static Output bpftool(String... arguments) {
        return Judge.require("bpftool").run(arguments);
    }

    private static String path(Sample sample) {
        return sample.object().toString();
    }
}

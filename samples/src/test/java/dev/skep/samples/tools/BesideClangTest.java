package dev.skep.samples.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.samples.InC;
import dev.skep.testkit.CoreRelocation;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tools beside what clang makes of the same in C. */
final class BesideClangTest {
    @TempDir
    private static Path folder;

    private static final Map<Tool, Path> IN_C = new EnumMap<>(Tool.class);

    @BeforeAll
    static void compiles() throws IOException {
        Kernel.require();
        var types = Judge.require("bpftool").run("btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "c");
        Files.write(folder.resolve("vmlinux.h"), types.orFail().bytes());
        for (var tool : Tool.values()) IN_C.put(tool, tool.inC(folder));
    }

    /**
     * Type by type, member by member and kind by kind. The context of an iterator is what its hook says, so nobody looks for its members
     * in the kernel: the only thing that clang asks alone.
     */
    @ParameterizedTest
    @EnumSource
    void asksTheSameOfTheKernel(Tool tool) {
        var theirs = Kernel.open(IN_C.get(tool)).relocations().stream()
                .filter(relocation -> !relocation.asked().what().startsWith("struct bpf_iter__task."))
                .toList();
        assertThat(asked(tool.open().relocations())).isNotEmpty().isEqualTo(asked(theirs));
    }

    private static Set<String> asked(Collection<CoreRelocation> relocations) {
        return relocations.stream()
                .map(CoreRelocation::asked)
                .map(fact -> fact.kind() + " " + fact.what())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void objectsAreSmall() {
        for (var tool : Tool.values()) {
            var ours = InC.size(tool.object());
            var theirs = InC.size(IN_C.get(tool));
            System.out.printf("%-14s %6d of %6d bytes: %.3f%n", tool, ours, theirs, (double) ours / theirs);
            assertThat((double) ours / theirs).as("%s", tool).isLessThanOrEqualTo(0.40);
        }
    }
}

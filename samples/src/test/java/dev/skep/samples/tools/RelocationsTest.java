package dev.skep.samples.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.CoreRelocation;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What libbpf makes of the tools' relocations, in the kernel that runs and in kernels that nobody has, beside what bpftool reads there. */
final class RelocationsTest {
    private static final Path THIS_KERNEL = Path.of("/sys/kernel/btf/vmlinux");

    @TempDir
    private static Path folder;

    private static KernelFacts facts;
    private static Path mirror;
    private static KernelFacts mirrorFacts;

    @BeforeAll
    static void readsTheTypes() throws IOException {
        Kernel.require();
        facts = KernelFacts.read(THIS_KERNEL);
        mirror = AlteredTypes.of(THIS_KERNEL).mirrored().write(folder.resolve("mirror.btf"));
        mirrorFacts = KernelFacts.read(mirror);
    }

    @ParameterizedTest
    @EnumSource
    void membersAreReadWhereTheyLie(Tool tool) {
        var relocations = tool.open().relocations();
        assertThat(relocations).isNotEmpty().allSatisfy(relocation -> assertReads(relocation, facts));
    }

    @ParameterizedTest
    @EnumSource
    void movedMembersAreReadWhereTheyLieNow(Tool tool) {
        var before = tool.open().relocations();
        var after = tool.open().types(mirror).relocations();
        assertThat(after)
                .hasSameSizeAs(before)
                .allSatisfy(relocation -> assertReads(relocation, mirrorFacts))
                .noneMatch(before::contains);
    }

    /** A member that is gone takes the instructions that read it along, and no others. */
    @ParameterizedTest
    @EnumSource
    void whatReadsAMissingMemberIsForbidden(Tool tool) throws IOException {
        var needed = needed(tool);
        assertThat(tool.open().types(needed).relocations())
                .isNotEmpty()
                .allSatisfy(relocation -> assertReads(relocation, facts));
        for (var gone : members(tool.open().relocations())) {
            var without = AlteredTypes.of(needed).without(gone).write(folder.resolve("without.btf"));
            assertThat(tool.open().types(without).relocations())
                    .allSatisfy(relocation -> assertThat(relocation.isPoisoned())
                            .isEqualTo(relocation.asked().members().contains(gone)));
        }
    }

    /** The types that bpftool keeps of the kernel's for a tool. */
    private static Path needed(Tool tool) {
        var needed = folder.resolve("needed.btf");
        var object = tool.object().toString();
        Judge.require("bpftool")
                .run("gen", "min_core_btf", THIS_KERNEL.toString(), needed.toString(), object)
                .orFail();
        return needed;
    }

    private static Set<String> members(List<CoreRelocation> relocations) {
        return relocations.stream()
                .flatMap(relocation -> relocation.asked().members().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** An instruction has the offset now that a member has in these types. */
    private static void assertReads(CoreRelocation relocation, KernelFacts facts) {
        var found = relocation.found().orElseThrow();
        assertThat(found.kind()).isEqualTo("byte_off");
        var offset = facts.offset(found.struct(), found.path());
        assertThat(found.place()).isEqualTo(String.valueOf(offset));
        assertThat(relocation.patches())
                .anyMatch(patch -> List.of("off", "imm").contains(patch.part()) && patch.after() == offset);
    }
}

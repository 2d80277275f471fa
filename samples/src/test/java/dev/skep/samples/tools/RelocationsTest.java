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
                .filteredOn(
                        relocation -> reads(relocation) && relocation.found().isPresent())
                .isNotEmpty()
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
        var before = tool.open().relocations();
        for (var gone : members(before)) {
            var without = AlteredTypes.of(needed).without(gone).write(folder.resolve("without.btf"));
            assertThat(tool.open().types(without).relocations())
                    .hasSameSizeAs(before)
                    .allSatisfy(relocation -> {
                        var isGone = relocation.asked().members().contains(gone);
                        assertThat(relocation.found().isPresent()).isEqualTo(!isGone && isThere(relocation, before));
                        assertReads(relocation, facts);
                    });
        }
    }

    private static boolean isThere(CoreRelocation relocation, List<CoreRelocation> before) {
        return before.stream()
                .anyMatch(other -> other.asked().equals(relocation.asked())
                        && other.found().isPresent());
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

    private static boolean reads(CoreRelocation relocation) {
        return relocation.asked().kind().equals("byte_off");
    }

    /** An instruction has the offset now that a member has in these types, or the answer whether it has one, or must not be reached. */
    private static void assertReads(CoreRelocation relocation, KernelFacts facts) {
        var found = relocation.found();
        if (!reads(relocation)) {
            assertThat(relocation.asked().kind()).isEqualTo("field_exists");
            assertThat(relocation.after("imm")).isEqualTo(found.isPresent() ? 1 : 0);
        } else if (found.isEmpty()) {
            assertThat(relocation.isPoisoned()).isTrue();
        } else {
            var offset = facts.offset(found.get().struct(), found.get().path());
            assertThat(found.get().place()).isEqualTo(String.valueOf(offset));
            assertThat(relocation.patches())
                    .anyMatch(patch -> List.of("off", "imm").contains(patch.part()) && patch.after() == offset);
        }
    }
}

package dev.skep.samples.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.samples.InC;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.MappedPages;
import dev.skep.testkit.NativeOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree in an arena: programs build it and count in it, and the test walks it in memory of its own. */
final class WatchTreeTest {
    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void countsAreFoundWhereTheTreeLeads() {
        var random = new Random(7);
        Map<Long, Long> expected = new LinkedHashMap<>();
        try (var loaded = Kernel.load(WatchTreeBpf.bytes())) {
            while (expected.size() < 300) {
                var address = random.nextInt();
                assertThat(watch(loaded, address)).isZero();
                expected.put(Integer.toUnsignedLong(address), 0L);
            }
            for (var address : expected.keySet()) {
                if (address % 3 == 0) continue;
                for (var i = 0; i < address % 3; i++) send(loaded, address.intValue());
                expected.put(address, address % 3);
            }
            send(loaded, 12345);
            assertThat(watch(loaded, expected.keySet().iterator().next().intValue()))
                    .isZero();
            try (var pages = loaded.map("memory").pages()) {
                assertThat(pages.address()).isEqualTo(0x2000_0000);
                Map<Long, Long> found = new LinkedHashMap<>();
                walk(pages, loaded.global("root").number(), found);
                assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
                assertThat(List.copyOf(found.keySet())).isSorted();
            }
        }
    }

    @Test
    void hasNoMoreInstructionsThanInC(@TempDir Path folder) {
        var inC = InC.compiled(Path.of("src/test/c/watch_tree.bpf.c"), folder, "-mcpu=v4");
        try (var ours = Kernel.load(WatchTreeBpf.bytes());
                var theirs = Kernel.load(inC)) {
            for (var program : ours.programs())
                assertThat(ours.program(program).instructionCount())
                        .as(program)
                        .isLessThanOrEqualTo(theirs.program(program).instructionCount());
        }
    }

    private static int watch(LoadedObject loaded, int address) {
        return loaded.program("watch").runContext(NativeOrder.u32(address)).returnValue();
    }

    private static void send(LoadedObject loaded, int source) {
        loaded.program("count").run(Packets.ipv4(source, Packets.SERVER, 1).array());
    }

    private static void walk(MappedPages pages, long address, Map<Long, Long> found) {
        if (address == 0) return;
        var node = WatchTreeBpf.Views.NodeView.of(pages.bytes().position((int) (address - pages.address())));
        walk(pages, node.lower(), found);
        found.put(node.address(), node.packets());
        walk(pages, node.higher(), found);
    }
}

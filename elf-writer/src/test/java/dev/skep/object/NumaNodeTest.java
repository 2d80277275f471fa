package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.kernel.MapFlag;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the memory of a map is, as clang writes it down: read, written, and known to the kernel, which refuses nodes that it has not. */
class NumaNodeTest {
    /** No kernel has as many: {@code MAX_NUMNODES} is 1024 at most. */
    private static final int NONE = 4095;

    @ParameterizedTest
    @ValueSource(ints = {0, NONE})
    void reachesTheKernelFromWhatWasReadAndWritten(int node) {
        byte[] theirs = ClangObjects.compileText("""
                struct { __uint(type, BPF_MAP_TYPE_HASH); __type(key, int); __type(value, long);
                         __uint(max_entries, 4); __uint(map_flags, BPF_F_NUMA_NODE); __uint(numa_node, %d); }
                    m SEC(".maps");
                SEC("xdp") int p(struct xdp_md *c) { int k = 1; return bpf_map_lookup_elem(&m, &k) ? 1 : 2; }
                char terms[] SEC("license") = "GPL";
                """.formatted(node));
        var map = ObjectReader.read(theirs).maps().get(0);
        assertThat(map.numaNode()).isEqualTo(node);
        assertThat(map.flags()).containsExactly(MapFlag.NUMA_NODE);
        byte[] ours = ObjectWriter.write(ObjectReader.read(theirs), Target.of(IsaVersion.V3));
        assertThat(ObjectReader.read(ours).maps()).containsExactly(map);
        assertThat(map.withNumaNode(node)).isEqualTo(map);
        Kernel.require();
        for (byte[] object : new byte[][] {theirs, ours}) {
            if (node == NONE) {
                assertThatThrownBy(() -> Kernel.load(object)).isInstanceOf(KernelRefused.class);
            } else {
                Kernel.load(object).close();
            }
        }
    }
}

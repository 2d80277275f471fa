package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.NativeOrder;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of the kernel, whose nodes are embedded in what they link: walked from node to node, and from each to what it is embedded in. */
class ContainersTest {
    private static final String SOURCE = """
            package tools;

            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.11")
            @KernelTypes
            final class Children {
                static final BpfHashMap<Integer, U32> seen = BpfHashMap.of(4096);

                @RawTracepoint("sched_switch")
                static int probed(RawTracepointContext context) {
                    return walk(Kernel.currentTask(task_struct.class));
                }

                @RawTracepoint("sched_wakeup")
                static int trusted(RawTracepointContext context) {
                    return walk(Kernel.currentTaskBtf(task_struct.class));
                }

                @Inline
                static int walk(task_struct task) {
                    var head = task.children;
                    var node = head.next;
                    int count = 0;
                    for (int i = 0; i < 64 && node != head; i++) {
                        var child = Core.containerOf(node, (task_struct outer) -> outer.sibling);
                        seen.update(child.tgid, U32.of(child.real_parent.tgid));
                        count++;
                        node = node.next;
                    }
                    return count;
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"probed", "trusted"})
    void childrenAreFoundByTheirSiblings(String program) throws IOException {
        Kernel.require();
        var child = new ProcessBuilder("sleep", "60").start();
        try (var loaded = Kernel.load(Build.of("tools.Children", SOURCE).objectOrFail("tools.Children"))) {
            var count = loaded.program(program).runContext(new byte[24]).returnValue();
            var seen = loaded.map("seen");
            Set<Long> found = seen.keys().stream().map(NativeOrder::number).collect(Collectors.toSet());
            assertThat(found).hasSize(count).contains(child.pid());
            assertThat(seen.keys()).allSatisfy(key -> assertThat(
                            NativeOrder.number(seen.lookup(key).orElseThrow()))
                    .isEqualTo(ProcessHandle.current().pid()));
        } finally {
            child.destroyForcibly();
        }
    }
}

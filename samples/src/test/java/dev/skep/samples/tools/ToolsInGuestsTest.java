package dev.skep.samples.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.loader.Drivers;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Request;
import dev.skep.testkit.loader.Trial;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.JudgeKernel;
import dev.skep.testkit.matrix.JudgePlan;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** All tools in virtual machines, attached to their hooks: fentry and LSM, too, which the machines that build do not have. */
@EnabledIfSystemProperty(named = "skep.all", matches = "true", disabledReason = "boots kernels: ./check --all does")
final class ToolsInGuestsTest {
    /** A struct of functions for 5.10, too. */
    private static final Path PLAIN_RENO =
            Path.of("target/classes/META-INF/bpf/dev.skep.samples.features.PlainReno.bpf.o");

    private static final List<Path> OBJECTS = Stream.concat(
                    Stream.of(Tool.values()).map(Tool::object),
                    Stream.concat(
                            Stream.of(ConnectRedirect.class, SteerSocket.class).map(Tool::object),
                            Stream.of(PLAIN_RENO)))
            .toList();

    /** {@code request_queue.disk} came with 5.15, {@code bpf_get_current_task_btf} with 5.11 and functions of the kernel with 5.13; the tools say so. */
    private static final Set<String> REFUSED = Set.of(
            "BlockLatency.complete 5.10",
            "Cubic.congAvoid 5.10",
            "Cubic.init 5.10",
            "Cubic.setState 5.10",
            "Cubic.ssthresh 5.10",
            "Cubic.undoCwnd 5.10",
            "ExecSnoop.exec 5.10");

    /** The loader leaves perf events to those who open them. */
    private static final Set<String> NOT_ATTACHED =
            Set.of("Profile.tick 5.10", "Profile.tick 6.1", "Profile.tick 6.12", "Profile.tick newest");

    @Test
    void everyKernelTakesThemAndTheyAttach() {
        var kernels = EnumSet.allOf(JudgeKernel.class);
        kernels.remove(JudgeKernel.HOST);
        var request = Request.load().attaching();
        var matrix = new JudgePlan(OBJECTS, new TreeSet<>(kernels), new TreeSet<>(Set.of(Loader.LIBBPF)), request)
                .judge(Drivers.ofUser());
        assertThat(matrix.columns()).hasSize(kernels.size());
        Set<String> refused = new TreeSet<>();
        Set<String> notAttached = new TreeSet<>();
        for (var row : matrix.rows()) {
            for (var column : matrix.columns()) {
                var judgement = matrix.at(row, column);
                var place = name(row.object()) + "." + row.program() + " " + column.kernel();
                if (!(judgement.verdict() instanceof Verdict.Accepted)) refused.add(place);
                else if (!(judgement.attachment() instanceof Trial.Attached)) notAttached.add(place);
            }
        }
        assertThat(refused).as(matrix.text()).isEqualTo(REFUSED);
        assertThat(notAttached).as(matrix.text()).isEqualTo(NOT_ATTACHED);
    }

    private static String name(Path object) {
        return object.getFileName().toString().replaceFirst(".*\\.(\\w+)\\.bpf\\.o", "$1");
    }
}

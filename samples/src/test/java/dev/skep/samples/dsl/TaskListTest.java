package dev.skep.samples.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.BpfFs;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample in the running kernel, where bpftool makes a file of it: its lines are those of the same in annotated Java. */
class TaskListTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void listsTheProcesses() throws IOException {
        var ours = lines(TaskList.object().bytes());
        assertThat(ours.get(0))
                .isEqualTo("     PID   PARENT      UID")
                .isEqualTo(lines(annotated()).get(0));
        var self = ProcessHandle.current();
        assertThat(ours.stream().filter(line -> line.startsWith("%8d ".formatted(self.pid()))))
                .containsExactly("%8d %8d %8d"
                        .formatted(self.pid(), self.parent().orElseThrow().pid(), 0));
    }

    @Test
    void isAsShortAsTheAnnotatedSample() throws IOException {
        try (var ours = Kernel.load(TaskList.object().bytes());
                var theirs = Kernel.load(annotated())) {
            assertThat(ours.program("list").instructionCount())
                    .isLessThanOrEqualTo(theirs.program("list").instructionCount());
        }
    }

    private List<String> lines(byte[] object) throws IOException {
        var file = Files.write(folder.resolve("tasks.o"), object);
        try (var pins = BpfFs.mount()) {
            var pin = pins.folder().resolve("tasks");
            Judge.require("bpftool")
                    .run("iter", "pin", file.toString(), pin.toString())
                    .orFail();
            return Files.readAllLines(pin);
        }
    }

    private static byte[] annotated() throws IOException {
        var name = "/META-INF/bpf/dev.skep.samples.tools.TaskList.bpf.o";
        try (var object = TaskListTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(object, "the annotated sample").readAllBytes();
        }
    }
}

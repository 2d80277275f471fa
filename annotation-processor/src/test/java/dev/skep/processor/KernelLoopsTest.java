package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Cgroup;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Loops over tasks, their memory and cgroups, compared with what {@code /proc} tells of this process. */
class KernelLoopsTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.7")
            final class Loops {
                @KernelType("task_struct")
                static final class Task {
                    int pid;
                    int tgid;
                    @Length(16) byte[] comm;
                    Task real_parent;
                }

                @KernelType("vm_area_struct")
                static final class Area {
                    @Unsigned long vm_start;
                    @Unsigned long vm_end;
                }

                @KernelType("cgroup")
                static final class Group {
                    @Embedded State self;
                }

                @KernelType("cgroup_subsys_state")
                static final class State {
                    int id;
                }

                @Struct
                static final class Question {
                    int pid;
                    int parent;
                }

                @Xdp
                static int processes(XdpContext context) {
                    int processes = 0;
                    for (Task task : Kernel.tasks(Task.class)) if (task.pid == task.tgid) processes++;
                    return processes;
                }

                @Syscall
                static int find(Question question) {
                    try (var rcu = Kernel.rcuReadLock()) {
                        for (Task task : Kernel.tasks(Task.class)) {
                            if (task.pid != question.pid) continue;
                            question.parent = task.real_parent.tgid;
                            comm[0] = task.comm[0];
                            comm[1] = task.comm[1];
                            comm[2] = task.comm[2];
                            return 1;
                        }
                    }
                    return 0;
                }

                @Xdp
                static int threads(XdpContext context) {
                    int found = 0;
                    for (Task thread : Kernel.threadsOf(Kernel.currentTaskBtf(Task.class))) {
                        if (thread.tgid != wanted) others++;
                        found++;
                    }
                    return found;
                }

                static final byte[] comm = new byte[3];
                static int wanted;
                static int others;
                static long mapped;

                @Xdp
                static int all(XdpContext context) {
                    int found = 0;
                    for (Task thread : Kernel.threads(Task.class)) if (thread.tgid == wanted) found++;
                    return found;
                }

                @Syscall
                static int areas(Question question) {
                    int areas = 0;
                    var task = Kernel.currentTaskBtf(Task.class);
                    mapped = 0;
                    for (Area area : Kernel.taskVmas(task, Area.class, 0)) {
                        mapped += (long) (area.vm_end - area.vm_start);
                        areas++;
                    }
                    return areas;
                }

                @BtfTracepoint("cgroup_mkdir")
                static int descendants(Group group) {
                    for (State state : Kernel.css(group.self, 2)) mapped += state.id;
                    return 0;
                }

                @Kfunc("bpf_cgroup_from_id")
                private static native BpfReference<Group> cgroup(@Unsigned long id);

                @Syscall
                static int ancestors(Question question) {
                    mapped = 0;
                    try (var held = cgroup(question.pid)) {
                        if (held == null) return -1;
                        try (var rcu = Kernel.rcuReadLock()) {
                            for (State state : Kernel.css(held.value().self, 4)) mapped++;
                        }
                    }
                    return 3;
                }

                @Xdp
                static int nested(XdpContext context) {
                    int rounds = 0;
                    outer:
                    for (int i : Kernel.range(3)) {
                        for (Task task : Kernel.tasks(Task.class)) {
                            rounds++;
                            if (i == 1) continue outer;
                            if (i == 2) break outer;
                            if (rounds == 2) break;
                        }
                    }
                    return rounds;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @Test
    void countProcesses() throws IOException {
        try (var object = load()) {
            var before = processes();
            var counted = object.program("processes").run(new byte[64]).returnValue();
            assertThat((long) counted)
                    .isBetween(Math.min(before, processes()) - 20, Math.max(before, processes()) + 20);
        }
    }

    @Test
    void findThisProcess() throws IOException {
        var self = ProcessHandle.current();
        var question = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(0, (int) self.pid());
        try (var object = load()) {
            var run = object.program("find").runContext(question.array());
            var after = ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder());
            assertThat(run.returnValue()).isEqualTo(1);
            assertThat((long) after.getInt(4))
                    .isEqualTo(self.parent().orElseThrow().pid());
            var comm = new String(object.global("comm").bytes(), StandardCharsets.UTF_8);
            assertThat(Files.readString(Path.of("/proc/self/comm"))).startsWith(comm);
            question.putInt(0, -5);
            assertThat(object.program("find").runContext(question.array()).returnValue())
                    .isZero();
        }
    }

    @Test
    void countThreads() throws IOException {
        try (var object = load()) {
            object.global("wanted").set((int) ProcessHandle.current().pid());
            var before = entries("/proc/self/task");
            var counted = object.program("threads").run(new byte[64]).returnValue();
            var all = object.program("all").run(new byte[64]).returnValue();
            assertThat((long) counted).isBetween(before - 3, before + 3);
            assertThat(object.global("others").number()).isZero();
            assertThat((long) all).isBetween(before - 3, before + 3);
        }
    }

    @Test
    void seeMappings() throws IOException {
        try (var object = load()) {
            var before = lines();
            var counted = object.program("areas").runContext(new byte[8]).returnValue();
            assertThat((long) counted).isBetween(before - 50, before + 50);
            assertThat(object.global("mapped").number()).isGreaterThan(1 << 20);
        }
    }

    /** The inode of its folder is the number of a cgroup, which is a child of the root. */
    @Test
    void climbCgroups() throws IOException {
        try (var cgroup = Cgroup.create();
                var object = load()) {
            var inode = ((Number) Files.getAttribute(cgroup.folder(), "unix:ino")).intValue();
            var question = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(0, inode);
            assertThat(object.program("ancestors").runContext(question.array()).returnValue())
                    .isEqualTo(3);
            assertThat(object.global("mapped").number()).isEqualTo(2);
            assertThat(object.programs()).contains("descendants");
        }
    }

    @Test
    void areLeftByLabels() {
        try (var object = load()) {
            assertThat(object.program("nested").run(new byte[64]).returnValue()).isEqualTo(4);
        }
    }

    private static long processes() throws IOException {
        try (var files = Files.list(Path.of("/proc"))) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+"))
                    .count();
        }
    }

    private static long entries(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.count();
        }
    }

    private static long lines() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps")).size();
    }

    private static LoadedObject load() {
        return Kernel.load(Build.of("Loops", SOURCE).objectOrFail("Loops"));
    }
}

package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one run of a program puts into a map is there in the next one. */
class KptrsTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;
            @KernelType("task_struct")
            final class Task { int pid; int tgid; Task realParent; CssSet cgroups; }
            @KernelType("css_set")
            final class CssSet { Cgroup dflCgrp; }
            @KernelType("cgroup")
            final class Cgroup { int level; }
            @Bpf(license = "GPL", minKernel = "6.17")
            final class Keeping {
                @Struct static final class Question { int pid; int answer; }
                @Struct static final class Kept { Kptr<Task> task; @Unsigned int number; Kptr<BpfCpumask> mask; Kptr<Cgroup> group; }
                static final BpfHashMap<Integer, Kept> kept = BpfHashMap.of(8);
                static final BpfArray<Kept> always = BpfArray.of(2);

                @Syscall
                static int keep(Question question) {
                    var value = always.lookup(0);
                    if (value == null) return 1;
                    try (var held = Kfuncs.taskFromPid(question.pid, Task.class)) {
                        if (held == null) return 2;
                        value.number++;
                        try (var before = value.task.exchange(held)) {
                            if (before != null) question.answer = before.value().tgid;
                        }
                    }
                    return 0;
                }

                @Syscall
                static int take(Question question) {
                    var value = always.lookup(0);
                    if (value == null) return 1;
                    try (var before = value.task.exchange(null)) {
                        if (before == null) return 2;
                        question.answer = before.value().tgid;
                    }
                    return 0;
                }

                @Syscall
                static int look(Question question) {
                    var value = always.lookup(0);
                    if (value == null) return 1;
                    try (var rcu = Kernel.rcuReadLock()) {
                        var task = value.task.value();
                        if (task == null) return 2;
                        question.answer = task.tgid;
                        try (var again = Kfuncs.taskAcquire(task)) {
                            if (again == null) return 3;
                        }
                        try (var parent = Kfuncs.taskAcquire(task.realParent)) {
                            if (parent == null) return 4;
                            question.answer += parent.value().tgid;
                        }
                    }
                    return 0;
                }

                @Syscall
                static int group(Question question) {
                    var value = always.lookup(1);
                    if (value == null) return 1;
                    var self = Kernel.currentTaskBtf(Task.class);
                    try (var rcu = Kernel.rcuReadLock()) {
                        try (var group = Kfuncs.cgroupAcquire(self.cgroups.dflCgrp)) {
                            if (group == null) return 3;
                            question.answer = group.value().level + 10;
                            try (var old = value.group.exchange(group)) {
                                if (old != null) question.answer++;
                            }
                        }
                        Task up = self.realParent;
                        for (int i = 0; i < 3 && up.pid > 2; i++) up = up.realParent;
                    }
                    return 0;
                }

                @Tc
                static int awake(SkBuff skb) {
                    var value = always.lookup(0);
                    if (value == null) return 1;
                    var task = value.task.value();
                    return task == null ? 5 : task.pid;
                }
            }
            """;

    private static final int PID = (int) ProcessHandle.current().pid();
    private static final int PARENT =
            (int) ProcessHandle.current().parent().orElseThrow().pid();

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    private static LoadedObject load() {
        return Kernel.load(Build.of("Keeping", SOURCE).objectOrFail("Keeping"));
    }

    /** Returns what the program answers, or minus what it returned. */
    private static int run(LoadedObject object, String program, int pid) {
        var question = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(pid);
        var run = object.program(program).runContext(question.array());
        var answer =
                ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder()).getInt(4);
        return run.returnValue() == 0 ? answer : -run.returnValue();
    }

    @Test
    void oneRunKeepsWhatTheNextOneTakes() {
        try (var object = load()) {
            assertThat(run(object, "look", 0)).isEqualTo(-2);
            assertThat(run(object, "keep", PID)).isZero();
            assertThat(run(object, "keep", PARENT)).isEqualTo(PID);
            assertThat(run(object, "take", 0)).isEqualTo(PARENT);
            assertThat(run(object, "take", 0)).isEqualTo(-2);
        }
    }

    @Test
    void itIsReadWhereItLies() {
        try (var object = load()) {
            assertThat(object.program("awake").run(new byte[64]).returnValue()).isEqualTo(5);
            run(object, "keep", PID);
            assertThat(run(object, "look", 0)).isEqualTo(PID + PARENT);
            assertThat(run(object, "look", 0)).isEqualTo(PID + PARENT);
            assertThat(object.program("awake").run(new byte[64]).returnValue()).isEqualTo(PID);
        }
    }

    @Test
    void whatRcuKeepsIsTakenFromThere() {
        try (var object = load()) {
            var level = run(object, "group", 0);
            assertThat(level).isBetween(10, 40);
            assertThat(run(object, "group", 0)).isEqualTo(level + 1);
        }
    }
}

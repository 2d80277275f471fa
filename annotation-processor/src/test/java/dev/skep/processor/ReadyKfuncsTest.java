package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.kernel.Kfunc;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The kernel functions that are ready as methods: they say what they call and since when, and the kernel that runs takes calls of all of them. */
class ReadyKfuncsTest {
    private static final Path SOURCES = Path.of("..", "dsl", "src", "main", "java", "dev", "skep", "lang");
    private static final Pattern METHOD =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+@Kfunc\\(\"(\\w+)\"\\)[^(]*?(\\w+)\\(", Pattern.DOTALL);

    private record Method(String owner, String name, String kfunc, String doc) {}

    /** The texts of newer kernels, statistics of older ones, and iterators over sockets only. */
    private static final List<String> NOT_HERE = List.of(
            "bpf_sock_destroy",
            "bpf_strncasecmp",
            "bpf_strcasestr",
            "bpf_strncasestr",
            "cgroup_rstat_updated",
            "cgroup_rstat_flush");

    private static final List<String> OWNERS =
            List.of("Kfuncs", "NetKfuncs", "BpfConntrack", "BpfCpumask", "BpfStrings", "TcpCongestion", "Scx");

    private static final String SOURCE = """
            import dev.skep.lang.*;

            @KernelType("task_struct")
            final class Task {
                int pid;
            }

            @KernelType("cgroup")
            final class Cgroup {
                int level;
            }

            @KernelType("sk_buff")
            final class KernelSkBuff {
                @Unsigned int len;
            }

            @KernelType("bpf_key")
            final class Key {}

            @Bpf(license = "GPL", minKernel = "6.17")
            final class Ready {
                @Struct
                static final class State {
                    int number;
                }

                @Syscall
                static int tasks(State state) {
                    var self = Kernel.currentTaskBtf(Task.class);
                    long sum = 0;
                    try (var task = Kfuncs.taskAcquire(self); var group = Kfuncs.cgroupFromId(1, Cgroup.class)) {
                        if (task == null || group == null) return 1;
                        sum += Kfuncs.taskUnderCgroup(task.value(), group.value());
                        try (var first = Kfuncs.taskGetCgroup1(task.value(), 1, Cgroup.class)) {
                            if (first != null) sum += first.value().level;
                        }
                        try (var again = Kfuncs.cgroupAcquire(group.value()); var top = Kfuncs.cgroupAncestor(group.value(), 0)) {
                            if (again != null && top != null) sum += again.value().level + top.value().level;
                        }
                    }
                    try (var one = Kfuncs.taskFromPid(2, Task.class); var other = Kfuncs.taskFromVpid(2, Task.class)) {
                        if (one != null) sum++;
                        if (other != null) sum++;
                    }
                    return (int) sum;
                }

                @BtfTracepoint("task_rename")
                static int keys(Task task) {
                    try (var key = Kfuncs.lookupSystemKey(0, Key.class)) {
                        return key == null ? 0 : 1;
                    }
                }

                @Tc
                static int length(SkBuff skb) {
                    var seen = Kfuncs.castToKernCtx(skb, KernelSkBuff.class);
                    var again = Kfuncs.rdonlyCast(seen, KernelSkBuff.class);
                    return (int) (seen.len * 1000 + again.len);
                }

                @Syscall
                static int masks(State state) {
                    int sum = 0;
                    try (var first = BpfCpumask.create(); var second = BpfCpumask.create(); var third = BpfCpumask.create()) {
                        if (first == null || second == null || third == null) return 1;
                        var one = first.value();
                        var other = second.value();
                        var into = third.value();
                        BpfCpumask.setall(one);
                        BpfCpumask.clear(other);
                        BpfCpumask.setCpu(0, other);
                        BpfCpumask.clearCpu(1, other);
                        if (BpfCpumask.testCpu(0, other)) sum++;
                        if (BpfCpumask.testAndSetCpu(0, other)) sum++;
                        if (BpfCpumask.testAndClearCpu(1, other)) sum += 100;
                        if (BpfCpumask.and(into, one, other)) sum++;
                        BpfCpumask.or(into, one, other);
                        BpfCpumask.xor(into, one, other);
                        BpfCpumask.copy(into, other);
                        if (BpfCpumask.equal(into, other)) sum++;
                        if (BpfCpumask.intersects(one, other)) sum++;
                        if (BpfCpumask.subset(other, one)) sum++;
                        if (BpfCpumask.empty(one)) sum += 100;
                        if (BpfCpumask.full(one)) sum++;
                        sum += (int) (BpfCpumask.first(other) + BpfCpumask.firstAnd(one, other) + BpfCpumask.anyAndDistribute(one, other));
                        sum += (int) (BpfCpumask.firstZero(other) + BpfCpumask.anyDistribute(other) + BpfCpumask.weight(other));
                        var bits = new byte[8];
                        bits[0] = 1;
                        if (BpfCpumask.populate(into, bits) == 0 && BpfCpumask.weight(into) == 1) sum++;
                        try (var again = BpfCpumask.acquire(other)) {
                            if (BpfCpumask.equal(again.value(), other)) sum++;
                        }
                    }
                    return sum;
                }
            }
            """;

    private static List<Method> methods() throws IOException {
        List<Method> methods = new ArrayList<>();
        for (var owner : OWNERS) {
            var matcher = METHOD.matcher(Files.readString(SOURCES.resolve(owner + ".java")));
            while (matcher.find())
                methods.add(new Method(
                        owner,
                        matcher.group(3),
                        matcher.group(2),
                        matcher.group(1).replaceAll("\\s*\\*\\s*", " ")));
        }
        return methods;
    }

    @Test
    void sayWhatTheyCallAndSinceWhen() throws IOException {
        assertThat(methods()).hasSizeGreaterThan(130).allSatisfy(method -> {
            var kfunc = Kfunc.of(method.kfunc()).orElseThrow();
            assertThat(method.doc())
                    .contains("{@code " + method.kfunc() + "}")
                    .contains("Kernel " + kfunc.since() + ".");
            var name = method.kfunc()
                    .replaceFirst("(scx_)?bpf_", "")
                    .replaceFirst("cpumask_", "")
                    .replaceFirst("crypto_(ctx_)?", "")
                    .replaceFirst("(?<![a-z])ct_", "")
                    .replace("_", "");
            assertThat(name).isEqualTo(method.name().toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void areAllCalledHere() throws IOException {
        var sources = SOURCE + KfuncSources.all();
        assertThat(methods().stream()
                        .filter(method -> !NOT_HERE.contains(method.kfunc()))
                        .map(method -> method.owner() + "." + method.name() + "(")
                        .filter(call -> !sources.contains(call)))
                .isEmpty();
    }

    @Test
    void areTakenByTheKernel() {
        Kernel.require();
        assertThat(KfuncSources.object("OfSecurity")).isNotEmpty();
        var build = Build.of("Ready", SOURCE);
        try (var loaded = Kernel.load(build.objectOrFail("Ready"))) {
            assertThat(loaded.programs()).isNotEmpty();
            assertThat(loaded.program("masks").runContext(new byte[8]).returnValue())
                    .isEqualTo(11);
        }
    }
}

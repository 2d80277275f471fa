package dev.skep.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where the kernel looks up who may call its functions: {@code enum btf_kfunc_hook} of {@code kernel/bpf/btf.c}, in which each type of program
 * has one hook at most. The column: the types of one, with the first kernel of those that were given it later.
 */
public enum KfuncHook {
    // spotless:off
    /** What is registered here, programs of every type may call. */
    COMMON        (Arrays.stream(ProgramType.values()).map(Enum::name).toArray(String[]::new)),
    XDP           ("XDP"),
    TC            ("SCHED_CLS"),
    STRUCT_OPS    ("STRUCT_OPS"),
    TRACING       ("TRACING", "LSM", "TRACEPOINT 6.12", "PERF_EVENT 6.12"),
    /** Of those of {@link #TRACING} what a filter leaves to programs of the LSM. */
    LSM           ("LSM"),
    SYSCALL       ("SYSCALL"),
    CGROUP        ("CGROUP_SKB", "CGROUP_SOCK 6.12", "CGROUP_DEVICE 6.12", "CGROUP_SOCK_ADDR 6.7", "CGROUP_SOCKOPT 6.12", "CGROUP_SYSCTL 6.12",
                   "SOCK_OPS 6.15"),
    SCHED_ACT     ("SCHED_ACT"),
    SK_SKB        ("SK_SKB"),
    SOCKET_FILTER ("SOCKET_FILTER"),
    LWT           ("LWT_IN", "LWT_OUT", "LWT_XMIT", "LWT_SEG6LOCAL"),
    NETFILTER     ("NETFILTER");
    // spotless:on

    private final Map<ProgramType, KernelVersion> types = new EnumMap<>(ProgramType.class);

    KfuncHook(String... types) {
        for (String type : types) {
            int space = type.indexOf(' ');
            var known = ProgramType.valueOf(space < 0 ? type : type.substring(0, space));
            this.types.put(known, space < 0 ? known.since() : KernelVersion.parse(type.substring(space + 1)));
        }
    }

    /** Returns the types of programs that look here, each with the first kernel in which it does. */
    public Map<ProgramType, KernelVersion> types() {
        return Collections.unmodifiableMap(types);
    }

    static Set<KfuncHook> parse(String cell) {
        var hooks = EnumSet.noneOf(KfuncHook.class);
        for (String name : FactTable.split(cell, ' ')) {
            if (!name.isEmpty()) {
                hooks.add(valueOf(name));
            }
        }
        return hooks;
    }
}

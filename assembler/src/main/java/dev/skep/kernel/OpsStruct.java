package dev.skep.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Structs of functions that the kernel takes from programs ({@code struct bpf_struct_ops}): what it asks of one, beyond its types. Modules may
 * have more of them. Sources: {@code net/ipv4/bpf_tcp_ca.c}, {@code net/ipv4/tcp_cong.c}, {@code net/bpf/bpf_dummy_struct_ops.c}, {@code
 * drivers/hid/bpf/hid_bpf_struct_ops.c}, {@code kernel/sched/ext.c}, {@code net/sched/bpf_qdisc.c}.
 */
public enum OpsStruct {
    // spotless:off
    /** A TCP congestion control. What is a {@code struct sock} to it is a {@code struct tcp_sock} to the verifier. */
    TCP_CONGESTION_OPS ("tcp_congestion_ops", "5.6",  "name ssthresh undo_cwnd cong_avoid|cong_control", "get_info", Sleep.NEVER),
    /** For tests of the kernel itself. */
    BPF_DUMMY_OPS      ("bpf_dummy_ops",      "5.16", "",                                                "",         Sleep.SOME),
    /** What changes events and reports of input devices. */
    HID_BPF_OPS        ("hid_bpf_ops",        "6.11", "",                                                "",         Sleep.SOME),
    /** A scheduler. */
    SCHED_EXT_OPS      ("sched_ext_ops",      "6.12", "name",                                            "",         Sleep.SOME),
    /** A queueing discipline. */
    QDISC_OPS          ("Qdisc_ops",          "6.16", "id enqueue dequeue init reset destroy",           "",         Sleep.SOME);
    // spotless:on

    /** Kernel that first takes such structs at all. */
    public static final KernelVersion SINCE = new KernelVersion(5, 6);

    /** Kernel that first takes one by a link. */
    public static final KernelVersion LINKS = new KernelVersion(6, 4);

    /** Kernel whose first programs in one may sleep. */
    public static final KernelVersion SLEEPS = new KernelVersion(6, 3);

    private static final KernelVersion LONGER_CONG_CONTROL = new KernelVersion(6, 10);

    /** Each begins with the one before. */
    private static final List<String> TCP_SOCKETS = List.of("sock", "inet_sock", "inet_connection_sock", "tcp_sock");

    /** Whether its programs are called where they may sleep. */
    public enum Sleep {
        NEVER,
        /** Some of them, as the kernel says when it loads them. */
        SOME
    }

    private final String kernelName;
    private final KernelVersion since;
    private final List<List<String>> required;
    private final List<String> unsupported;
    private final Sleep sleep;

    OpsStruct(String kernelName, String since, String required, String unsupported, Sleep sleep) {
        this.kernelName = kernelName;
        this.since = KernelVersion.parse(since);
        this.required =
                words(required).map(choice -> List.of(choice.split("\\|", -1))).toList();
        this.unsupported = words(unsupported).toList();
        this.sleep = sleep;
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty());
    }

    /** Returns what is known of the struct of that name. */
    public static Optional<OpsStruct> of(String kernelName) {
        return Arrays.stream(values())
                .filter(row -> row.kernelName.equals(kernelName))
                .findFirst();
    }

    /** Returns the name that C gives it. */
    public String kernelName() {
        return kernelName;
    }

    /** Returns the first kernel that takes it. */
    public KernelVersion since() {
        return since;
    }

    /** Returns the members without which the kernel does not take it; one of each list is enough. */
    public List<List<String>> required() {
        return required;
    }

    /** Returns whether the kernel takes no program for a member. */
    public boolean refuses(String member) {
        return unsupported.contains(member);
    }

    /** Returns whether its programs are called where they may sleep. */
    public Sleep sleep() {
        return sleep;
    }

    /** Returns whether what it hands over as a pointer to {@code struct} is {@code other} to the verifier, or begins with that. */
    public boolean isSeenAs(String struct, String other) {
        return this == TCP_CONGESTION_OPS && struct.equals("sock") && TCP_SOCKETS.contains(other);
    }

    /** Returns the first kernel that hands so many arguments to a member. */
    public KernelVersion since(String member, int arguments) {
        var isLonger = this == TCP_CONGESTION_OPS && member.equals("cong_control") && arguments > 2;
        return isLonger ? LONGER_CONG_CONTROL : since;
    }
}

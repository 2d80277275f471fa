package dev.skep.dsl;

import java.util.function.Function;

/** Where a program runs: its section in the object, and the builder with the words for that place. */
public final class ProgramType<B extends FunctionBuilder<?>> {
    private final String section;
    private final Function<Body, B> builder;

    private ProgramType(String section, Function<Body, B> builder) {
        this.section = section;
        this.builder = builder;
    }

    /** A program that sees packets as the network driver delivers them. */
    public static ProgramType<XdpBuilder> xdp() {
        return new ProgramType<>("xdp", XdpBuilder::new);
    }

    /** A filter of traffic control; where it attaches is up to the loader. */
    public static ProgramType<TcBuilder> tc() {
        return new ProgramType<>("classifier", TcBuilder::new);
    }

    /** A filter of the packets that the sockets of a cgroup receive. */
    public static ProgramType<CgroupSkbBuilder> cgroupSkbIngress() {
        return new ProgramType<>("cgroup_skb/ingress", CgroupSkbBuilder::new);
    }

    /** A filter of the packets that the sockets of a cgroup send. */
    public static ProgramType<CgroupSkbBuilder> cgroupSkbEgress() {
        return new ProgramType<>("cgroup_skb/egress", CgroupSkbBuilder::new);
    }

    /** A program at a tracepoint, such as {@code sched}, {@code sched_process_exec}; its context is the tracepoint's record. */
    public static ProgramType<TracepointBuilder> tracepoint(String category, String name) {
        return new ProgramType<>("tracepoint/" + category + "/" + name, TracepointBuilder::new);
    }

    /** A program at a tracepoint, with the raw arguments of the kernel. */
    public static ProgramType<RawTracepointBuilder> rawTracepoint(String name) {
        return new ProgramType<>("raw_tracepoint/" + name, RawTracepointBuilder::new);
    }

    String section() {
        return section;
    }

    B builder(Body body) {
        return builder.apply(body);
    }
}

package dev.skep.testkit;

/** A program at its place; gone from there when closed. */
public record Attached(int descriptor) implements AutoCloseable {
    /** Links a program to what a number stands for: the descriptor of a namespace or a cgroup, the index of a device. */
    static Attached link(LoadedProgram program, int target, int attachType) {
        int link = Bpf.LIBBPF.bpf_link_create(program.descriptor(), target, attachType, null);
        return new Attached(Bpf.check(link, "attach " + program.name()));
    }

    @Override
    public void close() {
        Bpf.close(descriptor);
    }
}

package dev.skep.testkit.loader;

/** Software by other people that takes BPF objects. */
public enum Loader {
    // spotless:off
    //          label         asks the kernel  tries programs
    LIBBPF_1_1 ("libbpf-1.1", true,            true),
    LIBBPF     ("libbpf",     true,            true),
    CILIUM     ("cilium",     true,            true),
    AYA        ("aya",        false,           false),
    GEN_OBJECT ("gen-object", false,           false),
    IPROUTE2   ("iproute2",   true,            false);
    // spotless:on

    private final String label;
    private final boolean needsKernel;
    private final boolean triesPrograms;

    Loader(String label, boolean needsKernel, boolean triesPrograms) {
        this.label = label;
        this.needsKernel = needsKernel;
        this.triesPrograms = triesPrograms;
    }

    /** What people call it by. */
    public String label() {
        return label;
    }

    /** Whether its verdict depends on the kernel that it runs on; the others only read objects. */
    public boolean needsKernel() {
        return needsKernel;
    }

    /** Whether its driver runs and attaches programs when a {@link Request} says so. */
    public boolean triesPrograms() {
        return triesPrograms;
    }
}

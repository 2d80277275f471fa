package dev.skep.object.lint;

/** Who reads objects. */
public enum Loader {
    /** libbpf, bpftool and what is built on them. */
    LIBBPF("libbpf"),
    /** cilium/ebpf for Go. */
    CILIUM("cilium/ebpf"),
    /** aya for Rust. */
    AYA("aya"),
    /** ip and tc; built with libbpf they read as the libbpf of that version does. */
    IPROUTE2("iproute2"),
    /** {@code bpftool gen object}. */
    LINKER("bpftool gen object"),
    /** The verifier of eBPF for Windows. */
    PREVAIL("PREVAIL");

    private final String label;

    Loader(String label) {
        this.label = label;
    }

    /** How people call it. */
    public String label() {
        return label;
    }
}

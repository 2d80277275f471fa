package dev.skep.testkit;

import java.nio.charset.StandardCharsets;

/** The kernel's verdict on types: {@code BPF_BTF_LOAD}. */
public final class KernelTypes {
    private static final int LOG = 1 << 20;

    /** {@code struct bpf_btf_load_opts}: its size, the log's address, level and size. */
    private static final int OPTIONS = 32;

    private static final int LOG_ADDRESS = 8;
    private static final int LOG_LEVEL = 16;
    private static final int LOG_SIZE = 20;

    private KernelTypes() {}

    /** Why the kernel refuses this BTF; empty if it takes it. */
    public static String verdict(byte[] btf) {
        Kernel.require();
        try (var bytes = Bpf.copy(btf);
                var log = Bpf.zeros(LOG);
                var options = Bpf.zeros(OPTIONS)) {
            options.setLong(0, OPTIONS);
            options.setPointer(LOG_ADDRESS, log);
            options.setInt(LOG_LEVEL, 1);
            options.setInt(LOG_SIZE, LOG);
            int descriptor = Bpf.LIBBPF.bpf_btf_load(bytes, btf.length, options);
            if (descriptor >= 0) {
                Bpf.close(descriptor);
                return "";
            }
            return Bpf.describe(-descriptor) + "\n" + log.getString(0, StandardCharsets.UTF_8.name());
        }
    }
}

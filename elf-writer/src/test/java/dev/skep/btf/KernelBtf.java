package dev.skep.btf;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.skep.testkit.Kernel;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The kernel's verdict on types: {@code BPF_BTF_LOAD}. */
final class KernelBtf {
    private static final int LOG = 1 << 20;
    private static final int OPTIONS = 32;

    private KernelBtf() {}

    /** libbpf and libc. */
    public interface Libbpf extends Library {
        int bpf_btf_load(Pointer data, long size, Pointer options);

        int close(int descriptor);
    }

    /** Why the kernel refuses these types; empty if it takes them. */
    static String verdict(BtfGraph graph) {
        Kernel.require();
        var libbpf = Native.load("libbpf.so.1", Libbpf.class);
        byte[] bytes = BtfWriter.of(graph, ByteOrder.nativeOrder()).btf();
        try (var data = new Memory(bytes.length);
                var log = new Memory(LOG);
                var options = new Memory(OPTIONS)) {
            data.write(0, bytes, 0, bytes.length);
            log.clear();
            options.clear();
            options.setLong(0, OPTIONS);
            options.setPointer(8, log);
            options.setInt(16, 1);
            options.setInt(20, LOG);
            int descriptor = libbpf.bpf_btf_load(data, bytes.length, options);
            if (descriptor >= 0) {
                libbpf.close(descriptor);
                return "";
            }
            return "errno " + -descriptor + "\n" + log.getString(0, StandardCharsets.UTF_8.name());
        }
    }
}

package dev.skep.processor.bindings;

import dev.skep.btf.BtfIndex;
import dev.skep.processor.bindings.Kernels.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The types of kernels that come with the processor, those in {@code kernel-types.txt} and what lies in them: of kernel 6.18, and what differs
 * in 5.10, both on x86-64.
 */
public final class Catalogue {
    private Catalogue() {}

    /** Returns the types. */
    public static Kernels types() {
        return new Kernels(List.of(kernel("6.18"), kernel("5.10")));
    }

    private static Kernel kernel(String name) {
        return new Kernel(name, read("kernel-" + name + ".btf"));
    }

    /** Returns the structs of functions that programs may implement, with what their functions take: {@code tcp_congestion_ops} and {@code bpf_dummy_ops}. */
    static BtfIndex structOps() {
        return read("struct-ops.btf");
    }

    private static BtfIndex read(String name) {
        try (var resource = Catalogue.class.getResourceAsStream(name)) {
            if (resource == null) throw new IllegalStateException(name + " is missing beside " + Catalogue.class);
            return BtfIndex.of(ByteBuffer.wrap(resource.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

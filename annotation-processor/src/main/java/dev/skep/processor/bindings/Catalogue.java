package dev.skep.processor.bindings;

import dev.skep.btf.BtfIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** The types of a kernel that come with the processor: those in {@code kernel-types.txt} and what lies in them, of kernel 6.18 on x86-64. */
public final class Catalogue {
    private Catalogue() {}

    /** Returns the types. */
    public static BtfIndex types() {
        return read("kernel.btf");
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

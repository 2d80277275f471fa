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
        try (var resource = Catalogue.class.getResourceAsStream("kernel.btf")) {
            if (resource == null) throw new IllegalStateException("kernel.btf is missing beside " + Catalogue.class);
            return BtfIndex.of(ByteBuffer.wrap(resource.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

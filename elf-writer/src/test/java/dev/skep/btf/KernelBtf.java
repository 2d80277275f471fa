package dev.skep.btf;

import dev.skep.testkit.KernelTypes;
import java.nio.ByteOrder;

/** The kernel's verdict on a graph of types. */
final class KernelBtf {
    private KernelBtf() {}

    /** Why the kernel refuses these types; empty if it takes them. */
    static String verdict(BtfGraph graph) {
        return KernelTypes.verdict(BtfWriter.of(graph, ByteOrder.nativeOrder()).btf());
    }
}

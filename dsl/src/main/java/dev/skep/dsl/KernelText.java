package dev.skep.dsl;

import dev.skep.ir.Value;
import dev.skep.ir.ValueType;

/** Characters in a struct of the kernel, found by {@link KernelObject#text}: the kernel reads them itself when it prints them, and prints nothing where it cannot. */
public final class KernelText implements Printable {
    private final KernelObject object;
    private final KernelPath path;
    private final int length;

    KernelText(KernelObject object, KernelPath path, int length) {
        this.object = object;
        this.path = path;
        this.length = length;
    }

    /** Returns how many characters there are at most. */
    int length() {
        return length;
    }

    void require(Body user) {
        object.origin().require(user, "the pointer");
    }

    /** Emits where they are. */
    Value address(Body body) {
        return body.ir().reinterpret(ValueType.I64, KernelReads.address(object, path));
    }
}

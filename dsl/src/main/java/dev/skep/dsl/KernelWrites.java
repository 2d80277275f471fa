package dev.skep.dsl;

import dev.skep.ir.MemoryKind;
import dev.skep.kernel.OpsStruct;
import dev.skep.kernel.WritableMember;

/** What programs of structs of functions may write to in the kernel's structs. */
final class KernelWrites {
    /** What comes behind is not part of a struct's name in the kernel. */
    private static final String FLAVOR = "___";

    private KernelWrites() {}

    /** Throws unless the program may write to a member of the struct that declares it. */
    static void require(KernelObject object, KernelStruct struct, String member) {
        var rules = object.origin().body().rules();
        var name = "`" + struct + "." + member + "`";
        var ops = rules.ops()
                .orElseThrow(() -> new IllegalStateException(
                        name + " is memory of the kernel, and this is no program of a struct of functions"));
        if (object.kind() != MemoryKind.KERNEL)
            throw new IllegalStateException(name + " is in nothing that the program was handed by the kernel itself");
        OpsStruct.of(ops).filter(OpsStruct.TCP_CONGESTION_OPS::equals).ifPresent(known -> {
            var owner = struct.toString().split(FLAVOR, 2)[0];
            var row = WritableMember.of(known, owner, member)
                    .orElseThrow(
                            () -> new IllegalStateException(name + " may only be read by programs of a `" + ops + "`"));
            rules.requireKernel(row.since(), "a program that writes to " + name);
        });
    }
}

package dev.skep.dsl;

import dev.skep.ir.MemoryKind;
import dev.skep.ir.StructType;
import dev.skep.kernel.OpsStruct;
import dev.skep.kernel.WritableMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What programs of structs of functions may write to in the kernel's structs. */
final class KernelWrites {
    /** What comes behind is not part of a struct's name in the kernel. */
    private static final String FLAVOR = "___";

    private KernelWrites() {}

    /**
     * Throws unless the program may write to a part.
     *
     * @param name what it is called
     */
    static void require(KernelObject object, KernelPath part, String name) {
        var rules = object.origin().body().rules();
        var ops = rules.ops()
                .orElseThrow(() -> new IllegalStateException(
                        "`" + name + "` is memory of the kernel, and this is no program of a struct of functions"));
        if (object.kind() != MemoryKind.KERNEL)
            throw new IllegalStateException(
                    "`" + name + "` is in nothing that the program was handed by the kernel itself");
        if (!ops.equals(OpsStruct.TCP_CONGESTION_OPS.kernelName())) return;
        var row = row(part)
                .orElseThrow(() ->
                        new IllegalStateException("`" + name + "` may only be read by programs of a `" + ops + "`"));
        rules.requireKernel(row.since(), "a program that writes to `" + name + "`");
    }

    /** The struct that declares a member is on the way to it; those in between have no names in the kernel. */
    private static Optional<WritableMember> row(KernelPath part) {
        List<String> members = new ArrayList<>();
        List<String> owners = new ArrayList<>();
        @Nullable StructType struct = part.root().btf();
        for (var position : part.positions()) {
            if (struct == null) break;
            var member = struct.members().get(position);
            owners.add(struct.name().split(FLAVOR, 2)[0]);
            members.add(member.name());
            struct = member.type() instanceof StructType inner ? inner : null;
        }
        for (var i = members.size() - 1; i >= 0; i--) {
            var name = String.join(".", members.subList(i, members.size()));
            var row = WritableMember.of(OpsStruct.TCP_CONGESTION_OPS, owners.get(i), name);
            if (row.isPresent()) return row;
        }
        return Optional.empty();
    }
}

package dev.skep.object;

import dev.skep.asm.Target;
import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfWriter;
import dev.skep.elf.ElfWriter;
import dev.skep.object.ObjectProblem.Kind;
import dev.skep.object.ObjectProblem.Subject;
import dev.skep.object.internal.rules.ObjectRules;
import dev.skep.object.internal.rules.Problems;
import dev.skep.object.internal.write.CodeInfo;
import dev.skep.object.internal.write.ObjectPlan;
import dev.skep.object.internal.write.ObjectSections;
import dev.skep.object.internal.write.ObjectTypes;

/**
 * Writes a {@link BpfObject} as the ELF file that every loader takes: libbpf, cilium/ebpf, aya, iproute2. Same object, same bytes.
 *
 * <p>Check, place, link, complete the types, number the sections and symbols, write.
 */
public final class ObjectWriter {
    /** {@code BTF_MAX_SIZE}. */
    private static final int MAX_BTF = 1 << 24;

    private ObjectWriter() {}

    /**
     * The bytes of an object whose code is for this target.
     *
     * @throws ObjectException with everything that is wrong with the object
     */
    public static byte[] write(BpfObject object, Target target) {
        var problems = new Problems();
        ObjectRules.check(object, problems);
        var plan = ObjectPlan.of(object, target, problems);
        var types = ObjectTypes.of(plan, problems);
        var info = new CodeInfo(types, problems).of(plan.code());
        problems.throwIfAny();
        return ElfWriter.write(ObjectSections.of(plan, types.graph(), encode(types, info, object, problems)));
    }

    private static BtfWriter encode(ObjectTypes.Complete types, BtfExt info, BpfObject object, Problems problems) {
        var about = problems.about(Subject.OBJECT, ".BTF");
        BtfWriter writer;
        try {
            writer = BtfWriter.of(types.graph(), info, object.order());
        } catch (IllegalArgumentException e) {
            about.add(Kind.TYPE_RULE, "the types and lines of the object cannot be written: " + e.getMessage());
            throw problems.exception();
        }
        int bytes = writer.btf().length;
        about.require(
                bytes <= MAX_BTF, Kind.TOO_LARGE, () -> "the types have " + bytes + " bytes, the limit is " + MAX_BTF);
        problems.throwIfAny();
        return writer;
    }
}

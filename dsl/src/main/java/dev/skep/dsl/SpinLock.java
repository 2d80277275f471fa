package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.StructType;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import org.jspecify.annotations.Nullable;

/** A {@code struct bpf_spin_lock} in the value of a map, held by {@link FunctionBuilder#hold}: it lets one CPU at a time at the fields beside it. */
public final class SpinLock {
    static final StructType BTF =
            StructType.struct("bpf_spin_lock").member("val", BpfType.U32).build();

    /** First kernel that takes values with a lock in the maps of maps. */
    private static final KernelVersion INNER = new KernelVersion(6, 2);

    private final StructDef struct;
    private final String name;
    private final int member;

    SpinLock(StructDef struct, String name, int member) {
        this.struct = struct;
        this.name = name;
        this.member = member;
    }

    /** Throws when the values of a map have a lock and the kernel takes no such map. */
    static void requireAllowed(MapDef<?> map, Rules rules) {
        if (holds(map.keyType()))
            throw new IllegalArgumentException("the keys of map `" + map + "` have a lock, which is for values");
        if (map instanceof MapOfMapsDef<?, ?, ?> maps && holds(maps.inner().valueType()))
            rules.requireKernel(INNER, "a map in a map, with a lock in its values,");
        if (holds(map.valueType()) && !map.type().mayLock())
            throw new IllegalArgumentException(
                    "the values of map `" + map + "` have a lock, which those of type " + map.type() + " may not");
    }

    private static boolean holds(@Nullable Type<?> type) {
        return type != null && type.holdsLock();
    }

    /** Throws when {@code what} of a type would hold a lock and is in no map. */
    static void requireNone(Type<?> type, String what) {
        if (type.holdsLock()) throw new IllegalArgumentException(what + " has a lock, which is for the values of maps");
    }

    /** {@code bpf_spin_lock(&value->lock); statements(); bpf_spin_unlock(&value->lock);}. */
    void hold(Body body, Struct value, Runnable statements) {
        if (value.type() != struct)
            throw new IllegalArgumentException("`" + this + "` is no lock of struct `" + value.type() + "`");
        var place = value.place().plus(struct.offset(member));
        place.origin().require(body, "the memory");
        if (place.kind() != MemoryKind.MAP_VALUE)
            throw new IllegalStateException("`" + this + "` is no lock here: it is one in the value of a map");
        body.rules().requireHelper(Helper.SPIN_LOCK);
        var ir = body.statement();
        var address = place.address();
        ir.callHelper(ValueType.I64, Helper.SPIN_LOCK, address);
        Runnable release = () -> body.ir().callHelper(ValueType.I64, Helper.SPIN_UNLOCK, address);
        body.cleaning(release, () -> body.guarded(statements));
        if (!body.ir().terminated()) release.run();
    }

    /** Returns the name, that of its struct before it. */
    @Override
    public String toString() {
        return struct + "." + name;
    }
}

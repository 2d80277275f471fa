package dev.skep.dsl;

import dev.skep.kernel.MapType;

/** Cgroups by index: helpers tell whether something is in one. Kernel 4.8. */
public final class CgroupArrayDef extends MapDef<CgroupArrayDef> {
    private CgroupArrayDef(MapDraft draft) {
        super(draft);
    }

    /** Cgroups. */
    public static CgroupArrayDef cgroupArray(String name) {
        return new CgroupArrayDef(MapDraft.of(name, MapType.CGROUP_ARRAY));
    }

    @Override
    CgroupArrayDef with(MapDraft changed) {
        return new CgroupArrayDef(changed);
    }

    @Override
    Type<?> keyType() {
        return Types.U32;
    }

    @Override
    Type<?> valueType() {
        return Types.U32;
    }
}

package dev.skep.dsl;

import dev.skep.kernel.MapType;

/** A value that belongs to something in the kernel, and goes with it. */
public final class StorageDef<V extends Storable<?>> extends MapDef<StorageDef<V>> {
    private final Type<V> value;

    private StorageDef(MapDraft draft, Type<V> value) {
        super(draft);
        this.value = value;
    }

    /** Values of sockets. Kernel 5.2. */
    public static <V extends Storable<?>> StorageDef<V> skStorage(String name, Type<V> value) {
        return new StorageDef<>(MapDraft.of(name, MapType.SK_STORAGE), value);
    }

    /** Values of threads. Kernel 5.11. */
    public static <V extends Storable<?>> StorageDef<V> taskStorage(String name, Type<V> value) {
        return new StorageDef<>(MapDraft.of(name, MapType.TASK_STORAGE), value);
    }

    /** Values of files. Kernel 5.10. */
    public static <V extends Storable<?>> StorageDef<V> inodeStorage(String name, Type<V> value) {
        return new StorageDef<>(MapDraft.of(name, MapType.INODE_STORAGE), value);
    }

    /** Values of cgroups. Kernel 6.2. */
    public static <V extends Storable<?>> StorageDef<V> cgrpStorage(String name, Type<V> value) {
        return new StorageDef<>(MapDraft.of(name, MapType.CGRP_STORAGE), value);
    }

    /** Values of the cgroups that programs are attached to, for {@link ProgramBuilder#cgroupStorage}. Kernel 4.19. */
    public static <V extends Storable<?>> StorageDef<V> cgroupStorage(String name, Type<V> value) {
        return new StorageDef<>(MapDraft.of(name, MapType.CGROUP_STORAGE), value);
    }

    @Override
    StorageDef<V> with(MapDraft changed) {
        return new StorageDef<>(changed, value);
    }

    Type<V> value() {
        return value;
    }

    @Override
    Type<?> keyType() {
        return type() == MapType.CGROUP_STORAGE ? Types.U64 : Types.S32;
    }

    @Override
    Type<V> valueType() {
        return value;
    }
}

package dev.skep.dsl;

import dev.skep.dsl.context.Sock;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.kernel.MapType;
import java.util.Map;

/** Emits lookups of values that belong to something in the kernel. */
final class StorageCalls {
    /** {@code BPF_LOCAL_STORAGE_GET_F_CREATE}. */
    static final long CREATE = 1;

    private static final Map<MapType, Helper> GET = Map.of(
            MapType.SK_STORAGE, Helper.SK_STORAGE_GET,
            MapType.TASK_STORAGE, Helper.TASK_STORAGE_GET,
            MapType.INODE_STORAGE, Helper.INODE_STORAGE_GET,
            MapType.CGRP_STORAGE, Helper.CGRP_STORAGE_GET);

    private StorageCalls() {}

    static <A, V extends Storable<R>, R> Maybe<R, A> get(
            FunctionBuilder<A> function, StorageDef<V> storage, Context<Sock> socket, long flags) {
        if (storage.type() != MapType.SK_STORAGE) throw refused(storage, "a socket");
        socket.require(function.body());
        return get(function, storage, socket.pointer(), flags);
    }

    static <A, V extends Storable<R>, R> Maybe<R, A> get(
            FunctionBuilder<A> function, StorageDef<V> storage, KernelObject owner, long flags) {
        if (storage.type() == MapType.SK_STORAGE || !GET.containsKey(storage.type()))
            throw refused(storage, "a `" + owner.type() + "`");
        owner.requireKnown(function.body());
        return get(function, storage, owner.pointer(), flags);
    }

    private static <A, V extends Storable<R>, R> Maybe<R, A> get(
            FunctionBuilder<A> function, StorageDef<V> storage, Value owner, long flags) {
        var body = function.body();
        storage.require(body);
        var helper = MapCalls.known(GET.get(storage.type()));
        var ir = HelperCalls.begin(body, helper);
        var value = ir.callHelper(
                ValueType.nullable(MemoryKind.MAP_VALUE),
                helper,
                storage.address(body),
                owner,
                ir.constant(ValueType.nullable(MemoryKind.MEMORY), 0),
                ir.constant(ValueType.I64, flags));
        return new Maybe<>(function, "lookup(" + storage + ")", MapCalls.found(body, storage.value(), value));
    }

    private static IllegalArgumentException refused(StorageDef<?> storage, String owner) {
        return new IllegalArgumentException(
                "map `" + storage + "` of type " + storage.type() + " keeps no values of " + owner);
    }
}

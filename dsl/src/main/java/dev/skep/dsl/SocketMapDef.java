package dev.skep.dsl;

import dev.skep.kernel.MapType;

/** Sockets under keys. Helpers send messages and packets to them, or choose them. */
public final class SocketMapDef<K extends Storable<?>> extends MapDef<SocketMapDef<K>> {
    private final Type<K> key;

    private SocketMapDef(MapDraft draft, Type<K> key) {
        super(draft);
        this.key = key;
    }

    /** Sockets by index. Kernel 4.14. */
    public static SocketMapDef<U32> sockMap(String name) {
        return new SocketMapDef<>(MapDraft.of(name, MapType.SOCKMAP), Types.U32);
    }

    /** Sockets by key. Kernel 4.18. */
    public static <K extends Storable<?>> SocketMapDef<K> sockHash(String name, Type<K> key) {
        return new SocketMapDef<>(MapDraft.of(name, MapType.SOCKHASH), key);
    }

    /** Sockets that share a port, by index. Kernel 4.19. */
    public static SocketMapDef<U32> reuseportArray(String name) {
        return new SocketMapDef<>(MapDraft.of(name, MapType.REUSEPORT_SOCKARRAY), Types.U32);
    }

    @Override
    SocketMapDef<K> with(MapDraft changed) {
        return new SocketMapDef<>(changed, key);
    }

    Type<K> key() {
        return key;
    }

    @Override
    Type<K> keyType() {
        return key;
    }

    @Override
    Type<?> valueType() {
        return Types.U64;
    }
}

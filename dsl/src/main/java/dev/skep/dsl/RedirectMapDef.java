package dev.skep.dsl;

import dev.skep.kernel.MapType;

/** Where {@link XdpBuilder#redirect} sends packets: user space says what is in it. */
public final class RedirectMapDef extends MapDef<RedirectMapDef> {
    private RedirectMapDef(MapDraft draft) {
        super(draft);
    }

    /** Devices by index. Kernel 4.14. */
    public static RedirectMapDef devMap(String name) {
        return new RedirectMapDef(MapDraft.of(name, MapType.DEVMAP));
    }

    /** Devices by any number. Kernel 5.4. */
    public static RedirectMapDef devMapHash(String name) {
        return new RedirectMapDef(MapDraft.of(name, MapType.DEVMAP_HASH));
    }

    /** CPUs by number. Kernel 4.15. */
    public static RedirectMapDef cpuMap(String name) {
        return new RedirectMapDef(MapDraft.of(name, MapType.CPUMAP));
    }

    /** AF_XDP sockets by index. Kernel 4.18. */
    public static RedirectMapDef xskMap(String name) {
        return new RedirectMapDef(MapDraft.of(name, MapType.XSKMAP));
    }

    @Override
    RedirectMapDef with(MapDraft changed) {
        return new RedirectMapDef(changed);
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

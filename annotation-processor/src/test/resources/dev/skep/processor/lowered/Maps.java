import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Maps {
    record Inner(short a, byte b) {}

    record Key(@Unsigned int address, Inner inner) {}

    @Struct
    static final class Stats {
        long packets;
        @Length(3) byte[] tail;
    }

    static final BpfHashMap<Key, Stats> stats = BpfHashMap.<Key, Stats>of(16).pinned().flags(1);
    static final BpfHashMap<@Unsigned Long, U32> numbers = BpfHashMap.of(2 * 8);
    static final BpfArray<Inner> inners = BpfArray.of(4);

    @Xdp
    static int program(XdpContext context) {
        var key = new Key(context.ingressIfindex, new Inner((short) 1, (byte) 2));
        var found = stats.lookupOrInsert(key);
        if (found == null) return 0;
        found.packets += 2;
        found.tail[1]--;

        var fresh = new Stats();
        fresh.packets = 7;
        if (!stats.insert(key, fresh)) stats.delete(key);
        numbers.update(3L, U32.of(4));

        var inner = inners.lookup(2);
        return inner != null ? inner.a() + inner.b() : 0;
    }
}

package dev.skep.object;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R3;
import static dev.skep.asm.Width.W;
import static dev.skep.testkit.loader.Loader.AYA;
import static dev.skep.testkit.loader.Loader.CILIUM;
import static dev.skep.testkit.loader.Loader.IPROUTE2;
import static dev.skep.testkit.loader.Loader.LIBBPF_1_1;

import dev.skep.asm.CodeBuilder;
import dev.skep.btf.BtfLinkage;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapType;
import dev.skep.object.MapSlots.InnerMaps;
import dev.skep.object.MapSlots.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Maps: what they hold at the start, numbers of every width, the arena, and one of each type. */
final class MapFeatures {
    private static final int RETURNED = 7;
    private static final long ARENA_ADDRESS = 1L << 44;

    private MapFeatures() {}

    static List<Feature> all() {
        return List.of(
                everyType(),
                Feature.of("prog array with programs", "4.2", programs(), RETURNED, IPROUTE2),
                Feature.of("array of maps", "4.12", ofMaps(MapType.ARRAY_OF_MAPS), RETURNED),
                Feature.of("hash of maps", "4.12", ofMaps(MapType.HASH_OF_MAPS), RETURNED),
                Feature.of("map extra", "5.16", bloom(3), RETURNED),
                Feature.of("arena", "6.9", arena(0), RETURNED, LIBBPF_1_1, CILIUM, IPROUTE2),
                Feature.of("arena at an address", "6.9", arena(ARENA_ADDRESS), RETURNED, LIBBPF_1_1, IPROUTE2),
                Feature.of("arena globals", "6.9", arenaGlobals(), RETURNED, LIBBPF_1_1, CILIUM, AYA, IPROUTE2));
    }

    private static Feature everyType() {
        List<BpfMap> maps = new ArrayList<>();
        MapRulesTest.maps()
                .forEach(map -> maps.add(new BpfMap(
                        "m" + maps.size(),
                        map.type(),
                        map.key(),
                        map.value(),
                        map.maxEntries(),
                        map.flags(),
                        map.extra(),
                        map.pinning(),
                        map.slots())));
        var since = KernelVersion.parse("6.2");
        return new Feature(
                "every type of map", since, MapRulesTest.object(maps), 0, Set.of(), Feature.Where.EVERYWHERE);
    }

    private static void done(CodeBuilder c) {
        c.mov(R0, RETURNED).exit();
    }

    private static Sketch programs() {
        var slots = new Programs(List.of("", "target", ""));
        return new Sketch()
                .map(BpfMap.of("jumps", MapType.PROG_ARRAY, MapPart.ofSize(4), MapPart.NONE, 4)
                        .withSlots(slots))
                .xdp(c -> c.ldMap(R2, "jumps")
                        .mov(R3, 1)
                        .call(Helper.TAIL_CALL)
                        .mov(R0, 1)
                        .exit())
                .program("xdp", "target", MapFeatures::done);
    }

    private static Sketch ofMaps(MapType type) {
        var sketch = new Sketch();
        var inner = BpfMap.of("inner", MapType.ARRAY, MapPart.ofType(sketch.u32), MapPart.ofType(sketch.u64), 2);
        var outer = BpfMap.of("outer", type, MapPart.ofType(sketch.u32), MapPart.NONE, 3)
                .withSlots(new InnerMaps(
                        BpfMap.of("outer_inner", inner.type(), inner.key(), inner.value(), 2), List.of("", "inner")));
        return sketch.map(inner).map(outer).xdp(c -> {
            c.st(W, mem(R10, -4), 1).mov(R2, R10).add(R2, -4);
            c.ldMap(R1, "outer").call(Helper.MAP_LOOKUP_ELEM);
            c.ifThen(R0.ne(0), () -> done(c));
            c.mov(R0, 1).exit();
        });
    }

    private static Sketch bloom(long functions) {
        return new Sketch()
                .map(BpfMap.of("m", MapType.BLOOM_FILTER, MapPart.NONE, MapPart.ofSize(4), 64)
                        .withExtra(functions))
                .xdp(using("m"));
    }

    private static Sketch arena(long extra) {
        return new Sketch().map(arenaMap(extra)).xdp(using("arena"));
    }

    private static BpfMap arenaMap(long extra) {
        return BpfMap.of("arena", MapType.ARENA, MapPart.NONE, MapPart.NONE, 16)
                .withFlags(MapFlag.MMAPABLE)
                .withExtra(extra);
    }

    private static Consumer<CodeBuilder> using(String map) {
        return c -> {
            c.ldMap(R1, map);
            done(c);
        };
    }

    static Sketch arenaGlobals() {
        var sketch = new Sketch();
        return sketch.map(arenaMap(ARENA_ADDRESS))
                .variable("first", DataSection.ARENA, BtfLinkage.GLOBAL, sketch.s32, 3)
                .variable("second", DataSection.ARENA, BtfLinkage.GLOBAL, sketch.s32, RETURNED)
                .xdp(c -> {
                    c.ldMap(R1, "arena").ldGlobal(R1, "second").addrSpaceCast(R1, R1, 0, 1);
                    c.ldx(W, R0, mem(R1)).exit();
                });
    }
}

package dev.skep.object;

import static dev.skep.asm.Register.R0;
import static dev.skep.kernel.MapFlag.MMAPABLE;
import static dev.skep.kernel.MapFlag.NO_PREALLOC;
import static dev.skep.kernel.MapFlag.RDONLY_PROG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.Code;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Target;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Struct;
import dev.skep.kernel.MapType;
import dev.skep.kernel.SectionName;
import dev.skep.testkit.Kernel;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A map of every type that an object can define, as the kernel makes it. What the rules refuse is in {@link ObjectProblemsTest}. */
class MapRulesTest {
    private static final BtfId INT = new BtfId(1);
    private static final BtfId PREFIX = new BtfId(4);

    // spotless:off
    static Stream<BpfMap> maps() {
        var none = MapPart.NONE;
        var integer = MapPart.ofType(INT);
        var b4 = MapPart.ofSize(4);
        var b8 = MapPart.ofSize(8);
        return Stream.of(
            BpfMap.of("m", MapType.HASH,                b8,      integer, 10),
            BpfMap.of("m", MapType.HASH,                MapPart.ofSize(512), b4, 10).withFlags(NO_PREALLOC),
            BpfMap.of("m", MapType.ARRAY,               integer, MapPart.ofSize(100), 3).withFlags(RDONLY_PROG, MMAPABLE),
            BpfMap.of("m", MapType.PROG_ARRAY,          b4,      b4,      5),
            BpfMap.of("m", MapType.PERF_EVENT_ARRAY,    b4,      b4,      0),
            BpfMap.of("m", MapType.PERCPU_HASH,         b8,      b8,      10),
            BpfMap.of("m", MapType.PERCPU_ARRAY,        integer, b8,      10),
            BpfMap.of("m", MapType.STACK_TRACE,         b4,      MapPart.ofSize(8 * 127), 10),
            BpfMap.of("m", MapType.CGROUP_ARRAY,        b4,      b4,      10),
            BpfMap.of("m", MapType.LRU_HASH,            b8,      b8,      10),
            BpfMap.of("m", MapType.LRU_PERCPU_HASH,     b8,      b8,      10),
            BpfMap.of("m", MapType.LPM_TRIE,            MapPart.ofType(PREFIX), b4, 10).withFlags(NO_PREALLOC),
            BpfMap.of("m", MapType.LPM_TRIE,            MapPart.ofSize(260), b4, 10).withFlags(NO_PREALLOC),
            BpfMap.of("m", MapType.DEVMAP,              b4,      b8,      10),
            BpfMap.of("m", MapType.SOCKMAP,             b4,      b4,      10),
            BpfMap.of("m", MapType.CPUMAP,              b4,      b8,      1),
            BpfMap.of("m", MapType.XSKMAP,              b4,      b4,      10),
            BpfMap.of("m", MapType.SOCKHASH,            b8,      b8,      10),
            BpfMap.of("m", MapType.CGROUP_STORAGE,      b8,      b8,      0),
            BpfMap.of("m", MapType.REUSEPORT_SOCKARRAY, b4,      b8,      10),
            BpfMap.of("m", MapType.PERCPU_CGROUP_STORAGE, b8,    b8,      0),
            BpfMap.of("m", MapType.QUEUE,               none,    b8,      10),
            BpfMap.of("m", MapType.STACK,               none,    b8,      10),
            BpfMap.of("m", MapType.SK_STORAGE,          integer, integer, 0).withFlags(NO_PREALLOC),
            BpfMap.of("m", MapType.DEVMAP_HASH,         b4,      b8,      10),
            BpfMap.of("m", MapType.RINGBUF,             none,    none,    4096),
            BpfMap.of("m", MapType.INODE_STORAGE,       integer, integer, 0).withFlags(NO_PREALLOC),
            BpfMap.of("m", MapType.TASK_STORAGE,        integer, integer, 0).withFlags(NO_PREALLOC),
            BpfMap.of("m", MapType.BLOOM_FILTER,        none,    b8,      10),
            BpfMap.of("m", MapType.USER_RINGBUF,        none,    none,    8192),
            BpfMap.of("m", MapType.CGRP_STORAGE,        integer, integer, 0).withFlags(NO_PREALLOC));
    }
    // spotless:on

    /** Maps of maps are in {@link RichObject}; these the loader makes itself, or no kernel here has, or libbpf 1.1 does not know. */
    private static final EnumSet<MapType> NOT_HERE = EnumSet.of(
            MapType.ARRAY_OF_MAPS,
            MapType.HASH_OF_MAPS,
            MapType.STRUCT_OPS,
            MapType.ARENA,
            MapType.INSN_ARRAY,
            MapType.RHASH);

    @ParameterizedTest
    @MethodSource("maps")
    void theKernelMakesIt(BpfMap map) {
        Kernel.require();
        try (var loaded = Kernel.load(ObjectWriter.write(object(List.of(map)), Target.of(IsaVersion.V3)))) {
            assertThat(loaded.map("m").type()).isEqualTo(map.type().id());
            if (map.maxEntries() > 0) {
                assertThat(loaded.map("m").maxEntries()).isEqualTo((int) map.maxEntries());
            }
        }
    }

    @Test
    void everyTypeHasARow() {
        assertThat(maps().map(BpfMap::type).collect(Collectors.toSet())).isEqualTo(EnumSet.complementOf(NOT_HERE));
    }

    static BpfObject object(List<BpfMap> maps) {
        var types = BtfGraph.builder();
        var integer = types.add(Int.of("int", 4, IntEncoding.SIGNED));
        var context = types.add(new Ptr(BtfId.VOID));
        var entry = types.add(new FuncProto(integer, List.of(new Parameter("ctx", context))));
        types.add(new Struct("prefix", 8, List.of(Member.at(0, "length", integer), Member.at(4, "data", integer))));
        var code = Code.of("p", c -> c.mov(R0, 0).exit());
        return new BpfObject(
                ByteOrder.LITTLE_ENDIAN,
                "GPL",
                List.of(new BpfProgram(SectionName.parse("xdp"), code, entry, new SourceLine("M.java", 1, 1, ""))),
                List.of(),
                maps,
                List.of(),
                List.of(),
                List.of(),
                types.build());
    }
}

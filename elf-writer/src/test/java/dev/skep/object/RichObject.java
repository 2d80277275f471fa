package dev.skep.object;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R6;
import static dev.skep.asm.Width.B;
import static dev.skep.asm.Width.W;

import dev.skep.asm.Code;
import dev.skep.asm.CodeBuilder;
import dev.skep.asm.CoreKind;
import dev.skep.asm.CoreMark;
import dev.skep.asm.SourceLine;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Struct;
import dev.skep.elf.ByteString;
import dev.skep.kernel.Helper;
import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapType;
import dev.skep.kernel.SectionName;
import dev.skep.object.BpfExtern.Strength;
import dev.skep.object.MapSlots.InnerMaps;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An object with what {@link BaseObject} lacks: several sections and programs, calls within {@code .text}, constants, kernel
 * functions, CO-RE, every kind of map definition. Program {@code first} returns {@link #FIRST}, {@code second} {@link #SECOND}.
 */
final class RichObject {
    /** {@code plain(twice(5) + 5)}, {@code hot}, {@code "hello"[1]}, {@code table[1]}, and that every task has a pid. */
    static final int FIRST = 16 + 3 + 'e' + 8 + 1;

    /** What is returned when the second slot of the map of maps holds a map. */
    static final int SECOND = 42;

    private final ByteOrder order;
    private final BtfGraph.Builder types = BtfGraph.builder();
    private final BtfId integer = types.add(Int.of("int", 4, IntEncoding.SIGNED));
    private final BtfId u32 = types.add(Int.of("unsigned int", 4, IntEncoding.NONE));
    private final BtfId context = types.add(new Ptr(BtfId.VOID));
    private final BtfId entry = proto(new Parameter("ctx", context));
    private final BtfId unary = proto(new Parameter("a", integer));

    private RichObject(ByteOrder order) {
        this.order = order;
        types.add(new Struct("task_struct", 4, List.of(Member.at(0, "pid", integer))));
    }

    static BpfObject in(ByteOrder order) {
        return new RichObject(order).object();
    }

    private BpfObject object() {
        var lock = types.add(new FuncProto(BtfId.VOID, List.of()));
        return new BpfObject(
                order,
                "Dual BSD/GPL",
                List.of(
                        program("xdp", "first", RichObject::first),
                        program("tracepoint/sched/sched_process_exec", "trace", c -> c.mov(R0, 0)
                                .exit()),
                        program("xdp", "second", RichObject::second)),
                List.of(
                        function(BtfLinkage.GLOBAL, "twice", c -> c.mov(R0, R1)
                                .add(R0, R0)
                                .exit()),
                        function(BtfLinkage.STATIC, "mix", RichObject::mix),
                        function(BtfLinkage.STATIC, "plain", c -> c.mov(R0, R1)
                                .add(R0, 1)
                                .exit())),
                maps(),
                globals(),
                List.of(
                        new BpfExtern.Kfunc("bpf_rcu_read_lock", lock, Strength.STRONG),
                        new BpfExtern.Kfunc("bpf_rcu_read_unlock", lock, Strength.STRONG)),
                List.of(),
                types.build());
    }

    private List<BpfMap> maps() {
        var u32Part = MapPart.ofType(u32);
        var prefix =
                types.add(new Struct("prefix", 8, List.of(Member.at(0, "length", u32), Member.at(4, "data", u32))));
        var inner = BpfMap.of("inner_one", MapType.ARRAY, u32Part, u32Part, 1);
        return List.of(
                BpfMap.of("counts", MapType.PERCPU_ARRAY, u32Part, u32Part, 8),
                BpfMap.of("flows", MapType.LRU_HASH, MapPart.ofSize(13), MapPart.ofSize(6), 1000),
                BpfMap.of("routes", MapType.LPM_TRIE, MapPart.ofType(prefix), u32Part, 16)
                        .withFlags(MapFlag.NO_PREALLOC),
                BpfMap.of("events", MapType.RINGBUF, MapPart.NONE, MapPart.NONE, 1 << 16),
                BpfMap.of("queue", MapType.QUEUE, MapPart.NONE, MapPart.ofSize(24), 10),
                BpfMap.of("ports", MapType.DEVMAP, MapPart.ofSize(4), MapPart.ofSize(8), 4),
                BpfMap.of("perf", MapType.PERF_EVENT_ARRAY, MapPart.ofSize(4), MapPart.ofSize(4), 0),
                BpfMap.of("calls", MapType.PROG_ARRAY, MapPart.ofSize(4), MapPart.ofSize(4), 3),
                new BpfMap(
                        "members",
                        MapType.BLOOM_FILTER,
                        MapPart.NONE,
                        u32Part,
                        64,
                        Set.of(),
                        3,
                        BpfMap.Pinning.NONE,
                        MapSlots.NONE),
                inner,
                new BpfMap(
                        "outer",
                        MapType.ARRAY_OF_MAPS,
                        MapPart.ofSize(4),
                        MapPart.NONE,
                        4,
                        Set.of(),
                        0,
                        BpfMap.Pinning.NONE,
                        new InnerMaps(
                                BpfMap.of("outer_inner", MapType.ARRAY, u32Part, u32Part, 1),
                                List.of("", "inner_one"))));
    }

    private List<BpfGlobal> globals() {
        var array = types.add(new Array(integer, u32, 3));
        return List.of(
                new BpfGlobal.Variable("hot", new DataSection(".data.hot"), BtfLinkage.GLOBAL, integer, 4, ints(3), 4),
                new BpfGlobal.Constant("hello", DataSection.RODATA, 6, text("hello"), 1),
                new BpfGlobal.Variable("table", DataSection.RODATA, BtfLinkage.GLOBAL, array, 12, ints(7, 8, 9), 4),
                new BpfGlobal.Constant("bye", DataSection.RODATA, 4, text("bye"), 1),
                new BpfGlobal.Variable("seen", DataSection.BSS, BtfLinkage.GLOBAL, array, 12, ByteString.EMPTY, 8),
                new BpfGlobal.Variable("hidden", DataSection.BSS, BtfLinkage.STATIC, integer, 4, ByteString.EMPTY, 4));
    }

    private static void first(CodeBuilder c) {
        c.line(new SourceLine("Rich.java", 7, 3, "first() {"));
        c.callKfunc("bpf_rcu_read_lock").callKfunc("bpf_rcu_read_unlock");
        c.mov(R1, 5).call("mix").mov(R6, R0);
        c.ldGlobal(R1, "hot").ldx(W, R1, mem(R1)).add(R6, R1);
        c.ldGlobal(R1, "hello", 1).ldx(B, R1, mem(R1)).add(R6, R1);
        c.ldGlobal(R1, "table", 4).ldx(W, R1, mem(R1)).add(R6, R1);
        c.ldGlobal(R1, "hidden").stx(W, mem(R1), R6);
        c.core(new CoreMark(CoreKind.FIELD_EXISTS, "struct task_struct", "0:0"))
                .mov(R1, 1)
                .add(R6, R1);
        c.mov(R0, R6).exit();
    }

    private static void second(CodeBuilder c) {
        var missing = c.newLabel("missing");
        c.st(W, mem(R10, -4), 1);
        c.mov(R2, R10).add(R2, -4).ldMap(R1, "outer").call(Helper.MAP_LOOKUP_ELEM);
        c.jeq(R0, 0, missing);
        c.mov(R0, SECOND).exit();
        c.bind(missing);
        c.mov(R0, 0).exit();
    }

    private static void mix(CodeBuilder c) {
        c.mov(R6, R1).call("twice").add(R0, R6);
        c.mov(R1, R0).call("plain").exit();
    }

    private BpfProgram program(String section, String name, Consumer<CodeBuilder> body) {
        return new BpfProgram(SectionName.parse(section), Code.of(name, body), entry, declared(name));
    }

    private BpfFunction function(BtfLinkage linkage, String name, Consumer<CodeBuilder> body) {
        return new BpfFunction(linkage, Code.of(name, body), unary, declared(name));
    }

    private static SourceLine declared(String name) {
        return new SourceLine("Rich.java", 100 + name.length(), 1, name + "(…)");
    }

    private BtfId proto(Parameter... parameters) {
        return types.add(new FuncProto(integer, List.of(parameters)));
    }

    private ByteString ints(int... values) {
        var bytes = ByteBuffer.allocate(4 * values.length).order(order);
        for (int value : values) {
            bytes.putInt(value);
        }
        return ByteString.of(bytes.array());
    }

    private static ByteString text(String text) {
        return ByteString.of((text + '\0').getBytes(StandardCharsets.US_ASCII));
    }
}

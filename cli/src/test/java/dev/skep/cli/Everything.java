package dev.skep.cli;

import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;

import dev.skep.asm.Code;
import dev.skep.asm.SourceLine;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Struct;
import dev.skep.elf.ByteString;
import dev.skep.kernel.MapType;
import dev.skep.kernel.SectionName;
import dev.skep.object.BpfExtern;
import dev.skep.object.BpfFunction;
import dev.skep.object.BpfGlobal;
import dev.skep.object.BpfMap;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfProgram;
import dev.skep.object.DataSection;
import dev.skep.object.MapPart;
import java.nio.ByteOrder;
import java.util.List;

/** An object with a thing of each kind. */
final class Everything {
    private final BtfGraph.Builder types = BtfGraph.builder();
    private final BtfId integer = types.add(Int.of("int", 4, IntEncoding.SIGNED));
    private final BtfId u64 = types.add(Int.of("u64", 8, IntEncoding.NONE));
    private final BtfId origin =
            types.add(new Struct("Origin", 16, List.of(Member.at(0, "uid", integer), Member.at(8, "since", u64))));
    private final BtfId context = types.add(new Ptr(BtfId.VOID));
    private final BtfId prototype = types.add(new FuncProto(integer, List.of(new Parameter("ctx", context))));
    private final BtfId unlock = types.add(new FuncProto(BtfId.VOID, List.of()));

    private Everything() {}

    static BpfObject object() {
        return new Everything().build();
    }

    private BpfObject build() {
        return new BpfObject(
                ByteOrder.LITTLE_ENDIAN,
                "Dual BSD/GPL",
                List.of(program("onPacket", "xdp", 7), program("onExec", "tracepoint/sched/sched_process_exec", 12)),
                List.of(function()),
                List.of(
                        BpfMap.of("byOrigin", MapType.HASH, MapPart.ofType(origin), MapPart.ofType(u64), 1024),
                        BpfMap.of("blobs", MapType.LRU_HASH, MapPart.ofSize(1), MapPart.ofSize(300), 8),
                        BpfMap.of("events", MapType.RINGBUF, MapPart.NONE, MapPart.NONE, 262144)),
                List.of(global("limit", DataSection.RODATA, u64, 8), global("seen", DataSection.BSS, integer, 4)),
                List.of(new BpfExtern.Kfunc("bpf_rcu_read_unlock", unlock, BpfExtern.Strength.STRONG)),
                List.of(),
                types.build());
    }

    private BpfProgram program(String name, String section, int line) {
        Code code = Code.of(name, c -> {
            c.call("shared");
            c.mov(R0, 0).exit();
        });
        return new BpfProgram(SectionName.parse(section), code, prototype, line(line));
    }

    private BpfFunction function() {
        Code code = Code.of("shared", c -> c.mov(R0, R1).exit());
        return new BpfFunction(BtfLinkage.STATIC, code, prototype, line(20));
    }

    private static BpfGlobal global(String name, DataSection section, BtfId type, int size) {
        ByteString initial = section.equals(DataSection.BSS) ? ByteString.EMPTY : ByteString.of(bytes(size));
        return new BpfGlobal.Variable(name, section, BtfLinkage.GLOBAL, type, size, initial, size);
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        bytes[0] = 42;
        return bytes;
    }

    private static SourceLine line(int number) {
        return new SourceLine("Everything.java", number, 1, "");
    }
}

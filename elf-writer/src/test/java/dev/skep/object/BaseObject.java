package dev.skep.object;

import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R3;
import static dev.skep.asm.Register.R4;
import static dev.skep.asm.Register.R6;
import static dev.skep.asm.Register.R7;
import static dev.skep.asm.Register.R8;
import static dev.skep.asm.Width.DW;
import static dev.skep.asm.Width.W;

import dev.skep.asm.Code;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.Memory;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Target;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Const;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Var;
import dev.skep.elf.ByteString;
import dev.skep.kernel.Helper;
import dev.skep.kernel.MapType;
import dev.skep.kernel.SectionName;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The portable object of the contract ({@code p_base.o}) made by hand: a bit of everything, one program that returns 38. */
final class BaseObject {
    static final Target TARGET = Target.of(IsaVersion.V3);

    private final ByteOrder order;
    private final BtfGraph.Builder types = BtfGraph.builder();
    private final BtfId integer = types.add(Int.of("int", 4, IntEncoding.SIGNED));
    private final BtfId u32 = types.add(Int.of("unsigned int", 4, IntEncoding.NONE));
    private final BtfId u64 = types.add(Int.of("unsigned long long", 8, IntEncoding.NONE));
    private final BtfId character = types.add(Int.of("char", 1, IntEncoding.SIGNED));
    private final BtfId context = types.add(new Ptr(BtfId.VOID));
    private final BtfId constant = types.add(new Const(integer));

    private BaseObject(ByteOrder order) {
        this.order = order;
        var license = types.add(new Var("_license", types.add(new Array(character, u32, 4)), BtfLinkage.GLOBAL));
        types.add(new DataSec("license", 4, List.of(new SectionEntry(license, 0, 4))));
    }

    static BpfObject in(ByteOrder order) {
        return new BaseObject(order).object();
    }

    private BpfObject object() {
        var program = new BpfProgram(
                SectionName.parse("xdp"), main(), prototype(integer, new Parameter("ctx", context)), line(40));
        var functions = List.of(
                function(BtfLinkage.STATIC, "ssub", 1, 10),
                function(BtfLinkage.GLOBAL, "gsub", 2, 20),
                new BpfFunction(BtfLinkage.STATIC, callback(), callbackPrototype(), line(30)));
        var map = BpfMap.of("m", MapType.ARRAY, MapPart.ofType(u32), MapPart.ofType(u64), 4);
        return new BpfObject(
                order,
                "GPL",
                List.of(program),
                functions,
                List.of(map),
                globals(),
                List.of(),
                List.of(),
                types.build());
    }

    private List<BpfGlobal> globals() {
        return List.of(
                variable("gd", DataSection.DATA, BtfLinkage.GLOBAL, integer, 10),
                variable("sd", DataSection.DATA, BtfLinkage.STATIC, integer, 20),
                variable("ro", DataSection.RODATA, BtfLinkage.GLOBAL, constant, 5),
                variable("bs", DataSection.BSS, BtfLinkage.GLOBAL, integer, 0));
    }

    private BpfGlobal variable(String name, DataSection section, BtfLinkage linkage, BtfId type, int value) {
        var bytes = ByteBuffer.allocate(4).order(order).putInt(value).array();
        return new BpfGlobal.Variable(name, section, linkage, type, 4, ByteString.of(bytes), 4);
    }

    private BpfFunction function(BtfLinkage linkage, String name, int add, int line) {
        var code = Code.of(name, c -> {
            c.mov(R0, R1).add(R0, add);
            c.exit();
        });
        return new BpfFunction(linkage, code, prototype(integer, new Parameter("a", integer)), line(line));
    }

    private static Code callback() {
        return Code.of("cb", c -> c.mov(R0, 0).exit());
    }

    private BtfId callbackPrototype() {
        var result = types.add(Int.of("long", 8, IntEncoding.SIGNED));
        return prototype(result, new Parameter("i", u32), new Parameter("c", context));
    }

    private BtfId prototype(BtfId returns, Parameter... parameters) {
        return types.add(new FuncProto(returns, List.of(parameters)));
    }

    private static Code main() {
        return Code.of("xp", c -> {
            c.line(line(41));
            c.st(W, Memory.mem(R10, -4), 0);
            c.mov(R2, R10).add(R2, -4);
            c.ldMap(R1, "m");
            c.call(Helper.MAP_LOOKUP_ELEM);
            c.ifThen(R0.ne(0), () -> c.ldx(DW, R6, Memory.mem(R0)));
            c.line(line(42));
            c.ldGlobal(R1, "gd").ldx(W, R7, Memory.mem(R1));
            c.ldGlobal(R1, "sd").ldx(W, R8, Memory.mem(R1)).add(R7, R8);
            c.ldGlobal(R1, "ro").ldx(W, R8, Memory.mem(R1)).add(R7, R8);
            c.ldGlobal(R1, "bs").stx(W, Memory.mem(R1), R7);
            c.line(line(43));
            c.mov(R1, 2).ldFunction(R2, "cb").mov(R3, 0).mov(R4, 0);
            c.call(Helper.LOOP);
            c.mov(R1, R7).call("ssub");
            c.mov(R1, R0).call("gsub");
            c.exit();
        });
    }

    private static SourceLine line(int number) {
        return new SourceLine("Base.java", number, 5, "line " + number + ";");
    }
}

package dev.skep.bench;

import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R6;

import dev.skep.asm.Code;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Target;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.elf.ByteString;
import dev.skep.kernel.MapType;
import dev.skep.kernel.SectionName;
import dev.skep.object.BpfFunction;
import dev.skep.object.BpfGlobal;
import dev.skep.object.BpfMap;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfProgram;
import dev.skep.object.DataSection;
import dev.skep.object.MapPart;
import dev.skep.object.ObjectReader;
import dev.skep.object.ObjectWriter;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** An object of a thousand programs, written and read: 50 instructions and 20 source lines each, a map, a global, a call. */
public final class ObjectCosts {
    private static final int PROGRAMS = 1000;
    private static final int SHARED = 100;
    private static final int LINES = 20;
    private static final Target TARGET = Target.of(IsaVersion.V3);

    private final BtfGraph.Builder types = BtfGraph.builder();
    private final BtfId integer = types.add(Int.of("int", Integer.BYTES, IntEncoding.SIGNED));
    private final BtfId prototype =
            types.add(new FuncProto(integer, List.of(new Parameter("ctx", types.add(new Ptr(BtfId.VOID))))));

    private ObjectCosts() {}

    /** Prints the table. */
    public static void main(String[] arguments) throws Exception {
        var object = new ObjectCosts().object();
        byte[] file = ObjectWriter.write(object, TARGET);
        Map<String, Callable<?>> contenders = new LinkedHashMap<>();
        contenders.put("write", () -> ObjectWriter.write(object, TARGET));
        contenders.put("read", () -> ObjectReader.read(file));
        System.out.printf(Locale.ROOT, "an object of %d programs, %d bytes%n", PROGRAMS, file.length);
        var costs = Cost.least(contenders);
        costs.forEach((name, cost) -> System.out.printf(
                Locale.ROOT,
                "%-6s %s%n",
                name,
                cost.beside(costs.values().iterator().next())));
    }

    private BpfObject object() {
        List<BpfProgram> programs = new ArrayList<>();
        List<BpfFunction> functions = new ArrayList<>();
        List<BpfMap> maps = new ArrayList<>();
        List<BpfGlobal> globals = new ArrayList<>();
        for (int i = 0; i < PROGRAMS; i++) {
            programs.add(new BpfProgram(
                    SectionName.parse(i % 2 == 0 ? "xdp" : "classifier"), code(i), prototype, line(i, 0)));
        }
        for (int i = 0; i < SHARED; i++) {
            var code = Code.of("shared" + i, c -> c.mov(R0, 0).exit());
            functions.add(
                    new BpfFunction(i % 2 == 0 ? BtfLinkage.STATIC : BtfLinkage.GLOBAL, code, prototype, line(i, 0)));
            maps.add(BpfMap.of("map" + i, MapType.HASH, MapPart.ofType(integer), MapPart.ofType(integer), 1));
            globals.add(new BpfGlobal.Variable(
                    "global" + i, DataSection.DATA, BtfLinkage.GLOBAL, integer, Integer.BYTES, ByteString.EMPTY, 4));
        }
        return new BpfObject(
                ByteOrder.LITTLE_ENDIAN,
                "GPL",
                programs,
                functions,
                maps,
                globals,
                List.of(),
                List.of(),
                types.build());
    }

    private static Code code(int number) {
        int shared = number % SHARED;
        return Code.of("program" + number, c -> {
            for (int line = 1; line <= LINES; line++) {
                c.line(line(number, line)).mov(R6, line).add(R6, R6);
            }
            c.ldMap(R1, "map" + shared).ldGlobal(R1, "global" + shared).call("shared" + shared);
            c.mov(R0, 0).exit();
        });
    }

    private static SourceLine line(int file, int line) {
        return new SourceLine("Program" + file + ".java", line, 1, "line " + line + " of program " + file);
    }
}

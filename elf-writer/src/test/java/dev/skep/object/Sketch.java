package dev.skep.object;

import dev.skep.asm.Code;
import dev.skep.asm.CodeBuilder;
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
import dev.skep.kernel.SectionName;
import dev.skep.object.BpfExtern.Strength;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An object of this machine's byte order in the making: the usual types, and a line for each part. */
final class Sketch {
    final BtfGraph.Builder types = BtfGraph.builder();
    final BtfId s32 = types.add(Int.of("int", 4, IntEncoding.SIGNED));
    final BtfId u32 = types.add(Int.of("unsigned int", 4, IntEncoding.NONE));
    final BtfId u64 = types.add(Int.of("unsigned long long", 8, IntEncoding.NONE));
    final BtfId character = types.add(Int.of("char", 1, IntEncoding.SIGNED));
    final BtfId pointer = types.add(new Ptr(BtfId.VOID));
    final BtfId entry = proto(s32, new Parameter("ctx", pointer));

    private final List<BpfProgram> programs = new ArrayList<>();
    private final List<BpfFunction> functions = new ArrayList<>();
    private final List<BpfMap> maps = new ArrayList<>();
    private final List<BpfGlobal> globals = new ArrayList<>();
    private final List<BpfExtern> externs = new ArrayList<>();
    private final List<BpfStructOps> tables = new ArrayList<>();

    BtfId proto(BtfId returns, Parameter... parameters) {
        return types.add(new FuncProto(returns, List.of(parameters)));
    }

    BtfId pointer(BtfId target) {
        return types.add(new Ptr(target));
    }

    BtfId struct(String name, int size, Member... members) {
        return types.add(new Struct(name, size, List.of(members)));
    }

    /** A program {@code p} of section {@code xdp}. */
    Sketch xdp(Consumer<CodeBuilder> body) {
        return program("xdp", "p", body);
    }

    Sketch program(String section, String name, Consumer<CodeBuilder> body) {
        programs.add(new BpfProgram(SectionName.parse(section), Code.of(name, body), entry, line(name)));
        return this;
    }

    Sketch function(BtfLinkage linkage, String name, BtfId prototype, Consumer<CodeBuilder> body) {
        functions.add(new BpfFunction(linkage, Code.of(name, body), prototype, line(name)));
        return this;
    }

    Sketch map(BpfMap map) {
        maps.add(map);
        return this;
    }

    Sketch variable(String name, DataSection section, BtfLinkage linkage, BtfId type, int... words) {
        int size = Integer.BYTES * words.length;
        var align = size % Long.BYTES == 0 ? Long.BYTES : Integer.BYTES;
        globals.add(new BpfGlobal.Variable(name, section, linkage, type, size, words(words), align));
        return this;
    }

    Sketch constant(String name, DataSection section, byte... bytes) {
        globals.add(new BpfGlobal.Constant(name, section, bytes.length, ByteString.of(bytes), 1));
        return this;
    }

    Sketch kfunc(String name, Strength strength, BtfId returns, Parameter... parameters) {
        return extern(new BpfExtern.Kfunc(name, proto(returns, parameters), strength));
    }

    Sketch extern(BpfExtern extern) {
        externs.add(extern);
        return this;
    }

    Sketch table(BpfStructOps table) {
        tables.add(table);
        return this;
    }

    BpfObject object() {
        return new BpfObject(
                ByteOrder.nativeOrder(), "GPL", programs, functions, maps, globals, externs, tables, types.build());
    }

    static ByteString words(int... words) {
        var bytes = ByteBuffer.allocate(Integer.BYTES * words.length).order(ByteOrder.nativeOrder());
        for (int word : words) {
            bytes.putInt(word);
        }
        return ByteString.of(bytes.array());
    }

    private static SourceLine line(String name) {
        return new SourceLine("Sketch.java", name.length(), 1, name + "()");
    }
}

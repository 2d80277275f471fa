package dev.skep.object.text;

import dev.skep.asm.text.Declarations.Field;
import dev.skep.asm.text.Declarations.Struct;
import dev.skep.asm.text.Declarations.TypeName;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Ptr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types that a text declares, as BTF; structs are laid out as C does. */
final class DeclaredTypes {
    private static final int MOST_BYTES = 1 << 28;

    private final BtfGraph.Builder graph;
    private final Map<String, Placed> structs = new HashMap<>();

    DeclaredTypes(BtfGraph.Builder graph) {
        this.graph = graph;
    }

    /** A type with its size and alignment. */
    record Placed(BtfId id, int size, int alignment) {}

    void declare(Struct struct) {
        List<Member> members = new ArrayList<>();
        long end = 0;
        int alignment = 1;
        for (Field field : struct.fields()) {
            Placed type = of(field.type());
            end = align(end, type.alignment());
            members.add(Member.at(fit(end), field.name(), type.id()));
            end += type.size();
            alignment = Math.max(alignment, type.alignment());
        }
        int size = fit(align(end, alignment));
        BtfId id = graph.add(new dev.skep.btf.BtfType.Struct(struct.name(), size, members));
        structs.put(struct.name(), new Placed(id, size, alignment));
    }

    Placed of(TypeName name) {
        Placed element =
                switch (name.form()) {
                    case SCALAR -> scalar(name.name());
                    case STRUCT -> struct(name.name());
                    case POINTER -> pointer(name.name());
                };
        List<Integer> counts = name.counts();
        for (int i = counts.size() - 1; i >= 0; i--) {
            int size = fit((long) element.size() * counts.get(i));
            BtfId id = graph.add(new Array(element.id(), scalar("u32").id(), counts.get(i)));
            element = new Placed(id, size, element.alignment());
        }
        return element;
    }

    /** To a struct of the kernel: loaders look at its kind, not at what is in it. */
    private Placed pointer(String name) {
        BtfId target = BtfId.VOID;
        if (!name.equals("void")) {
            Placed known = structs.computeIfAbsent(
                    name, unknown -> new Placed(graph.add(new dev.skep.btf.BtfType.Struct(name, 0, List.of())), 0, 1));
            target = known.id();
        }
        return new Placed(graph.add(new Ptr(target)), Long.BYTES, Long.BYTES);
    }

    private Placed struct(String name) {
        Placed known = structs.get(name);
        if (known == null) {
            throw new IllegalStateException("struct " + name + " was read and is not declared");
        }
        return known;
    }

    private Placed scalar(String name) {
        return switch (name) {
            case "u8" -> integer("unsigned char", 1, IntEncoding.NONE);
            case "u16" -> integer("unsigned short", 2, IntEncoding.NONE);
            case "u32" -> integer("unsigned int", 4, IntEncoding.NONE);
            case "u64" -> integer("unsigned long long", 8, IntEncoding.NONE);
            case "s8" -> integer("signed char", 1, IntEncoding.SIGNED);
            case "s16" -> integer("short", 2, IntEncoding.SIGNED);
            case "s32" -> integer("int", 4, IntEncoding.SIGNED);
            case "s64" -> integer("long long", 8, IntEncoding.SIGNED);
            case "bool" -> integer("_Bool", 1, IntEncoding.BOOL);
            case "char" -> integer("char", 1, IntEncoding.SIGNED);
            default -> throw new IllegalStateException("type " + name + " was read and is not known");
        };
    }

    private Placed integer(String name, int size, IntEncoding encoding) {
        return new Placed(graph.add(Int.of(name, size, encoding)), size, size);
    }

    private static long align(long offset, int alignment) {
        return (offset + alignment - 1) & -alignment;
    }

    private static int fit(long size) {
        if (size > MOST_BYTES) {
            throw new IllegalArgumentException("a type of " + size + " bytes, the limit is " + MOST_BYTES);
        }
        return (int) size;
    }
}

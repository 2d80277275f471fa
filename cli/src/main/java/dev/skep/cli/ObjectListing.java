package dev.skep.cli;

import dev.skep.asm.Instruction;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType;
import dev.skep.elf.ByteString;
import dev.skep.object.BpfExtern;
import dev.skep.object.BpfGlobal;
import dev.skep.object.BpfMap;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfProgram;
import dev.skep.object.BpfRoutine;
import dev.skep.object.BpfStructOps;
import dev.skep.object.MapPart;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;

/** What is in an object, as text: a heading for each kind of thing that it has, and a row for each thing. */
record ObjectListing(BpfObject object) {
    private static final int SHOWN_BYTES = 16;

    /** The lines below the one that names the object. */
    String text() {
        StringBuilder text = new StringBuilder();
        section(text, "programs", object.programs(), this::program);
        section(text, "functions", object.functions(), this::routine);
        section(text, "maps", object.maps(), this::map);
        section(text, "globals", object.globals(), this::global);
        section(text, "externs", object.externs(), this::extern);
        section(text, "struct_ops", object.structOps(), this::structOps);
        return text.toString();
    }

    private static <T> void section(StringBuilder text, String heading, List<T> things, Function<T, List<String>> row) {
        if (!things.isEmpty()) {
            text.append("  ").append(heading).append('\n');
            text.append(Columns.align(things.stream().map(row).toList(), "    "));
        }
    }

    private List<String> program(BpfProgram program) {
        return List.of(program.name(), program.section().toString(), size(program), place(program));
    }

    private List<String> routine(BpfRoutine routine) {
        return List.of(routine.name(), size(routine), place(routine));
    }

    private List<String> map(BpfMap map) {
        return List.of(
                map.name(),
                lower(map.type()),
                "key " + part(map.key()),
                "value " + part(map.value()),
                "at most " + map.maxEntries());
    }

    private List<String> global(BpfGlobal global) {
        return List.of(global.name(), global.section().name(), count(global.size(), "byte"), initial(global.initial()));
    }

    private List<String> extern(BpfExtern extern) {
        return List.of(extern.name(), extern.section(), lower(extern.strength()));
    }

    private List<String> structOps(BpfStructOps table) {
        return List.of(
                table.name(),
                type(table.type()),
                String.join(", ", table.programs().values()));
    }

    private static String size(BpfRoutine routine) {
        long instructions = routine.code().elements().stream()
                .filter(Instruction.class::isInstance)
                .count();
        return count(instructions, "instruction");
    }

    private static String place(BpfRoutine routine) {
        return routine.declared().line() == 0 ? "" : routine.declared().toString();
    }

    private static String initial(ByteString value) {
        if (value.isZero()) {
            return "zero";
        }
        byte[] bytes = value.toArray();
        String shown = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES));
        return bytes.length > SHOWN_BYTES ? shown + " …" : shown;
    }

    private String part(MapPart part) {
        long size = part.size(object.btf());
        return part.type().map(this::type).orElse(size == 0 ? "none" : count(size, "byte"));
    }

    /** A type's name and size; the kind stands for the name of a type that has none. */
    private String type(BtfId id) {
        BtfGraph types = object.btf();
        if (id.isVoid()) {
            return "void";
        }
        BtfType type = types.type(id);
        String name = type.name().isEmpty() ? lower(type.kind()) : type.name();
        OptionalLong size = types.sizeOf(id);
        return size.isPresent() ? name + " (" + count(size.getAsLong(), "byte") + ")" : name;
    }

    private static String count(long number, String noun) {
        return number == 1 ? "1 " + noun : number + " " + noun + "s";
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

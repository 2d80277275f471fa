package dev.skep.ir.text;

import dev.skep.asm.SourceLine;
import dev.skep.ir.Block;
import dev.skep.ir.Function;
import dev.skep.ir.Global;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.Op;
import dev.skep.ir.Parameter;
import dev.skep.ir.StructOps;
import dev.skep.ir.Terminator;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes units and functions in the text form whose grammar {@link IrParser} gives. What is written for a unit reads back as an equal
 * unit, provided that each line of a source file has one text.
 */
public final class IrPrinter {
    private static final HeaderText HEADERS = new HeaderText();

    private final TypeText types = new TypeText();
    private final OpText ops = new OpText(types);
    private final StringBuilder out = new StringBuilder();
    private String file = "";

    private IrPrinter() {}

    /** Returns the text of a unit. */
    public static String print(Unit unit) {
        return new IrPrinter().unit(unit);
    }

    /** Returns the text of a function by itself, as listings show it: the structs of its signature by name only. */
    public static String print(Function function) {
        var printer = new IrPrinter();
        printer.function(function);
        return printer.out.toString();
    }

    /** Returns the op without its result and location, as in {@code add %1, %2}. */
    public static String print(Op op) {
        return op.accept(new OpText(new TypeText()));
    }

    /** Returns the terminator without its location. */
    public static String print(Terminator terminator) {
        return terminator.accept(new OpText(new TypeText()));
    }

    private String unit(Unit unit) {
        var kept = types.all(unit.types());
        unit.maps().forEach(this::map);
        unit.globals().forEach(this::global);
        unit.structOps().forEach(this::table);
        if (out.length() > 0) out.append('\n');
        for (var function : unit.functions()) {
            function(function);
            out.append('\n');
        }
        var head = "unit " + Words.quoted(unit.name()) + " license " + Words.quoted(unit.license()) + "\n\n";
        return (head + sources(unit) + types.declarations() + (kept.isEmpty() ? "" : "types " + kept + "\n\n") + out)
                        .strip()
                + "\n";
    }

    private void map(MapDefinition map) {
        out.append("map ").append(Words.name(map.name())).append(' ');
        shape(map);
        out.append(place(map.location(), "")).append('\n');
    }

    private void shape(MapDefinition map) {
        out.append(Words.of(map.type()));
        var key = map.key();
        if (key != null) out.append(" key ").append(types.of(key));
        var value = map.value();
        if (value != null) out.append(" value ").append(types.of(value));
        out.append(" entries ").append(map.maxEntries());
        if (map.flags() != 0) out.append(" flags ").append(map.flags());
        if (map.pinning() == MapDefinition.Pinning.BY_NAME) out.append(" pinned");
        var details = map.details();
        if (details.extra() != 0) out.append(" extra ").append(details.extra());
        if (details.numaNode() != 0) out.append(" node ").append(details.numaNode());
        if (!details.initial().isEmpty())
            out.append(" holds ")
                    .append(details.initial().stream().map(Words::name).collect(Collectors.joining(", ")));
        var inner = details.inner();
        if (inner != null) {
            out.append(" of ");
            shape(inner);
        }
    }

    private void global(Global global) {
        out.append("global ").append(Words.of(global.kind())).append(' ').append(Words.name(global.name()));
        out.append(' ')
                .append(types.of(global.type()))
                .append(" = ")
                .append(global.initial().accept(HEADERS));
        if (global.section() != null) out.append(" in ").append(Words.quoted(global.section()));
        out.append(place(global.location(), "")).append('\n');
    }

    private void table(StructOps table) {
        out.append("struct_ops ")
                .append(Words.name(table.name()))
                .append(" of ")
                .append(Words.name(table.type()));
        out.append(' ').append(Words.of(table.attach())).append(" {\n");
        for (var member : table.members())
            out.append("    ")
                    .append(Words.name(member.name()))
                    .append(' ')
                    .append(content(member))
                    .append('\n');
        out.append('}').append(place(table.location(), "")).append('\n');
    }

    private String content(StructOps.Member member) {
        if (member instanceof StructOps.Program program) return "function " + Words.name(program.function());
        var data = (StructOps.Data) member;
        return types.of(data.type()) + " = " + data.value().accept(HEADERS);
    }

    private void function(Function function) {
        file = function.location().file();
        out.append("function ")
                .append(function.kind().accept(HEADERS))
                .append(' ')
                .append(Words.name(function.name()));
        out.append(function.parameters().stream().map(this::parameter).collect(Collectors.joining(", ", "(", ") ")));
        out.append(types.of(function.returnType()))
                .append(place(function.location(), ""))
                .append(" {\n");
        for (var slot : function.slots()) {
            out.append("    slot $")
                    .append(slot.id())
                    .append(' ')
                    .append(Words.name(slot.name()))
                    .append(' ')
                    .append(slot.size());
            out.append(" align ")
                    .append(slot.alignment())
                    .append(place(slot.location(), file))
                    .append('\n');
        }
        function.blocks().forEach(this::block);
        out.append("}\n");
    }

    private String parameter(Parameter parameter) {
        return Words.name(parameter.name()) + " " + typed(parameter.value()) + " as " + types.of(parameter.type());
    }

    private static String typed(Value value) {
        return value + ": " + value.type();
    }

    private void block(Block block) {
        out.append(Words.name(block.label().toString()));
        if (!block.parameters().isEmpty())
            out.append(block.parameters().stream().map(IrPrinter::typed).collect(Collectors.joining(", ", "(", ")")));
        out.append(":\n");
        for (var op : block.ops()) {
            out.append("    ");
            if (op instanceof Op.Producing producing)
                out.append(typed(producing.result())).append(" = ");
            out.append(op.accept(ops)).append(place(op.location(), file)).append('\n');
        }
        var end = block.terminator();
        out.append("    ")
                .append(end.accept(ops))
                .append(place(end.location(), file))
                .append('\n');
    }

    /** Returns the place with the blank in front of it; nothing where it is unknown, no file where that is {@code here}. */
    static String place(SourceLine line, String here) {
        if (line.file().isEmpty() && line.line() == 0) return "";
        var position = line.line() + (line.column() == 0 ? "" : ":" + line.column());
        return " @" + (line.file().equals(here) ? "" : Words.quoted(line.file()) + ":") + position;
    }

    private static String sources(Unit unit) {
        Map<String, SortedMap<Integer, String>> files = new LinkedHashMap<>();
        everyLine(unit, line -> {
            if (!line.text().isEmpty())
                files.computeIfAbsent(line.file(), f -> new TreeMap<>()).putIfAbsent(line.line(), line.text());
        });
        var text = new StringBuilder();
        files.forEach((name, lines) -> {
            text.append("source ").append(Words.quoted(name)).append(" {\n");
            lines.forEach((number, line) -> text.append("    ")
                    .append(number)
                    .append(' ')
                    .append(Words.quoted(line))
                    .append('\n'));
            text.append("}\n\n");
        });
        return text.toString();
    }

    private static void everyLine(Unit unit, Consumer<SourceLine> line) {
        unit.maps().forEach(map -> line.accept(map.location()));
        unit.globals().forEach(global -> line.accept(global.location()));
        unit.structOps().forEach(table -> line.accept(table.location()));
        for (var function : unit.functions()) {
            line.accept(function.location());
            function.slots().forEach(slot -> line.accept(slot.location()));
            for (var block : function.blocks()) {
                for (var op : block.ops()) {
                    line.accept(op.location());
                    if (op instanceof Op.Assembly assembly)
                        assembly.block().steps().forEach(step -> line.accept(step.location()));
                }
                line.accept(block.terminator().location());
            }
        }
    }
}

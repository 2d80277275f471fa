package dev.skep.processor;

import dev.skep.asm.SourceLine;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.compiler.Options;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import dev.skep.ir.text.IrParser;
import dev.skep.ir.text.IrPrinter;
import dev.skep.ir.text.IrSyntaxException;
import dev.skep.kernel.KernelVersion;
import dev.skep.processor.lowering.Index;
import dev.skep.processor.lowering.LoweredClass;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a build leaves of a class for others, which have its class file and not its source: a text. Fields of a line are apart by tabs.
 *
 * <pre>
 * skep 1                                            the format
 * class NAME
 * object NAME                                       where {@code @Bpf} names one
 * target KERNEL MACHINE ORDER
 * import NAME CLASS                                 what it uses of other classes
 * spare NAME                                        what is in no object unless another class uses it
 * index FUNCTION VALUE MOST SIZE TEXT FILE LINE COLUMN
 * unit …                                            the unit, as the IR is written
 * </pre>
 *
 * @param object the object that it belongs to, empty where it has its own
 * @param kernel the oldest kernel that it was compiled for
 * @param machine whose registers and byte order it was compiled for
 * @param imports the classes that it uses, by the names of what it uses of them
 * @param spare names in {@code library} that are in no object of its own
 */
record Precompiled(
        String type,
        String object,
        KernelVersion kernel,
        String machine,
        Map<String, String> imports,
        Set<String> spare,
        List<Index> indices,
        Unit library) {
    /** Goes up when a form is read otherwise, or the IR in it means something else. */
    static final int FORMAT = 1;

    private static final String FIRST = "skep\t";
    private static final String UNIT = "unit ";

    /** A text that is no form, or of another version of Skep. */
    static final class NotReadable extends Exception {
        private static final long serialVersionUID = 1L;

        NotReadable(String message) {
            super(message);
        }
    }

    Precompiled {
        imports = Map.copyOf(imports);
        spare = Set.copyOf(spare);
        indices = List.copyOf(indices);
    }

    /** Returns the form of a class that was lowered. */
    static Precompiled of(LoweredClass lowered, String object, Options options) {
        Map<String, String> imports = new HashMap<>();
        lowered.imports()
                .forEach((name, type) ->
                        imports.put(name, type.getQualifiedName().toString()));
        var own = names(lowered.unit());
        var spare = names(lowered.library());
        spare.removeAll(own);
        return new Precompiled(
                lowered.type().getQualifiedName().toString(),
                object,
                options.targetKernel(),
                machine(options),
                imports,
                spare,
                lowered.indices().all(),
                lowered.library());
    }

    private static Set<String> names(Unit unit) {
        return Stream.concat(
                        unit.functions().stream().map(Function::name),
                        unit.globals().stream().map(global -> global.name()))
                .collect(Collectors.toSet());
    }

    /** Returns the words for whose registers and byte order an object is made. */
    static String machine(Options options) {
        var little = options.byteOrder() == ByteOrder.LITTLE_ENDIAN;
        return options.machine().word() + "\t" + (little ? "little" : "big");
    }

    /** Returns what becomes part of the object of the class. */
    Unit unit() {
        return new Unit(
                library.name(),
                library.license(),
                library.types(),
                library.maps(),
                library.globals().stream()
                        .filter(g -> !spare.contains(g.name()))
                        .toList(),
                library.functions().stream()
                        .filter(f -> !spare.contains(f.name()))
                        .toList(),
                library.structOps());
    }

    /** Returns the text. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(FIRST + FORMAT);
        lines.add(line("class", type));
        if (!object.isEmpty()) lines.add(line("object", object));
        lines.add(line("target", kernel) + "\t" + machine);
        new TreeMap<>(imports).forEach((name, from) -> lines.add(line("import", name, from)));
        spare.stream().sorted().forEach(name -> lines.add(line("spare", name)));
        for (var index : indices)
            lines.add(line(
                    "index",
                    index.function(),
                    index.address(),
                    index.most(),
                    index.size(),
                    index.unproved(),
                    index.place().file(),
                    index.place().line(),
                    index.place().column()));
        return String.join("\n", lines) + "\n" + IrPrinter.print(library);
    }

    private static String line(String word, Object... fields) {
        return word
                + Stream.of(fields)
                        .map(field -> "\t" + escaped(field.toString()))
                        .collect(Collectors.joining());
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String plain(String field) {
        var text = new StringBuilder();
        for (var i = 0; i < field.length(); i++) {
            var c = field.charAt(i);
            if (c != '\\' || i + 1 == field.length()) text.append(c);
            else {
                c = field.charAt(++i);
                text.append(c == 't' ? '\t' : c == 'n' ? '\n' : c);
            }
        }
        return text.toString();
    }

    /**
     * Reads a text.
     *
     * @throws NotReadable when it is none, or one of another format
     */
    static Precompiled parse(String text) throws NotReadable {
        var end = text.indexOf('\n');
        var first = text.substring(0, Math.max(0, end));
        if (!first.startsWith(FIRST)) throw new NotReadable("is damaged");
        if (!first.equals(FIRST + FORMAT))
            throw new NotReadable("has format " + first.substring(FIRST.length()) + ", and this Skep reads " + FORMAT);
        var unit = text.indexOf("\n" + UNIT);
        if (unit < 0) throw new NotReadable("is damaged");
        try {
            return read(text.substring(end + 1, unit + 1), IrParser.unit(text.substring(unit + 1)));
        } catch (IrSyntaxException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new NotReadable("is damaged");
        }
    }

    private static Precompiled read(String head, Unit library) {
        Map<String, List<List<String>>> lines = new HashMap<>();
        head.lines()
                .map(line ->
                        Stream.of(line.split("\t", -1)).map(Precompiled::plain).toList())
                .forEach(fields -> lines.computeIfAbsent(fields.get(0), w -> new ArrayList<>())
                        .add(fields.subList(1, fields.size())));
        var target = lines.getOrDefault("target", List.of()).get(0);
        var named = lines.getOrDefault("object", List.of());
        return new Precompiled(
                lines.getOrDefault("class", List.of()).get(0).get(0),
                named.isEmpty() ? "" : named.get(0).get(0),
                KernelVersion.parse(target.get(0)),
                target.get(1) + "\t" + target.get(2),
                lines.getOrDefault("import", List.of()).stream()
                        .collect(Collectors.toMap(fields -> fields.get(0), fields -> fields.get(1))),
                lines.getOrDefault("spare", List.of()).stream()
                        .map(fields -> fields.get(0))
                        .collect(Collectors.toSet()),
                indices(lines.getOrDefault("index", List.of()), library),
                library);
    }

    /** What the passes took away before it was written down is never computed. */
    private static List<Index> indices(List<List<String>> lines, Unit library) {
        List<Index> indices = new ArrayList<>();
        for (var fields : lines) {
            for (var value : values(library, fields.get(0))) {
                if (!value.toString().equals(fields.get(1))) continue;
                var place = new SourceLine(
                        fields.get(5), Integer.parseInt(fields.get(6)), Integer.parseInt(fields.get(7)), "");
                indices.add(new Index(
                        fields.get(0),
                        value,
                        Integer.parseInt(fields.get(2)),
                        Integer.parseInt(fields.get(3)),
                        fields.get(4),
                        DiagnosticCode.UNPROVED_INDEX,
                        place,
                        null));
            }
        }
        return indices;
    }

    private static List<Value> values(Unit library, String function) {
        List<Value> values = new ArrayList<>();
        for (var found : library.functions()) {
            if (!found.name().equals(function)) continue;
            found.parameters().forEach(parameter -> values.add(parameter.value()));
            for (var block : found.blocks()) {
                values.addAll(block.parameters());
                for (var op : block.ops()) if (op instanceof Op.Producing producing) values.add(producing.result());
            }
        }
        return values;
    }
}

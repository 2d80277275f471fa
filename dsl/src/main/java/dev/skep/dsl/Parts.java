package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.compiler.Options;
import dev.skep.ir.BpfType;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.StructOps;
import dev.skep.ir.StructType;
import dev.skep.ir.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an object is made of, in the order in which its programs come to use it. */
final class Parts {
    private final Options options;
    private final License license;
    private final Map<Object, MapDefinition> maps = new LinkedHashMap<>();
    private final Map<Object, Global> globals = new LinkedHashMap<>();
    private final Set<StructType> records = new LinkedHashSet<>();
    private final Set<SubprogramDef<?>> subprograms = new LinkedHashSet<>();
    private final Set<SubprogramDef<?>> unfinished = new LinkedHashSet<>();
    private final List<Function> functions = new ArrayList<>();
    private final List<StructOps> structOps = new ArrayList<>();
    private final Set<String> callbacks = new LinkedHashSet<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<Index> indices = new ArrayList<>();

    Parts(Options options, License license) {
        this.options = options;
        this.license = license;
    }

    Options options() {
        return options;
    }

    /** Returns what a function of that kind may use. */
    Rules rules(FunctionKind function) {
        return new Rules(options, license, function);
    }

    /** Returns what a program of a struct of functions may use. */
    Rules rules(FunctionKind function, String ops) {
        return new Rules(options, license, function, ops);
    }

    /** Takes a map, behind those that it holds: loaders make them in this order. */
    void add(MapDef<?> map) {
        map.contents().forEach(this::add);
        maps.computeIfAbsent(map, m -> map.definition());
    }

    void add(GlobalDef<?> global) {
        globals.computeIfAbsent(global, g -> global.definition(options.byteOrder()));
    }

    void add(ConfigDef<?> config) {
        globals.computeIfAbsent(config, c -> config.definition(options.byteOrder()));
    }

    void add(ExternDef<?> extern) {
        globals.computeIfAbsent(extern, e -> extern.definition());
    }

    void add(KernelVariable<?> variable) {
        globals.computeIfAbsent(variable, v -> variable.definition());
    }

    /** Returns a name that no function has which is called back. */
    String unused(String name) {
        var unused = name;
        for (var number = 2; !callbacks.add(unused); number++) unused = name + "_" + number;
        return unused;
    }

    /** Takes a struct that loaders must find in the object, beside those of maps and functions. */
    void add(StructType struct) {
        records.add(struct);
    }

    /** Returns the name of a constant that is so many zeroes. */
    String zeroes(int size, SourceLine line) {
        var name = ".zero." + size;
        var type = new BpfType.Array(BpfType.U8, size);
        globals.computeIfAbsent(name, n -> new Global(name, type, Global.Kind.LITERAL, new Initial.Zero(), line));
        return name;
    }

    /** Returns the name of a text with a NUL behind it, which no program can change. */
    String text(String text, SourceLine line) {
        return texts.computeIfAbsent(text, t -> {
            var name = ".str." + texts.size();
            var type = new BpfType.Array(BpfType.CHAR, Text.utf8(text).length + 1);
            globals.put(name, new Global(name, type, Global.Kind.LITERAL, new Initial.Text(text), line));
            return name;
        });
    }

    /** Remembers an index, to be proved when the object is whole. */
    void mustBeWithin(Index index) {
        indices.add(index);
    }

    List<Index> indices() {
        return List.copyOf(indices);
    }

    void add(StructOpsDef ops) {
        structOps.add(ops.definition(options.byteOrder()));
    }

    void add(Function function) {
        functions.add(function);
    }

    /** Writes the subprogram unless the object has it already. */
    <R> void add(SubprogramDef<R> subprogram) {
        if (unfinished.contains(subprogram)) {
            throw new IllegalStateException(
                    "subprogram `" + subprogram + "` comes to call itself, which BPF does not allow");
        }
        if (subprograms.contains(subprogram)) return;
        subprogram.require(rules(subprogram.kind()));
        unfinished.add(subprogram);
        try {
            var builder = new SubprogramBuilder<>(this, subprogram);
            builder.body().guarded(() -> subprogram.statements().accept(builder));
            builder.end();
            functions.add(builder.body().finish());
            subprograms.add(subprogram);
        } finally {
            unfinished.remove(subprogram);
        }
    }

    Unit unit(String name) {
        return new Unit(
                name,
                license.text(),
                List.copyOf(records),
                List.copyOf(maps.values()),
                List.copyOf(globals.values()),
                functions,
                structOps);
    }
}

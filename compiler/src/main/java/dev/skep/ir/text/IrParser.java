package dev.skep.ir.text;

import dev.skep.asm.SourceLine;
import dev.skep.ir.Function;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.StructOps;
import dev.skep.ir.StructType;
import dev.skep.ir.Unit;
import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.Lexer.Token;
import dev.skep.kernel.MapType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the text form that {@link IrPrinter} writes. What is read is well-formed text, not yet sound IR: {@link IrChecker} says that.
 *
 * <pre>{@code
 * unit      = "unit" string "license" string source* struct* ["types" name {"," name}] map* global* structops* function*
 * source    = "source" string "{" {line string} "}"                                     the text of lines
 * struct    = ("struct"|"union") name ["name" string] "size" n "align" n "{" {bitOffset ":" type name ["bits" n]} "}"
 * map       = "map" name maptype ["key" type] ["value" type] "entries" n ["flags" n] ["pinned"] place
 * global    = "global" ("variable"|"config"|"constant"|"literal"|"kconfig"|"weak_kconfig"|"ksym"|"weak_ksym"|
 *             "kernel_variable"|"weak_kernel_variable"|"weak_kfunc") name type "=" initial ["in" string] place
 * structops = "struct_ops" name "of" name ("register"|"link"|"optional_register"|"optional_link")
 *             "{" {name ("function" name | type "=" initial)} "}" place
 * initial   = "zero" | n | string | "{" [initial {"," initial}] "}"
 * function  = "function" kind name "(" [parameter {"," parameter}] ")" type place "{" slot* block+ "}"
 * kind      = "entry" string | "subprogram" | "global" | "inlinable" | "callback"
 * parameter = name value ":" valuetype "as" type
 * slot      = "slot" "$"n name size "align" n place
 * block     = label ["(" value ":" valuetype {"," value ":" valuetype} ")"] ":" op* terminator
 * op        = [value ":" valuetype "="] what place
 * what      = "const" n | "slot" "$"n | "global" name ["+" n] | "map" name | "function" name
 *           | binary value "," value | "negate" value | "extend" bits value | "truncate" value | "swap" order bits value
 *           | "reinterpret" value | "compare" condition value "," value
 *           | "load" bits memory | "store" bits memory "," value | "zero" memory "," n | "copy" memory "," memory "," n
 *           | "atomic" atomicop bits memory "," value | "cmpxchg" bits memory "," value "," value
 *           | ("helper"|"call"|"kfunc") name "(" [value {"," value}] ")"
 *           | "assembly" "(" [value {"," value}] ")" "{" {(string | register ("map" name | "global" name ["+" n])) place} "}"
 * terminator = ("jump" target | "branch" condition value "," value "then" target "else" target
 *           | "switch" value "{" {n "->" target ","} "else" "->" target "}" | "return" [value]) place
 * target    = label ["(" value {"," value} ")"]
 * memory    = "[" value ("+"|"-") n "]"                    bits = u8 s8 u16 s16 u32 s32 u64 s64
 * type      = (word | "struct" name | "named" name | "scalar" "(" string "," n "," encoding ")" | "typedef" "(" string "," type ")" | "tagged" "(" string "," type ")"
 *           | "enum" "(" string "," type {"," name "=" n} ")" | "function" "(" type {"," type} ")") {"*" | "[" n "]"}
 * valuetype = "i32" | "i64" | "ptr."kind ["?"]             value = %n      label = hint "." n
 * place     = ["@" [string ":"] line [":" column]]         the file of the function where none is named, in assembly none
 * name      = word | string                                # starts a comment
 * }</pre>
 */
public final class IrParser {
    private static final int DEEPEST = 64;
    private static final Map<String, MapType> MAP_TYPES = Tokens.wordsOf(List.of(MapType.values()));
    private static final Map<String, Global.Kind> GLOBAL_KINDS = Tokens.wordsOf(List.of(Global.Kind.values()));

    private static final Map<String, StructOps.Attach> ATTACH = Tokens.wordsOf(List.of(StructOps.Attach.values()));

    private final Tokens tokens;
    private final TypeParser types;
    private final Locations locations;

    private IrParser(String text) {
        tokens = new Tokens(text);
        types = new TypeParser(tokens);
        locations = new Locations(tokens);
    }

    /** Returns the unit that the text describes; throws {@link IrSyntaxException} where it describes none. */
    public static Unit unit(String text) {
        return new IrParser(text).unit();
    }

    /** Returns the function that the text describes, which may start with declarations of structs. */
    public static Function function(String text) {
        var parser = new IrParser(text);
        parser.structs();
        var function = parser.nextFunction();
        parser.tokens.expect(Token.Kind.END);
        return function;
    }

    private Unit unit() {
        tokens.expect("unit");
        var name = tokens.string();
        tokens.expect("license");
        var license = tokens.string();
        while (tokens.peek().is("source")) locations.source();
        structs();
        var kept = kept();
        List<MapDefinition> maps = new ArrayList<>();
        while (tokens.takeIf("map")) maps.add(map());
        List<Global> globals = new ArrayList<>();
        while (tokens.takeIf("global")) globals.add(global());
        List<StructOps> tables = new ArrayList<>();
        while (tokens.takeIf("struct_ops")) tables.add(table());
        List<Function> functions = new ArrayList<>();
        while (!tokens.at(Token.Kind.END)) functions.add(nextFunction());
        return new Unit(name, license, kept, maps, globals, functions, tables);
    }

    private void structs() {
        while (tokens.peek().is("struct") || tokens.peek().is("union")) types.declaration();
    }

    private List<StructType> kept() {
        List<StructType> kept = new ArrayList<>();
        if (tokens.takeIf("types")) {
            do kept.add(types.struct(tokens.peek()));
            while (tokens.takeIf(","));
        }
        return kept;
    }

    private MapDefinition map() {
        var shape = shape(tokens.name());
        return shape.at(locations.place(""));
    }

    /** A map at a place that is still to be read; an inner map has that of the outer one. */
    private interface Shape {
        MapDefinition at(SourceLine place);
    }

    private Shape shape(String name) {
        var type = tokens.word("type of map", MAP_TYPES);
        var key = tokens.takeIf("key") ? types.type() : null;
        var value = tokens.takeIf("value") ? types.type() : null;
        tokens.expect("entries");
        var entries = tokens.smallNumber();
        var flags = tokens.takeIf("flags") ? tokens.smallNumber() : 0;
        var pinning = tokens.takeIf("pinned") ? MapDefinition.Pinning.BY_NAME : MapDefinition.Pinning.NONE;
        var extra = tokens.takeIf("extra") ? tokens.smallNumber() : 0;
        var node = tokens.takeIf("node") ? tokens.smallNumber() : 0;
        List<String> initial = new ArrayList<>();
        if (tokens.takeIf("holds")) {
            do initial.add(tokens.name());
            while (tokens.takeIf(","));
        }
        var inner = tokens.takeIf("of") ? shape(name) : null;
        return place -> new MapDefinition(
                name,
                type,
                key,
                value,
                entries,
                flags,
                pinning,
                new MapDefinition.Details(extra, node, inner == null ? null : inner.at(place), initial),
                place);
    }

    private Global global() {
        var kind = tokens.word("kind of global", GLOBAL_KINDS);
        var name = tokens.name();
        var type = types.type();
        tokens.expect("=");
        var initial = initial(0);
        var section = tokens.takeIf("in") ? tokens.string() : null;
        return new Global(name, type, kind, initial, section, locations.place(""));
    }

    private StructOps table() {
        var name = tokens.name();
        tokens.expect("of");
        var type = tokens.name();
        var attach = tokens.word("way to attach", ATTACH);
        List<StructOps.Member> members = new ArrayList<>();
        tokens.expect("{");
        while (!tokens.takeIf("}")) members.add(member());
        return new StructOps(name, type, attach, members, locations.place(""));
    }

    private StructOps.Member member() {
        var name = tokens.name();
        if (tokens.takeIf("function")) return new StructOps.Program(name, tokens.name());
        var type = types.type();
        tokens.expect("=");
        return new StructOps.Data(name, type, initial(0));
    }

    private Initial initial(int depth) {
        if (depth > DEEPEST) throw tokens.peek().error("first contents nest more than " + DEEPEST + " deep");
        if (tokens.takeIf("zero")) return new Initial.Zero();
        if (tokens.at(Token.Kind.STRING)) return new Initial.Text(tokens.string());
        if (!tokens.takeIf("{")) return new Initial.Number(tokens.number());
        List<Initial> elements = new ArrayList<>();
        while (!tokens.peek().is("}")) {
            elements.add(initial(depth + 1));
            if (!tokens.takeIf(",")) break;
        }
        tokens.expect("}");
        return new Initial.Aggregate(elements);
    }

    private Function nextFunction() {
        return new FunctionParser(tokens, types, locations).function();
    }
}

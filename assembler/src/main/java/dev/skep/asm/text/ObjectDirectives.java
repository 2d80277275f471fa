package dev.skep.asm.text;

import dev.skep.asm.text.AssemblySymbol.Binding;
import dev.skep.asm.text.Declarations.Extern;
import dev.skep.asm.text.Declarations.Field;
import dev.skep.asm.text.Declarations.MapDeclaration;
import dev.skep.asm.text.Declarations.Pinning;
import dev.skep.asm.text.Declarations.Routine;
import dev.skep.asm.text.Declarations.Struct;
import dev.skep.asm.text.Declarations.TypeName;
import dev.skep.asm.text.Declarations.Variable;
import dev.skep.asm.text.TextProblem.Kind;
import dev.skep.kernel.MapType;
import dev.skep.kernel.SectionName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the directives that people write objects with: programs, functions, maps, variables, structs, the license. */
final class ObjectDirectives {
    private static final Set<String> SCALARS =
            Set.of("u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64", "char", "bool");
    private static final List<String> MAP_KEYS = List.of("key", "value", "max_entries", "flags", "pinning");
    private static final int MOST_ELEMENTS = 1 << 24;
    private static final int MOST_DIMENSIONS = 8;

    private final Scanner scanner;
    private final Draft draft;
    private final Expressions expressions;
    private final Problems problems;
    private final Set<String> structs = new HashSet<>();
    private @Nullable String open;
    private int openLine;
    private int openPlace;

    ObjectDirectives(Scanner scanner, Draft draft, Expressions expressions, Problems problems) {
        this.scanner = scanner;
        this.draft = draft;
        this.expressions = expressions;
        this.problems = problems;
    }

    private String name(String what) {
        int from = scanner.at;
        String name = scanner.string(from, scanner.name(what));
        scanner.blanks();
        return name;
    }

    /** {@code .license "GPL"}. */
    void license() {
        int at = scanner.at;
        String license = Strings.text(scanner);
        if (!draft.declarations.license.isEmpty()) {
            throw new Fault(Kind.DUPLICATE, at, scanner.at, "the license is given twice");
        }
        draft.declarations.license = license;
    }

    /** {@code .struct NAME, TYPE FIELD, …}. */
    void struct() {
        int at = scanner.at;
        String name = name("the name of the struct");
        List<Field> fields = new ArrayList<>();
        while (scanner.accept(',')) {
            TypeName type = type();
            fields.add(new Field(name("the name of a field"), type));
        }
        if (fields.isEmpty()) {
            throw scanner.unexpected("`,` and the first field");
        }
        if (!structs.add(name)) {
            throw new Fault(Kind.DUPLICATE, at, scanner.at, "struct `" + name + "` is declared twice");
        }
        draft.declarations.structs.add(new Struct(name, fields));
    }

    /** {@code u32}, {@code struct flow}, {@code u8[16]}. */
    private TypeName type() {
        int at = scanner.at;
        String name = name("a type");
        TypeName.Form form = TypeName.Form.SCALAR;
        if (name.equals("struct")) {
            form = TypeName.Form.STRUCT;
            at = scanner.at;
            name = name("the name of a struct");
        }
        Set<String> known = form == TypeName.Form.STRUCT ? structs : SCALARS;
        if (!known.contains(name)) {
            throw new Fault(
                    Kind.UNDEFINED,
                    at,
                    at + name.length(),
                    "`" + name + "` is no type that is known here" + Spelling.hint(name, known));
        }
        List<Integer> counts = new ArrayList<>();
        while (scanner.accept('[')) {
            int from = scanner.at;
            long count = expressions.constant("the number of elements");
            if (count < 1 || count > MOST_ELEMENTS || counts.size() == MOST_DIMENSIONS) {
                throw new Fault(Kind.RANGE, from, scanner.at, count + " elements, allowed are 1 to " + MOST_ELEMENTS);
            }
            counts.add((int) count);
            scanner.expect(']', "after the number of elements");
        }
        return new TypeName(name, form, counts);
    }

    /** {@code .map NAME, TYPE, key=u32, value=u64, max_entries=1024 [, flags=1] [, pinning=by_name]}. */
    void map() {
        int at = scanner.at;
        int line = scanner.line;
        String name = name("the name of the map");
        scanner.expect(',', "and the type of the map");
        String type = mapType();
        List<TypeName> key = new ArrayList<>();
        List<TypeName> value = new ArrayList<>();
        long maxEntries = 0;
        long flags = 0;
        Pinning pinning = Pinning.NONE;
        while (scanner.accept(',')) {
            int from = scanner.at;
            String word = name("key, value, max_entries, flags or pinning");
            scanner.expect('=', "after `" + word + "`");
            switch (word) {
                case "key" -> key.add(type());
                case "value" -> value.add(type());
                case "max_entries" -> maxEntries = word32("max_entries");
                case "flags" -> flags = word32("flags");
                case "pinning" -> pinning = pinning();
                default ->
                    throw new Fault(
                            Kind.SYNTAX,
                            from,
                            from + word.length(),
                            "`" + word + "` is nothing that a map has" + Spelling.hint(word, MAP_KEYS));
            }
        }
        if (key.size() > 1 || value.size() > 1) {
            throw new Fault(Kind.DUPLICATE, at, scanner.at, "map `" + name + "` has two types of keys or values");
        }
        declare(name, at);
        draft.declarations.maps.add(new MapDeclaration(name, type, key, value, maxEntries, flags, pinning, line));
    }

    private String mapType() {
        int at = scanner.at;
        String type = name("the type of the map").toUpperCase(Locale.ROOT);
        List<String> types = Arrays.stream(MapType.values()).map(MapType::name).toList();
        if (!types.contains(type)) {
            throw new Fault(
                    Kind.UNDEFINED,
                    at,
                    scanner.at,
                    "`" + type.toLowerCase(Locale.ROOT) + "` is no type of maps"
                            + Spelling.hint(type, types).toLowerCase(Locale.ROOT));
        }
        return type;
    }

    private long word32(String what) {
        int at = scanner.at;
        long value = expressions.constant(what);
        if (value < 0 || value > 0xffff_ffffL) {
            throw new Fault(Kind.RANGE, at, scanner.at, what + " " + value + " does not fit in 32 unsigned bits");
        }
        return value;
    }

    private Pinning pinning() {
        int at = scanner.at;
        String word = name("by_name or none");
        return switch (word) {
            case "by_name" -> Pinning.BY_NAME;
            case "none" -> Pinning.NONE;
            default -> throw new Fault(Kind.SYNTAX, at, scanner.at, "expected by_name or none");
        };
    }

    /** Makes a name one that code may refer to. */
    private void declare(String name, int at) {
        int symbol = draft.symbols.of(name);
        SymbolTable.Traits traits = draft.symbols.traits(symbol);
        if (traits.declared || draft.symbols.isDefined(symbol)) {
            throw new Fault(Kind.DUPLICATE, at, at + name.length(), "`" + name + "` is defined twice");
        }
        traits.declared = true;
    }

    /** {@code .extern NAME [(TYPE, …) [-> TYPE]], …}: what somebody else defines, in an object functions of the kernel. */
    void extern() {
        do {
            String name = scanner.peek() == '"' ? Strings.text(scanner) : name("a symbol");
            draft.symbols.traits(draft.symbols.of(name)).declared = true;
            draft.declarations.externs.add(signature(name));
        } while (scanner.accept(','));
    }

    private Extern signature(String name) {
        List<TypeName> parameters = new ArrayList<>();
        List<TypeName> result = new ArrayList<>();
        if (scanner.accept('(')) {
            while (!scanner.accept(')')) {
                parameters.add(value());
                if (scanner.peek() != ')') {
                    scanner.expect(',', "or `)` after a parameter");
                }
            }
            if (scanner.accept("->")) {
                result.add(value());
            }
        }
        return new Extern(name, parameters, result);
    }

    /** What a function takes or returns: a number or a pointer. */
    private TypeName value() {
        int at = scanner.at;
        boolean struct = scanner.accept("struct");
        if (!struct && !scanner.isAt("void")) {
            return type();
        }
        String name = name("the name of a struct");
        if (!scanner.accept('*')) {
            throw new Fault(Kind.SYNTAX, at, scanner.at, "expected a number or a pointer: `" + name + " *`");
        }
        return new TypeName(name, TypeName.Form.POINTER, List.of());
    }

    /** {@code .program NAME, "SECTION"}. */
    void program() {
        int at = scanner.at;
        int line = scanner.line;
        String name = name("the name of the program");
        scanner.expect(',', "and the section");
        int from = scanner.at;
        String section = Strings.text(scanner);
        try {
            SectionName.parse(section);
        } catch (IllegalArgumentException e) {
            throw new Fault(Kind.UNDEFINED, from, scanner.at, String.valueOf(e.getMessage()));
        }
        start(new Routine(name, section, Binding.GLOBAL, line), section, at);
    }

    /** {@code .function NAME [, static]}. */
    void function() {
        int at = scanner.at;
        int line = scanner.line;
        String name = name("the name of the function");
        Binding binding = Binding.GLOBAL;
        if (scanner.accept(',')) {
            if (!scanner.accept("static")) {
                throw scanner.unexpected("`static`");
            }
            binding = Binding.LOCAL;
        }
        start(new Routine(name, "", binding, line), ".text", at);
    }

    private void start(Routine routine, String section, int at) {
        if (open != null) {
            throw new Fault(Kind.MISPLACED, at, scanner.at, "`" + open + "` has no .end yet");
        }
        draft.enter(draft.open(section, "ax", AssemblySection.PROGBITS, 0));
        draft.section.align(Long.BYTES, 0);
        int symbol = draft.symbols.of(routine.name());
        draft.label(symbol, at, at + routine.name().length());
        SymbolTable.Traits traits = draft.symbols.traits(symbol);
        traits.kind = AssemblySymbol.Kind.FUNCTION;
        traits.binding = routine.linkage();
        draft.declarations.routines.add(routine);
        open = routine.name();
        openLine = routine.line();
        openPlace = scanner.place(at);
    }

    /** {@code .end}. */
    void end() {
        String name = open;
        if (name == null) {
            throw new Fault(Kind.MISPLACED, scanner.at, scanner.at, "no .program or .function is open");
        }
        open = null;
        int symbol = draft.symbols.of(name);
        draft.symbols.traits(symbol).size = new Expression(0, draft.here(), symbol);
    }

    /** {@code .variable NAME, TYPE [, VALUE]}. */
    void variable(Variable.Access access) {
        int at = scanner.at;
        int line = scanner.line;
        String name = name("the name of the variable");
        scanner.expect(',', "and the type");
        TypeName type = type();
        long value = 0;
        if (scanner.accept(',')) {
            int from = scanner.at;
            value = expressions.constant("the value");
            if (type.form() == TypeName.Form.STRUCT || !type.counts().isEmpty()) {
                throw new Fault(Kind.SYNTAX, from, scanner.at, "structs and arrays start as zeros: they take no value");
            }
        }
        declare(name, at);
        draft.declarations.variables.add(new Variable(name, type, access, value, line));
    }

    /** Says at the end of the text what has no end. */
    void finish() {
        if (open != null) {
            problems.add(Kind.SYNTAX, openLine, openPlace, open.length(), "`" + open + "` has no .end");
        }
    }
}

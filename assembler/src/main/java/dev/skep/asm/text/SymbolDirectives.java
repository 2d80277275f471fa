package dev.skep.asm.text;

import dev.skep.asm.text.AssemblySymbol.Binding;
import dev.skep.asm.text.AssemblySymbol.Visibility;
import dev.skep.asm.text.TextProblem.Kind;
import java.util.List;

/** Reads the directives that say something about symbols. */
final class SymbolDirectives {
    private static final List<String> FUNCTIONS = List.of("function", "func", "STT_FUNC");
    private static final List<String> OBJECTS = List.of("object", "STT_OBJECT");
    private static final List<String> NOTHING = List.of("notype", "STT_NOTYPE");

    private final Scanner scanner;
    private final Draft draft;
    private final Expressions expressions;

    SymbolDirectives(Scanner scanner, Draft draft, Expressions expressions) {
        this.scanner = scanner;
        this.draft = draft;
        this.expressions = expressions;
    }

    private int symbol() {
        int from = scanner.at;
        if (scanner.peek() == '"') {
            return draft.symbols.of(Strings.text(scanner));
        }
        int symbol = draft.symbols.of(scanner.text, from, scanner.name("a symbol"));
        scanner.blanks();
        return symbol;
    }

    void global() {
        bind(Binding.GLOBAL);
    }

    void weak() {
        bind(Binding.WEAK);
    }

    void local() {
        bind(Binding.LOCAL);
    }

    private void bind(Binding binding) {
        do {
            int at = scanner.at;
            SymbolTable.Traits traits = draft.symbols.traits(symbol());
            if (traits.binding != null && traits.binding != binding && binding != Binding.WEAK) {
                throw new Fault(Kind.DUPLICATE, at, scanner.at, "the symbol was " + traits.binding + " before");
            }
            traits.binding = binding;
        } while (scanner.accept(','));
    }

    void visibility(Visibility visibility) {
        do {
            draft.symbols.traits(symbol()).visibility = visibility;
        } while (scanner.accept(','));
    }

    /** {@code SYMBOL, @function}. */
    void type() {
        SymbolTable.Traits traits = draft.symbols.traits(symbol());
        scanner.accept(',');
        if (!scanner.accept('@') && !scanner.accept('%')) {
            scanner.accept('#');
        }
        int from = scanner.at;
        String type = scanner.string(from, scanner.name("a type of symbols"));
        scanner.blanks();
        if (FUNCTIONS.contains(type)) {
            traits.kind = AssemblySymbol.Kind.FUNCTION;
        } else if (OBJECTS.contains(type)) {
            traits.kind = AssemblySymbol.Kind.OBJECT;
        } else if (!NOTHING.contains(type)) {
            throw new Fault(
                    Kind.SYNTAX,
                    from,
                    scanner.at,
                    "`" + type + "` is no type of symbols"
                            + Spelling.hint(type, List.of("function", "object", "notype")));
        }
    }

    /** {@code SYMBOL, EXPRESSION}. */
    void size() {
        int symbol = symbol();
        scanner.expect(',', "and the size");
        draft.symbols.traits(symbol).size = expressions.read();
    }

    /** {@code SYMBOL, EXPRESSION}. */
    void set() {
        int at = scanner.at;
        int symbol = symbol();
        int stop = scanner.at;
        scanner.expect(',', "and the value");
        Expression value = expressions.read();
        if (draft.symbols.isDefined(symbol) && draft.symbols.section(symbol) != SymbolTable.EQUATE) {
            throw new Fault(Kind.DUPLICATE, at, stop, "`" + draft.symbols.name(symbol) + "` is defined twice");
        }
        if (value.plus() == symbol || value.minus() == symbol) {
            throw new Fault(Kind.SYNTAX, at, stop, "a symbol cannot stand for itself");
        }
        draft.symbols.define(symbol, SymbolTable.EQUATE, 0);
        draft.symbols.traits(symbol).value = value;
    }

    /** {@code SYMBOL, SIZE [, ALIGNMENT]}. */
    void common() {
        int at = scanner.at;
        int symbol = symbol();
        Room room = room();
        SymbolTable.Traits traits = draft.symbols.traits(symbol);
        if (traits.binding == Binding.LOCAL) {
            reserve(symbol, room, at);
            return;
        }
        if (draft.symbols.isDefined(symbol)) {
            throw new Fault(Kind.DUPLICATE, at, scanner.at, "`" + draft.symbols.name(symbol) + "` is defined twice");
        }
        draft.symbols.define(symbol, SymbolTable.COMMON, 0);
        traits.size = Expression.of(room.size());
        traits.alignment = room.alignment();
        traits.kind = AssemblySymbol.Kind.OBJECT;
    }

    void localCommon() {
        int at = scanner.at;
        int symbol = symbol();
        draft.symbols.traits(symbol).binding = Binding.LOCAL;
        reserve(symbol, room(), at);
    }

    private record Room(long size, int alignment) {}

    private Room room() {
        scanner.expect(',', "and the size");
        int at = scanner.at;
        long size = expressions.constant("the size");
        long alignment = scanner.accept(',') ? expressions.constant("the alignment") : 1;
        if (size < 0
                || size > SectionDraft.LIMIT
                || alignment < 1
                || alignment > 1 << 16
                || Long.bitCount(alignment) != 1) {
            throw new Fault(
                    Kind.RANGE, at, scanner.at, "size " + size + " with alignment " + alignment + " is not reasonable");
        }
        return new Room(size, (int) alignment);
    }

    private void reserve(int symbol, Room room, int at) {
        SectionDraft bss = draft.open(".bss", "aw", AssemblySection.NOBITS, 0);
        if (draft.symbols.isDefined(symbol)) {
            throw new Fault(Kind.DUPLICATE, at, scanner.at, "`" + draft.symbols.name(symbol) + "` is defined twice");
        }
        if (bss.isFull(room.size() + room.alignment())) {
            throw new Fault(
                    Kind.LIMIT, at, scanner.at, "section .bss gets larger than " + SectionDraft.LIMIT + " bytes");
        }
        bss.align(room.alignment(), 0);
        draft.symbols.define(symbol, bss.number, bss.size);
        draft.symbols.traits(symbol).kind = AssemblySymbol.Kind.OBJECT;
        draft.symbols.traits(symbol).size = Expression.of(room.size());
        bss.fill(0, (int) room.size());
    }
}

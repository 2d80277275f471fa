package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;

/** Reads directives. */
final class Directives {
    private final Scanner scanner;
    private final Expressions expressions;
    private final Expansions expansions;
    private final SectionDirectives sections;
    private final SymbolDirectives symbols;
    private final DataDirectives data;
    private final DebugDirectives debug;
    private final ObjectDirectives objects;
    private int start;

    Directives(Scanner scanner, Draft draft, Expressions expressions, Expansions expansions, Problems problems) {
        this.scanner = scanner;
        this.expressions = expressions;
        this.expansions = expansions;
        this.sections = new SectionDirectives(scanner, draft, expressions);
        this.symbols = new SymbolDirectives(scanner, draft, expressions);
        this.data = new DataDirectives(scanner, draft, expressions);
        this.debug = new DebugDirectives(scanner, draft);
        this.objects = new ObjectDirectives(scanner, draft, expressions, problems);
    }

    /** Reads the directive whose name, from {@code from} to {@code to}, is here. */
    void read(int from, int to) {
        String name = scanner.string(from, to);
        Directive directive = Directive.find(name);
        if (directive == null) {
            if (name.startsWith(".cfi_")) {
                throw new Fault(
                        Kind.SYNTAX, from, to, "of .cfi_… only startproc, endproc and sections mean something in BPF");
            }
            throw new Fault(
                    Kind.SYNTAX,
                    from,
                    to,
                    "`" + scanner.shown(from, to) + "` is no directive" + Spelling.hint(name, Directive.all()));
        }
        start = from;
        scanner.at = to;
        scanner.blanks();
        directive.read(this);
    }

    /** Says what is still open at the end of the text. */
    void finish() {
        objects.finish();
    }

    SectionDirectives sections() {
        return sections;
    }

    SymbolDirectives symbols() {
        return symbols;
    }

    DataDirectives data() {
        return data;
    }

    DebugDirectives debug() {
        return debug;
    }

    ObjectDirectives objects() {
        return objects;
    }

    void macro() {
        expansions.define(start);
    }

    void repeat() {
        expansions.repeat(expressions.constant("the number of repetitions"), start);
    }

    void stray(String opening) {
        throw new Fault(Kind.MISPLACED, start, scanner.at, "nothing is open that this ends: `" + opening + "` does");
    }
}

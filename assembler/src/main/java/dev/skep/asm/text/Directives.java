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
        read(directive);
    }

    private void read(Directive directive) {
        switch (directive) {
            case TEXT -> sections.text();
            case DATA -> sections.named(".data", "aw");
            case BSS -> sections.bss();
            case SECTION -> sections.section();
            case PUSH -> sections.push();
            case POP -> sections.pop();
            case PREVIOUS -> sections.previous();
            case ALIGN -> sections.align();
            case P2ALIGN -> sections.alignToPower();
            case GLOBL -> symbols.global();
            case WEAK -> symbols.weak();
            case LOCAL -> symbols.local();
            case EXTERN -> objects.extern();
            case HIDDEN -> symbols.visibility(AssemblySymbol.Visibility.HIDDEN);
            case INTERNAL -> symbols.visibility(AssemblySymbol.Visibility.INTERNAL);
            case PROTECTED -> symbols.visibility(AssemblySymbol.Visibility.PROTECTED);
            case TYPE -> symbols.type();
            case SIZE -> symbols.size();
            case SET -> symbols.set();
            case COMM -> symbols.common();
            case LCOMM -> symbols.localCommon();
            case BYTE -> data.numbers(1);
            case SHORT -> data.numbers(2);
            case LONG -> data.numbers(4);
            case QUAD -> data.numbers(8);
            case OCTA -> data.numbers(16);
            case ULEB128 -> data.uleb128();
            case SLEB128 -> data.sleb128();
            case ASCII -> data.strings(false);
            case ASCIZ -> data.strings(true);
            case ZERO -> data.zero();
            case FILL -> data.fill();
            case MACRO -> macro();
            case ENDM -> stray(".macro");
            case REPT -> repeat();
            case ENDR -> stray(".rept");
            case FILE -> debug.file();
            case LOC -> debug.loc();
            case CFI_START -> debug.startFrame();
            case CFI_END -> debug.endFrame();
            case CFI_SECTIONS -> debug.ignore();
            case IDENT -> debug.ignore();
            case ADDRSIG -> debug.addressed();
            case ADDRSIG_SYM -> debug.addressedSymbol();
            case LICENSE -> objects.license();
            case STRUCT -> objects.struct();
            case MAP -> objects.map();
            case PROGRAM -> objects.program();
            case FUNCTION -> objects.function();
            case END -> objects.end();
            case VARIABLE -> objects.variable(Declarations.Variable.Access.WRITABLE);
            case CONSTANT -> objects.variable(Declarations.Variable.Access.CONSTANT);
        }
    }

    /** Says what is still open at the end of the text. */
    void finish() {
        objects.finish();
    }

    private void macro() {
        expansions.define(start);
    }

    private void repeat() {
        expansions.repeat(expressions.constant("the number of repetitions"), start);
    }

    private void stray(String opening) {
        throw new Fault(Kind.MISPLACED, start, scanner.at, "nothing is open that this ends: `" + opening + "` does");
    }
}

package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a text statement by statement: labels, directives, instructions. A mistake ends a statement, not the text. */
final class Statements {
    private final Scanner scanner;
    private final Draft draft;
    private final Problems problems;
    private final Expansions expansions;
    private final Directives directives;
    private final PlainLines plain;
    private final PseudoCParser pseudoC;
    private final MnemonicParser mnemonics;
    private final Set<Dialect> allowed;
    private @Nullable InstructionParser parser;

    Statements(byte[] text, Draft draft, AssemblyOptions options, Problems problems) {
        this.scanner = new Scanner(text);
        this.draft = draft;
        this.problems = problems;
        this.allowed = options.dialects();
        var expressions = new Expressions(scanner, draft);
        var operand = new Operand(scanner, expressions);
        var emitter = new Emitter(scanner, draft, options.target());
        var jumps = new JumpParser(scanner, operand, emitter);
        this.plain = new PlainLines(scanner, draft, emitter);
        this.pseudoC = new PseudoCParser(scanner, expressions, operand, emitter, jumps);
        this.mnemonics = new MnemonicParser(scanner, expressions, operand, emitter, jumps, allowed);
        this.expansions = new Expansions(scanner);
        this.directives = new Directives(scanner, draft, expressions, expansions, problems);
        if (!allowed.contains(Dialect.LLVM)) {
            parser = mnemonics;
        } else if (allowed.size() == 1) {
            parser = pseudoC;
        }
    }

    void read() {
        while (!problems.areTooMany()) {
            if (scanner.at < scanner.end) {
                lineOrMistake();
            } else if (!expansions.leave()) {
                break;
            }
        }
        draft.labelsTheLastExit = parser == mnemonics && allowed.contains(Dialect.UBPF);
        if (problems.areNone()) {
            directives.finish();
        }
    }

    private void lineOrMistake() {
        int lineStart = scanner.at;
        int line = scanner.line;
        try {
            if (parser != pseudoC || expansions.definesMacros() || !plain.read()) {
                line();
                expansions.enter();
            }
        } catch (Fault fault) {
            if (isHeading(lineStart)) {
                scanner.skipLine();
                return;
            }
            problems.add(fault, scanner.text, scanner.end, line, lineStart, expansions.describe());
            scanner.skipLine();
        }
        if (scanner.peek() == '\n') {
            scanner.at++;
            scanner.line += scanner.step;
        }
    }

    /** {@code int count(struct xdp_md * ctx):}, which bpftool prints before a function. */
    private boolean isHeading(int lineStart) {
        scanner.skipLine();
        int last = scanner.at - 1;
        return last > lineStart && scanner.text[last] == ':' && scanner.text[last - 1] == ')';
    }

    /** Reads the statements of a line. */
    private void line() {
        scanner.blanks();
        if (scanner.peek() == ';') {
            scanner.skipLine(); // a line of source that disassemblers print between
            return;
        }
        for (; ; ) {
            statement();
            if (scanner.peek() == '\n') {
                return;
            }
            scanner.blanks();
            if (scanner.peek() != ';') {
                break;
            }
            scanner.at++;
            scanner.blanks();
        }
        if (!scanner.isAtEnd()) {
            throw scanner.unexpected("the end of the statement");
        }
        scanner.skipLine();
    }

    /** Reads labels and what follows them. */
    private void statement() {
        while (!scanner.isAtEnd()) {
            int start = scanner.at;
            int c = scanner.peek();
            if (parser == pseudoC && isInstruction(c)) {
                pseudoC.instruction();
                return;
            }
            if (Scanner.isDigit(c)) {
                if (!number(start)) {
                    continue;
                }
                return;
            }
            if (c == '"') {
                quotedLabel(start);
                continue;
            }
            if (Scanner.startsName(c)) {
                int stop = scanner.wordEnd(start);
                if (label(start, stop)) {
                    continue;
                }
                if (c == '.') {
                    directives.read(start, stop);
                    return;
                }
            }
            if (!expansions.invoke(start)) {
                parser(start).instruction();
            }
            return;
        }
    }

    /** Most lines start with a register and a blank, or with a star, and are nothing but instructions. */
    private boolean isInstruction(int c) {
        return c == '*' || ((c == 'r' || c == 'w') && Scanner.isDigit(scanner.peek(1)) && scanner.peek(2) == ' ');
    }

    private void quotedLabel(int start) {
        int symbol = draft.symbols.of(Strings.text(scanner));
        int stop = scanner.at;
        scanner.expect(':', "after a name in quotes");
        draft.label(symbol, start, stop);
    }

    private boolean label(int start, int stop) {
        int at = stop;
        while (at < scanner.end && (scanner.text[at] == ' ' || scanner.text[at] == '\t')) {
            at++;
        }
        if (at >= scanner.end || scanner.text[at] != ':') {
            return false;
        }
        draft.label(draft.symbols.of(scanner.text, start, stop), start, stop);
        scanner.at = at + 1;
        scanner.blanks();
        return true;
    }

    /** Reads {@code 1:}, which is a label, or {@code 1: (b7)}, which is how the kernel numbers instructions. */
    private boolean number(int start) {
        int stop = scanner.wordEnd(start);
        scanner.at = stop;
        scanner.blanks();
        if (scanner.peek() != ':') {
            scanner.at = start;
            throw scanner.unexpected("an instruction, a label or a directive");
        }
        scanner.at++;
        scanner.blanks();
        int code = opcodeInParentheses();
        if (code >= 0) {
            pseudoC.expect(code);
            try {
                parser(scanner.at).instruction();
            } finally {
                pseudoC.expect(-1);
            }
            return true;
        }
        for (int i = start; i < stop; i++) {
            if (!Scanner.isDigit(scanner.text[i])) {
                throw new Fault(Kind.SYNTAX, start, stop, "a label is a name or a decimal number");
            }
        }
        draft.label(draft.localLabels.next(scanner, start, stop), start, stop);
        return false;
    }

    private int opcodeInParentheses() {
        int high = Character.digit(scanner.peek(1), 16);
        int low = Character.digit(scanner.peek(2), 16);
        if (scanner.peek() != '(' || high < 0 || low < 0 || scanner.peek(3) != ')') {
            return -1;
        }
        scanner.at += 4;
        scanner.blanks();
        return high << 4 | low;
    }

    /** Returns the parser of the dialect, which the first telling instruction decides if nobody has said it. */
    private InstructionParser parser(int start) {
        if (parser != null) {
            return parser;
        }
        switch (Recognition.of(scanner, start)) {
            case PSEUDO_C -> parser = pseudoC;
            case MNEMONICS -> parser = mnemonics;
            case EITHER -> {
                return pseudoC;
            }
        }
        return parser == null ? pseudoC : parser;
    }
}

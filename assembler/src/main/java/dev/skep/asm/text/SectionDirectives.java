package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;
import java.util.Set;

/** Reads the directives that say where what follows goes. */
final class SectionDirectives {
    private static final int MOST_POWER = 16;
    private static final String FLAGS = "awxMSoGeR";
    private static final Set<String> TYPES = Set.of("progbits", "nobits", "note", "llvm_addrsig");

    private final Scanner scanner;
    private final Draft draft;
    private final Expressions expressions;

    SectionDirectives(Scanner scanner, Draft draft, Expressions expressions) {
        this.scanner = scanner;
        this.draft = draft;
        this.expressions = expressions;
    }

    void text() {
        named(".text", "ax");
    }

    void named(String name, String flags) {
        draft.enter(draft.open(name, flags, AssemblySection.PROGBITS, 0));
    }

    void bss() {
        draft.enter(draft.open(".bss", "aw", AssemblySection.NOBITS, 0));
    }

    void previous() {
        draft.swap();
    }

    void push() {
        if (!draft.push()) {
            throw new Fault(Kind.LIMIT, scanner.at, scanner.at + 1, "too many sections are pushed");
        }
        section();
    }

    void pop() {
        if (!draft.pop()) {
            throw new Fault(Kind.MISPLACED, scanner.at, scanner.at + 1, "no section is pushed");
        }
    }

    /** {@code NAME [, "FLAGS" [, @TYPE [, ENTRY SIZE]]]}. */
    void section() {
        int at = scanner.at;
        String name = sectionName();
        SectionDraft known = draft.find(name);
        if (known == null && !draft.hasRoom()) {
            throw new Fault(Kind.LIMIT, at, scanner.at, "there are too many sections");
        }
        String flags = known == null ? defaultFlags(name) : known.flags;
        String type = known == null ? defaultType(name) : known.type;
        long entrySize = known == null ? 0 : known.entrySize;
        if (scanner.accept(',')) {
            int from = scanner.at;
            flags = flags(Strings.text(scanner), from);
            if (scanner.accept(',')) {
                type = type();
                if (scanner.accept(',')) {
                    entrySize = expressions.constant("the size of an entry");
                }
            }
        }
        if (known != null && !(known.flags.equals(flags) && known.type.equals(type))) {
            throw new Fault(
                    Kind.DUPLICATE,
                    at,
                    scanner.at,
                    "section `" + name + "` was \"" + known.flags + "\",@" + known.type + " before");
        }
        draft.enter(draft.open(name, flags, type, entrySize));
    }

    private String sectionName() {
        if (scanner.peek() == '"') {
            return Strings.text(scanner);
        }
        int from = scanner.at;
        while (!scanner.isAtEnd() && scanner.peek() != ',' && scanner.peek() != ' ' && scanner.peek() != '\t') {
            scanner.at++;
        }
        if (scanner.at == from) {
            throw scanner.unexpected("the name of a section");
        }
        String name = scanner.string(from, scanner.at).strip();
        scanner.blanks();
        return name;
    }

    private String flags(String flags, int from) {
        for (int i = 0; i < flags.length(); i++) {
            if (FLAGS.indexOf(flags.charAt(i)) < 0) {
                throw new Fault(
                        Kind.SYNTAX,
                        from,
                        scanner.at,
                        "`" + flags.charAt(i) + "` is no flag of a section, allowed are " + FLAGS);
            }
        }
        return flags;
    }

    private String type() {
        if (!scanner.accept('@') && !scanner.accept('%')) {
            throw scanner.unexpected("`@progbits` or another type");
        }
        int from = scanner.at;
        String type = scanner.string(from, scanner.name("the type of the section"));
        scanner.blanks();
        if (!TYPES.contains(type)) {
            throw new Fault(
                    Kind.SYNTAX,
                    from,
                    scanner.at,
                    "`" + type + "` is no type of a section" + Spelling.hint(type, TYPES));
        }
        return type;
    }

    private static String defaultFlags(String name) {
        if (name.equals(".text") || name.startsWith(".text.")) {
            return "ax";
        }
        if (name.equals(".rodata") || name.startsWith(".rodata.")) {
            return "a";
        }
        return name.equals(".data") || name.startsWith(".data.") || name.equals(".bss") || name.startsWith(".bss.")
                ? "aw"
                : "";
    }

    private static String defaultType(String name) {
        return name.equals(".bss") || name.startsWith(".bss.") ? AssemblySection.NOBITS : AssemblySection.PROGBITS;
    }

    /** {@code BYTES [, FILL]}. */
    void align() {
        int at = scanner.at;
        long to = expressions.constant("the alignment");
        if (to < 0 || Long.bitCount(to) > 1 || to > 1 << MOST_POWER) {
            throw new Fault(
                    Kind.RANGE,
                    at,
                    scanner.at,
                    "alignment " + to + ", allowed are powers of two up to " + (1 << MOST_POWER));
        }
        align((int) Math.max(1, to));
    }

    /** {@code POWER [, FILL]}. */
    void alignToPower() {
        int at = scanner.at;
        long power = expressions.constant("the alignment");
        if (power < 0 || power > MOST_POWER) {
            throw new Fault(
                    Kind.RANGE,
                    at,
                    scanner.at,
                    "alignment 2 to the power of " + power + ", the limit is " + MOST_POWER);
        }
        align(1 << power);
    }

    private void align(int to) {
        int value = 0;
        long most = Long.MAX_VALUE;
        if (scanner.accept(',')) {
            if (scanner.peek() != ',') {
                value = (int) expressions.constant("what to fill with");
            }
            if (scanner.accept(',')) {
                most = expressions.constant("how much to fill");
            }
        }
        SectionDraft section = draft.section;
        if (section.isFull(to)) {
            throw new Fault(
                    Kind.LIMIT,
                    scanner.at,
                    scanner.at,
                    "the section gets larger than " + SectionDraft.LIMIT + " bytes");
        }
        if ((-section.size & (to - 1)) <= most) {
            section.align(to, value);
        }
    }
}

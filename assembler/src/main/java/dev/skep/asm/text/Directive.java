package dev.skep.asm.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The directives, a row for each meaning, and who reads what follows them. */
enum Directive {
    // spotless:off
    TEXT         (d -> d.sections().text(),             ".text"),
    DATA         (d -> d.sections().named(".data", "aw"), ".data"),
    BSS          (d -> d.sections().bss(),              ".bss"),
    SECTION      (d -> d.sections().section(),          ".section"),
    PUSH         (d -> d.sections().push(),             ".pushsection"),
    POP          (d -> d.sections().pop(),              ".popsection"),
    PREVIOUS     (d -> d.sections().previous(),         ".previous"),
    ALIGN        (d -> d.sections().align(),            ".align", ".balign"),
    P2ALIGN      (d -> d.sections().alignToPower(),     ".p2align"),

    GLOBL        (d -> d.symbols().global(),            ".globl", ".global"),
    WEAK         (d -> d.symbols().weak(),              ".weak"),
    LOCAL        (d -> d.symbols().local(),             ".local"),
    EXTERN       (d -> d.objects().extern(),            ".extern"),
    HIDDEN       (d -> d.symbols().visibility(AssemblySymbol.Visibility.HIDDEN),    ".hidden"),
    INTERNAL     (d -> d.symbols().visibility(AssemblySymbol.Visibility.INTERNAL),  ".internal"),
    PROTECTED    (d -> d.symbols().visibility(AssemblySymbol.Visibility.PROTECTED), ".protected"),
    TYPE         (d -> d.symbols().type(),              ".type"),
    SIZE         (d -> d.symbols().size(),              ".size"),
    SET          (d -> d.symbols().set(),               ".set", ".equ", ".equiv"),
    COMM         (d -> d.symbols().common(),            ".comm"),
    LCOMM        (d -> d.symbols().localCommon(),       ".lcomm"),

    BYTE         (d -> d.data().numbers(1),             ".byte"),
    SHORT        (d -> d.data().numbers(2),             ".2byte", ".short", ".hword", ".half", ".value"),
    LONG         (d -> d.data().numbers(4),             ".4byte", ".long", ".int", ".word"),
    QUAD         (d -> d.data().numbers(8),             ".8byte", ".quad", ".dword"),
    OCTA         (d -> d.data().numbers(16),            ".octa"),
    ULEB128      (d -> d.data().uleb128(),              ".uleb128"),
    SLEB128      (d -> d.data().sleb128(),              ".sleb128"),
    ASCII        (d -> d.data().strings(false),         ".ascii"),
    ASCIZ        (d -> d.data().strings(true),          ".asciz", ".string"),
    ZERO         (d -> d.data().zero(),                 ".zero", ".skip", ".space"),
    FILL         (d -> d.data().fill(),                 ".fill"),

    MACRO        (d -> d.macro(),                       ".macro"),
    ENDM         (d -> d.stray(".macro"),               ".endm"),
    REPT         (d -> d.repeat(),                      ".rept"),
    ENDR         (d -> d.stray(".rept"),                ".endr"),

    FILE         (d -> d.debug().file(),                ".file"),
    LOC          (d -> d.debug().loc(),                 ".loc"),
    CFI_START    (d -> d.debug().startFrame(),          ".cfi_startproc"),
    CFI_END      (d -> d.debug().endFrame(),            ".cfi_endproc"),
    CFI_SECTIONS (d -> d.debug().ignore(),              ".cfi_sections"),
    IDENT        (d -> d.debug().ignore(),              ".ident"),
    ADDRSIG      (d -> d.debug().addressed(),           ".addrsig"),
    ADDRSIG_SYM  (d -> d.debug().addressedSymbol(),     ".addrsig_sym"),

    LICENSE      (d -> d.objects().license(),           ".license"),
    STRUCT       (d -> d.objects().struct(),            ".struct"),
    MAP          (d -> d.objects().map(),               ".map"),
    PROGRAM      (d -> d.objects().program(),           ".program"),
    FUNCTION     (d -> d.objects().function(),          ".function"),
    END          (d -> d.objects().end(),               ".end"),
    VARIABLE     (d -> d.objects().variable(Declarations.Variable.Access.WRITABLE), ".variable"),
    CONSTANT     (d -> d.objects().variable(Declarations.Variable.Access.CONSTANT), ".constant");
    // spotless:on

    private static final Map<String, Directive> BY_NAME = byName();

    private final Consumer<Directives> reader;
    private final List<String> names;

    Directive(Consumer<Directives> reader, String... names) {
        this.reader = reader;
        this.names = List.of(names);
    }

    static @Nullable Directive find(String name) {
        return BY_NAME.get(name);
    }

    static java.util.Set<String> all() {
        return BY_NAME.keySet();
    }

    /** Reads what follows the name. */
    void read(Directives directives) {
        reader.accept(directives);
    }

    private static Map<String, Directive> byName() {
        Map<String, Directive> byName = new HashMap<>();
        Arrays.stream(values()).forEach(row -> row.names.forEach(name -> byName.put(name, row)));
        return byName;
    }
}

package dev.skep.asm.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The directives, a row for each meaning. {@link Directives} reads what follows them. */
enum Directive {
    // spotless:off
    TEXT         (".text"),
    DATA         (".data"),
    BSS          (".bss"),
    SECTION      (".section"),
    PUSH         (".pushsection"),
    POP          (".popsection"),
    PREVIOUS     (".previous"),
    ALIGN        (".align", ".balign"),
    P2ALIGN      (".p2align"),

    GLOBL        (".globl", ".global"),
    WEAK         (".weak"),
    LOCAL        (".local"),
    EXTERN       (".extern"),
    HIDDEN       (".hidden"),
    INTERNAL     (".internal"),
    PROTECTED    (".protected"),
    TYPE         (".type"),
    SIZE         (".size"),
    SET          (".set", ".equ", ".equiv"),
    COMM         (".comm"),
    LCOMM        (".lcomm"),

    BYTE         (".byte"),
    SHORT        (".2byte", ".short", ".hword", ".half", ".value"),
    LONG         (".4byte", ".long", ".int", ".word"),
    QUAD         (".8byte", ".quad", ".dword"),
    OCTA         (".octa"),
    ULEB128      (".uleb128"),
    SLEB128      (".sleb128"),
    ASCII        (".ascii"),
    ASCIZ        (".asciz", ".string"),
    ZERO         (".zero", ".skip", ".space"),
    FILL         (".fill"),

    MACRO        (".macro"),
    ENDM         (".endm"),
    REPT         (".rept"),
    ENDR         (".endr"),

    FILE         (".file"),
    LOC          (".loc"),
    CFI_START    (".cfi_startproc"),
    CFI_END      (".cfi_endproc"),
    CFI_SECTIONS (".cfi_sections"),
    IDENT        (".ident"),
    ADDRSIG      (".addrsig"),
    ADDRSIG_SYM  (".addrsig_sym"),

    LICENSE      (".license"),
    STRUCT       (".struct"),
    MAP          (".map"),
    PROGRAM      (".program"),
    FUNCTION     (".function"),
    END          (".end"),
    VARIABLE     (".variable"),
    CONSTANT     (".constant");
    // spotless:on

    private static final Map<String, Directive> BY_NAME = byName();

    private final List<String> names;

    Directive(String... names) {
        this.names = List.of(names);
    }

    static @Nullable Directive find(String name) {
        return BY_NAME.get(name);
    }

    static java.util.Set<String> all() {
        return BY_NAME.keySet();
    }

    private static Map<String, Directive> byName() {
        Map<String, Directive> byName = new HashMap<>();
        for (Directive row : values()) {
            for (String name : row.names) {
                byName.put(name, row);
            }
        }
        return byName;
    }
}

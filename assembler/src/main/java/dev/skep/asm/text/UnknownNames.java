package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What to say about names that nothing in the text has. */
final class UnknownNames {
    /** Beyond these, looking for a similar name costs more than it helps. */
    private static final int MOST_SYMBOLS = 5000;

    private static final int MOST_HINTS = 20;

    private final Draft draft;
    private final SymbolTable symbols;
    private int hints;

    UnknownNames(Draft draft) {
        this.draft = draft;
        this.symbols = draft.symbols;
    }

    String shown(int symbol) {
        return LocalLabels.shown(symbols.name(symbol));
    }

    Fault label(int symbol) {
        return new Fault(Kind.UNDEFINED, 0, 1, "no label `" + shown(symbol) + "` in this text" + hint(symbol));
    }

    Fault symbol(int symbol) {
        return new Fault(Kind.UNDEFINED, 0, 1, "nothing defines `" + shown(symbol) + "`" + hint(symbol));
    }

    boolean isDeclared(int symbol) {
        SymbolTable.Traits traits = symbols.traitsOrNull(symbol);
        return traits != null && (traits.declared || traits.binding != null);
    }

    /** In a text that declares its object, everything that others define is declared too. */
    void refuseIfUndeclared(int symbol) {
        if (!symbols.isDefined(symbol) && !isDeclared(symbol) && (declaresItsObject() || symbols.isTemporary(symbol))) {
            throw symbol(symbol);
        }
    }

    /** A call of something that nobody declares, and that looks like a helper, is a misspelled helper. */
    void refuseIfMisspelled(int symbol) {
        if (isDeclared(symbol) || draft.find(".BTF") != null) {
            return;
        }
        String name = shown(symbol);
        String hint = Spelling.hint(
                name, Arrays.stream(Helper.values()).map(Helper::kernelName).toList());
        if (!hint.isEmpty() || declaresItsObject()) {
            throw new Fault(
                    Kind.UNDEFINED,
                    0,
                    1,
                    "`" + name + "` is no helper and no function of this text" + hint
                            + (hint.isEmpty() ? hint(symbol) : "") + "; a kernel function is declared by `.extern "
                            + name + "`");
        }
    }

    private boolean declaresItsObject() {
        return !(draft.declarations.maps.isEmpty()
                && draft.declarations.routines.isEmpty()
                && draft.declarations.variables.isEmpty());
    }

    private String hint(int symbol) {
        if (symbols.size() > MOST_SYMBOLS || ++hints > MOST_HINTS) {
            return "";
        }
        List<String> names = new ArrayList<>();
        for (int other = 0; other < symbols.size(); other++) {
            if (symbols.isDefined(other) && !symbols.isAnonymous(other)) {
                names.add(LocalLabels.shown(symbols.name(other)));
            }
        }
        return Spelling.hint(shown(symbol), names);
    }
}

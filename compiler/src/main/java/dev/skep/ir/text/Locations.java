package dev.skep.ir.text;

import dev.skep.asm.SourceLine;
import dev.skep.ir.text.Lexer.Token;
import java.util.HashMap;
import java.util.Map;

/** Reads places in the source, and the lines they show. */
final class Locations {
    private static final SourceLine UNKNOWN = new SourceLine("", 0, 0, "");

    private final Tokens tokens;
    private final Map<Place, String> lines = new HashMap<>();

    private record Place(String file, int line) {}

    Locations(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Reads {@code source "file" { line "text" … }}. */
    void source() {
        tokens.expect("source");
        var file = tokens.string();
        tokens.expect("{");
        while (!tokens.takeIf("}")) {
            var line = tokens.smallNumber();
            lines.put(new Place(file, line), tokens.string());
        }
    }

    /** Reads {@code @["file":]line[:column]} if it stands here; {@code file} is meant where none is named. */
    SourceLine place(String file) {
        var start = tokens.peek();
        if (!tokens.takeIf("@")) return UNKNOWN;
        var named = file;
        if (tokens.at(Token.Kind.STRING)) {
            named = tokens.string();
            tokens.expect(":");
        }
        var line = tokens.smallNumber();
        var column = tokens.takeIf(":") ? tokens.smallNumber() : 0;
        var text = lines.getOrDefault(new Place(named, line), "");
        var shown = named;
        return Tokens.checked(start, () -> new SourceLine(shown, line, column, text));
    }
}

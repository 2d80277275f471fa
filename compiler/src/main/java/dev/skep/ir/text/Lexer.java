package dev.skep.ir.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text form into tokens. */
final class Lexer {
    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String text) {
        this.text = text;
    }

    /**
     * A word, number, string or sign.
     *
     * @param text what it says: strings without quotes and escapes, values and slots without their sign
     */
    record Token(Kind kind, String text, int line, int column) {
        /** What a token is. */
        enum Kind {
            WORD,
            STRING,
            NUMBER,
            VALUE,
            SLOT,
            SIGN,
            END
        }

        boolean is(String sign) {
            return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(sign);
        }

        IrSyntaxException error(String message) {
            return new IrSyntaxException(line, column, message);
        }

        @Override
        public String toString() {
            return kind == Kind.END ? "the end" : "`" + text + "`";
        }
    }

    /** Returns the tokens of the text, one of kind {@code END} last. */
    static List<Token> tokens(String text) {
        var lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        do tokens.add(lexer.next());
        while (tokens.get(tokens.size() - 1).kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        skipBlanks();
        if (at == text.length()) return token(Token.Kind.END, "");
        var c = text.charAt(at);
        if (Words.startsWord(c)) return word();
        if (c == '"') return string();
        if (isDigit(c) || (c == '-' && isDigit(peek(1)))) return token(Token.Kind.NUMBER, run(at, at + 1));
        if (c == '%' && isDigit(peek(1))) return numbered(Token.Kind.VALUE);
        if (c == '$' && isDigit(peek(1))) return numbered(Token.Kind.SLOT);
        if (c == '-' && peek(1) == '>') return token(Token.Kind.SIGN, "->");
        if ("(){}[]:,=+-*@?".indexOf(c) >= 0) return token(Token.Kind.SIGN, String.valueOf(c));
        throw new IrSyntaxException(line, column(), "character `" + c + "` starts nothing");
    }

    private void skipBlanks() {
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '\n') {
                line++;
                lineStart = at + 1;
            } else if (c == '#') {
                while (peek(1) != '\n' && at + 1 < text.length()) at++;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                return;
            }
            at++;
        }
    }

    private Token word() {
        return token(Token.Kind.WORD, run(at, at + 1));
    }

    /** Returns the text from {@code start} through every character behind {@code from} that continues a word or a number. */
    private String run(int start, int from) {
        var end = from;
        while (end < text.length() && Words.continuesWord(text.charAt(end))) end++;
        return text.substring(start, end);
    }

    private Token numbered(Token.Kind kind) {
        var digits = run(at + 1, at + 1);
        var token = new Token(kind, digits, line, column());
        at += digits.length() + 1;
        return token;
    }

    private Token token(Token.Kind kind, String content) {
        var token = new Token(kind, content, line, column());
        at += content.length();
        return token;
    }

    private Token string() {
        var column = column();
        var content = new StringBuilder();
        at++;
        while (peek(0) != '"') {
            if (at >= text.length() || peek(0) == '\n') throw new IrSyntaxException(line, column, "string without end");
            content.append(peek(0) == '\\' ? escape() : text.charAt(at++));
        }
        at++;
        return new Token(Token.Kind.STRING, content.toString(), line, column);
    }

    private char escape() {
        var c = peek(1);
        if (c == 'u' && at + 6 <= text.length()) {
            try {
                var code = Integer.parseInt(text, at + 2, at + 6, 16);
                at += 6;
                return (char) code;
            } catch (NumberFormatException e) {
                throw new IrSyntaxException(line, column(), "escape `\\u` needs four hexadecimal digits");
            }
        }
        if (c != 'n' && c != '"' && c != '\\')
            throw new IrSyntaxException(line, column(), "unknown escape `\\" + c + "`");
        at += 2;
        return c == 'n' ? '\n' : c;
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    private int column() {
        return at - lineStart + 1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

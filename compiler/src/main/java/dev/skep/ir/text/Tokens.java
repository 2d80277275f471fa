package dev.skep.ir.text;

import dev.skep.ir.text.Lexer.Token;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tokens, read one after the other with one token of foresight. */
final class Tokens {
    private final List<Token> tokens;
    private int next;

    Tokens(String text) {
        tokens = Lexer.tokens(text);
    }

    Token peek() {
        return tokens.get(next);
    }

    /** Returns the token {@code ahead} tokens behind the next one. */
    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token take() {
        var token = peek();
        if (next < tokens.size() - 1) next++;
        return token;
    }

    /** Takes the next token if it is this word or sign. */
    boolean takeIf(String expected) {
        if (!peek().is(expected)) return false;
        take();
        return true;
    }

    Token expect(String expected) {
        if (!peek().is(expected)) throw peek().error("expected `" + expected + "`, found " + peek());
        return take();
    }

    boolean at(Token.Kind kind) {
        return peek().kind() == kind;
    }

    Token expect(Token.Kind kind) {
        if (!at(kind)) throw peek().error("expected a " + kind.name().toLowerCase(Locale.ROOT) + ", found " + peek());
        return take();
    }

    /** Returns a name: a word, or anything in quotes. */
    String name() {
        if (at(Token.Kind.STRING)) return take().text();
        if (!at(Token.Kind.WORD)) throw peek().error("expected a name, found " + peek());
        return take().text();
    }

    String string() {
        return expect(Token.Kind.STRING).text();
    }

    long number() {
        var token = expect(Token.Kind.NUMBER);
        var text = token.text();
        try {
            return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw token.error("`" + text + "` is not a number of 64 bits");
        }
    }

    int smallNumber() {
        var token = peek();
        var number = number();
        if (number != (int) number) throw token.error(token + " does not fit in 32 signed bits");
        return (int) number;
    }

    /** Returns the number of a value or slot. */
    int id(Token.Kind kind) {
        var token = expect(kind);
        return id(token, token.text());
    }

    /** Returns the number that {@code digits}, a part of {@code token}, stands for. */
    static int id(Token token, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw token.error("`" + digits + "` is not a number of 31 bits");
        }
    }

    /** Returns what {@code words} has for the next word. */
    <T> T word(String what, Map<String, T> words) {
        var token = expect(Token.Kind.WORD);
        var found = words.get(token.text());
        if (found == null) throw token.error("unknown " + what + " " + token);
        return found;
    }

    /** Runs {@code attempt}; what it refuses is an error at {@code token}. */
    static <T> T checked(Token token, Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw token.error(String.valueOf(e.getMessage()));
        }
    }

    /** Returns where this stream stands, for {@link #back}. */
    int mark() {
        return next;
    }

    void back(int mark) {
        next = mark;
    }

    /** Returns the words of enum constants. */
    static <E extends Enum<E>> Map<String, E> wordsOf(Collection<E> constants) {
        return constants.stream().collect(Collectors.toUnmodifiableMap(Words::of, constant -> constant));
    }
}

package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Macros and repetitions: text that stands for more text. An expansion is read as if it stood where it was asked for; how
 * deep and how much in all is limited.
 */
final class Expansions {
    private static final int DEEPEST = 64;
    private static final long MOST_BYTES = 1L << 25;
    private static final int MOST = 1 << 22;

    private final Scanner scanner;
    private final Map<String, Macro> macros = new HashMap<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private byte @Nullable [] waiting;
    private String waitingName = "";
    private long waitingTimes;
    private long bytes;
    private int count;

    Expansions(Scanner scanner) {
        this.scanner = scanner;
    }

    /** What is read again after an expansion, whose name is {@code name} and which is read {@code more} times after this one. */
    private record Frame(byte[] text, int at, String name, long more) {}

    private record Parameter(String name, String value) {}

    private record Macro(String name, List<Parameter> parameters, byte[] body) {}

    boolean isInside() {
        return !frames.isEmpty();
    }

    boolean definesMacros() {
        return !macros.isEmpty();
    }

    /** Says what the text that is being read is an expansion of; nothing if it is the text itself. */
    String describe() {
        Frame frame = frames.peek();
        return frame == null ? "" : ", in the expansion of " + frame.name();
    }

    /** Starts to read the expansion that a statement asked for, if one did. */
    void enter() {
        byte[] next = waiting;
        if (next == null) {
            return;
        }
        waiting = null;
        frames.push(new Frame(scanner.text, scanner.at, waitingName, waitingTimes - 1));
        scanner.enter(next);
    }

    /** Goes back to where the expansion was asked for; tells whether there is such a place. */
    boolean leave() {
        if (frames.isEmpty()) {
            return false;
        }
        Frame frame = frames.pop();
        if (frame.more() > 0) {
            frames.push(new Frame(frame.text(), frame.at(), frame.name(), frame.more() - 1));
            scanner.at = 0;
            return true;
        }
        scanner.leave(frame.text(), frame.at(), isInside());
        return true;
    }

    private void expand(byte[] text, long times, String name, int start) {
        bytes += times * (text.length + 1L);
        if (frames.size() >= DEEPEST || bytes > MOST_BYTES || ++count > MOST) {
            String limit = frames.size() >= DEEPEST
                    ? "more than " + DEEPEST + " deep"
                    : "more than " + MOST_BYTES + " bytes or " + MOST + " expansions";
            throw new Fault(Kind.LIMIT, start, scanner.at, name + " expands to " + limit);
        }
        waiting = text;
        waitingName = name;
        waitingTimes = times;
    }

    /** Reads {@code .rept COUNT}, from the count's end on. */
    void repeat(long times, int start) {
        byte[] body = body(".rept", ".endr", start);
        if (times < 0 || times > (MOST_BYTES - bytes) / (body.length + 1L)) {
            throw new Fault(
                    Kind.LIMIT,
                    start,
                    scanner.wordEnd(start),
                    times + " repetitions are negative or more than " + MOST_BYTES + " bytes");
        }
        if (times > 0) {
            expand(body, times, ".rept", start);
        }
    }

    /** Reads {@code .macro NAME PARAMETER, …}, from the name on. */
    void define(int start) {
        int from = scanner.at;
        String name = scanner.string(from, scanner.name("the name of the macro"));
        scanner.blanks();
        scanner.accept(',');
        List<Parameter> parameters = new ArrayList<>();
        while (!scanner.isAtEnd()) {
            int at = scanner.at;
            String parameter = scanner.string(at, scanner.name("a parameter"));
            scanner.blanks();
            String value = "";
            if (scanner.accept('=')) {
                value = argument();
            }
            parameters.add(new Parameter(parameter, value));
            scanner.accept(',');
        }
        Macro macro = new Macro(name, List.copyOf(parameters), body(".macro", ".endm", start));
        if (macros.putIfAbsent(name, macro) != null) {
            throw new Fault(Kind.DUPLICATE, from, from + name.length(), "macro `" + name + "` is defined twice");
        }
    }

    /** Expands the macro whose name is here; tells whether there is one. */
    boolean invoke(int start) {
        if (macros.isEmpty() || !Scanner.startsName(scanner.peek())) {
            return false;
        }
        int stop = scanner.wordEnd(start);
        Macro macro = macros.get(scanner.string(start, stop));
        if (macro == null) {
            return false;
        }
        scanner.at = stop;
        scanner.blanks();
        List<String> arguments = new ArrayList<>();
        while (!scanner.isAtEnd()) {
            arguments.add(argument());
            scanner.accept(',');
        }
        if (arguments.size() > macro.parameters().size()) {
            throw new Fault(
                    Kind.SYNTAX,
                    start,
                    stop,
                    "macro `" + macro.name() + "` has " + macro.parameters().size() + " parameters, not "
                            + arguments.size());
        }
        expand(substitute(macro, arguments), 1, "macro `" + macro.name() + "`", start);
        return true;
    }

    private String argument() {
        if (scanner.peek() == '"') {
            return Strings.text(scanner);
        }
        int from = scanner.at;
        int depth = 0;
        while (!scanner.isAtEnd() && (depth > 0 || scanner.peek() != ',')) {
            int c = scanner.text[scanner.at++];
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        }
        return scanner.string(from, scanner.at).strip();
    }

    private byte[] substitute(Macro macro, List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < macro.parameters().size(); i++) {
            Parameter parameter = macro.parameters().get(i);
            values.put(
                    parameter.name(),
                    i < arguments.size() && !arguments.get(i).isEmpty() ? arguments.get(i) : parameter.value());
        }
        var out = new ByteArrayOutputStream();
        byte[] body = macro.body();
        for (int at = 0; at < body.length; ) {
            if (body[at] == '\\' && at + 1 < body.length) {
                at = substitute(body, at + 1, values, out);
            } else {
                out.write(body[at++]);
            }
            if (out.size() > MOST_BYTES - bytes) {
                throw new Fault(
                        Kind.LIMIT,
                        scanner.at,
                        scanner.at,
                        "macro `" + macro.name() + "` expands to more than " + MOST_BYTES + " bytes");
            }
        }
        return out.toByteArray();
    }

    /** Writes what stands behind a backslash: {@code \name}, {@code \@} for the number of the expansion, {@code \()}. */
    private int substitute(byte[] body, int from, Map<String, String> values, ByteArrayOutputStream out) {
        if (body[from] == '@') {
            out.writeBytes(Integer.toString(count).getBytes(StandardCharsets.UTF_8));
            return from + 1;
        }
        if (body[from] == '(' && from + 1 < body.length && body[from + 1] == ')') {
            return from + 2;
        }
        int to = from;
        while (to < body.length && Scanner.continuesName(body[to]) && body[to] != '.') {
            to++;
        }
        String value = values.get(new String(body, from, to - from, StandardCharsets.UTF_8));
        if (value == null) {
            out.write('\\');
            return from;
        }
        out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        return to;
    }

    /** Reads the lines up to the end of what is opened, which may hold others of its kind. */
    private byte[] body(String opening, String closing, int start) {
        scanner.skipLine();
        int from = Math.min(scanner.at + 1, scanner.end);
        int depth = 1;
        int at = from;
        while (at < scanner.end) {
            int lineStart = at;
            int word = at;
            while (word < scanner.end && (scanner.text[word] == ' ' || scanner.text[word] == '\t')) {
                word++;
            }
            int stop = scanner.wordEnd(word);
            while (at < scanner.end && scanner.text[at] != '\n') {
                at++;
            }
            scanner.line += scanner.step;
            if (isWord(word, stop, opening)) {
                depth++;
            } else if (isWord(word, stop, closing) && --depth == 0) {
                scanner.at = at;
                return java.util.Arrays.copyOfRange(scanner.text, from, lineStart);
            }
            at++;
        }
        scanner.at = scanner.end;
        throw new Fault(Kind.SYNTAX, start, start + opening.length(), "`" + opening + "` without `" + closing + "`");
    }

    private boolean isWord(int from, int to, String word) {
        return to - from == word.length() && scanner.string(from, to).equals(word);
    }
}

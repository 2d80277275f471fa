package dev.skep.compiler.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Units of IR that tempt a compiler to break a rule: {@code rules/units.txt} of the test resources. */
final class RuleSources {
    private static final String FILE = "/rules/units.txt";
    private static final Pattern UNIT = Pattern.compile("(?m)^=== (\\S+).*\\n");

    private RuleSources() {}

    static List<String> names() {
        return UNIT.matcher(text()).results().map(match -> match.group(1)).toList();
    }

    /** Returns the unit of that name. */
    static String of(String name) {
        var text = text();
        var heads = UNIT.matcher(text).results().toList();
        for (var i = 0; i < heads.size(); i++) {
            var end = i + 1 < heads.size() ? heads.get(i + 1).start() : text.length();
            if (heads.get(i).group(1).equals(name))
                return "unit \"" + name + "\" license \"GPL\"\n"
                        + text.substring(heads.get(i).end(), end);
        }
        throw new IllegalArgumentException("there is no unit " + name);
    }

    private static String text() {
        try (var stream = RuleSources.class.getResourceAsStream(FILE)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forks one behind the other, each of which stores one of two numbers and is done with it. */
    static String forks(int forks) {
        var text = new StringBuilder("""
                unit "forks" license "GPL"
                global variable seen u64 = zero
                function entry "xdp" p(ctx %0: ptr.ctx as void*) s32 {
                entry.0:
                    %1: ptr.value = global seen
                    %2: i64 = const 3
                    jump fork.1
                """);
        for (var i = 0; i < forks; i++) {
            var block = 3 * i + 1;
            var value = 10 * i + 10;
            text.append("fork.%d:%n".formatted(block))
                    .append("    %%%d: i64 = helper bpf_get_prandom_u32()%n".formatted(value))
                    .append("    %%%d: i64 = const %d%n".formatted(value + 1, i))
                    .append("    %%%d: i64 = const %d%n".formatted(value + 2, 100 + i))
                    .append("    branch gt %%%d, %%2 then yes.%d else join.%d(%%%d)%n"
                            .formatted(value, block + 1, block + 2, value + 1))
                    .append("yes.%d:%n    jump join.%d(%%%d)%n".formatted(block + 1, block + 2, value + 2))
                    .append("join.%d(%%%d: i64):%n".formatted(block + 2, value + 3))
                    .append("    store u64 [%%1 + 0], %%%d%n".formatted(value + 3))
                    .append("    jump fork.%d%n".formatted(block + 3));
        }
        return text + "fork.%d:%n    %%5: i32 = const 2%n    return %%5%n}%n".formatted(3 * forks + 1);
    }
}

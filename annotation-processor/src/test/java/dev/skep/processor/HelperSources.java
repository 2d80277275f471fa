package dev.skep.processor;

import dev.skep.kernel.Helper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The methods of the language that are helper functions, as their sources declare and document them. */
final class HelperSources {
    private static final Path FOLDER = Path.of("../dsl/src/main/java/dev/skep/lang");
    private static final Pattern METHOD =
            Pattern.compile("@CallsHelper\\(([^)]*)\\)\\s*public (static )?(?:<T> )?([^(]*?) (\\w+)\\(([^{]*)\\) \\{");

    private HelperSources() {}

    /**
     * A method.
     *
     * @param owner the class
     * @param parameters each as it is declared: {@code @WithSize Object to}
     */
    record Method(String owner, String doc, Helper helper, String result, String name, List<String> parameters) {
        @Override
        public String toString() {
            return owner + "." + name;
        }
    }

    static List<Method> methods() {
        var methods = new ArrayList<Method>();
        try (var files = Files.list(FOLDER)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var owner = file.getFileName().toString().replace(".java", "");
                var text = Files.readString(file);
                METHOD.matcher(text).results().forEach(found -> methods.add(method(owner, text, found)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return methods;
    }

    private static Method method(String owner, String text, MatchResult found) {
        var name = found.group(1).replaceAll("(?s).*\"(\\w+)\".*", "$1");
        var doc = text.substring(text.lastIndexOf("/**", found.start()), found.start());
        var parameters = found.group(5).replaceAll("\\s+", " ").strip();
        return new Method(
                owner,
                doc.replaceAll("\\s*\\n\\s*\\*\\s*", " "),
                Helper.of(name).orElseThrow(() -> new AssertionError(owner + " calls " + name)),
                found.group(3).replace("@Unsigned ", "").replace("@Nullable ", ""),
                found.group(4),
                parameters.isEmpty() ? List.of() : Arrays.asList(parameters.split(", ")));
    }
}

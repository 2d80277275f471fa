package dev.skep.testkit.packages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One entry of apt's sources, as in sources.list(5), in either of its two formats.
 *
 * @param fields by name in lower case: {@code types}, {@code uris}, {@code suites}, {@code components} and options
 */
record AptSource(Map<String, String> fields) {
    /** What decides whom to trust; all other options are about indices that we do not ask for. */
    private static final List<String> TRUST = List.of("signed-by", "trusted");

    AptSource {
        fields = Map.copyOf(fields);
    }

    /** The entries of a {@code .list} file: {@code deb [option=value] uri suite component…}. */
    static List<AptSource> parseLines(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> line.startsWith("deb ") || line.startsWith("deb\t"))
                .flatMap(line -> parseLine(line.substring(4).strip()))
                .collect(Collectors.toList());
    }

    private static Stream<AptSource> parseLine(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        String rest = line;
        if (line.startsWith("[")) {
            int end = line.indexOf(']');
            if (end < 0) {
                return Stream.empty();
            }
            for (String option : words(line.substring(1, end))) {
                String[] parts = option.split("=", 2);
                fields.put(parts[0].toLowerCase(Locale.ROOT), parts.length == 2 ? parts[1].replace(',', ' ') : "");
            }
            rest = line.substring(end + 1);
        }
        List<String> words = words(rest);
        if (words.size() < 2) {
            return Stream.empty();
        }
        fields.put("types", "deb");
        fields.put("uris", words.get(0));
        fields.put("suites", words.get(1));
        fields.put("components", String.join(" ", words.subList(2, words.size())));
        return Stream.of(new AptSource(fields));
    }

    /** The entries of a {@code .sources} file: stanzas of {@code Field: value}, values going on in indented lines. */
    static List<AptSource> parseStanzas(String text) {
        List<AptSource> sources = new ArrayList<>();
        Map<String, String> fields = new LinkedHashMap<>();
        String last = "";
        for (String line : (text + "\n\n").lines().collect(Collectors.toList())) {
            int colon = line.indexOf(':');
            if (line.startsWith("#")) {
                continue;
            }
            if (line.isBlank()) {
                if (!fields.isEmpty()) {
                    sources.add(new AptSource(fields));
                }
                fields.clear();
                last = "";
            } else if (Character.isWhitespace(line.charAt(0))) {
                fields.computeIfPresent(last, (name, value) -> value + "\n" + line);
            } else if (colon > 0) {
                last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                fields.put(last, line.substring(colon + 1).strip());
            }
        }
        return sources;
    }

    /** Whether this entry gives binary packages of {@code main} in the suite of this name. */
    boolean serves(String suite) {
        return !field("enabled").equalsIgnoreCase("no")
                && words(field("types")).contains("deb")
                && words(field("suites")).contains(suite)
                && words(field("components")).contains("main")
                && !words(field("uris")).isEmpty();
    }

    /** The same place and the same keys, as the one stanza that asks for packages of {@code main} in another suite. */
    String stanzaFor(String suite) {
        String trust = TRUST.stream()
                .filter(fields::containsKey)
                .map(name -> name + ": " + field(name) + "\n")
                .collect(Collectors.joining());
        return "Types: deb\nURIs: " + words(field("uris")).get(0) + "\nSuites: " + suite + "\nComponents: main\n"
                + trust;
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }

    private static List<String> words(String text) {
        return Stream.of(text.strip().split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }
}

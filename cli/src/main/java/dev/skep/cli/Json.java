package dev.skep.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values as JSON: maps in their order, lists, strings, numbers, true and false. */
final class Json {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** The text of a value, a line for each value in it. */
    static String of(Object value) {
        var json = new Json();
        json.value(value, "");
        return json.text.append('\n').toString();
    }

    private void value(Object value, String margin) {
        if (value instanceof Map<?, ?> map) {
            object(map, margin);
        } else if (value instanceof List<?> list) {
            array(list, margin);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> map, String margin) {
        String separator = "{\n";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(separator).append(margin).append(INDENT);
            string(String.valueOf(entry.getKey()));
            text.append(": ");
            value(entry.getValue(), margin + INDENT);
            separator = ",\n";
        }
        text.append(map.isEmpty() ? "{}" : "\n" + margin + "}");
    }

    private void array(List<?> list, String margin) {
        String separator = "[\n";
        for (Object element : list) {
            text.append(separator).append(margin).append(INDENT);
            value(element, margin + INDENT);
            separator = ",\n";
        }
        text.append(list.isEmpty() ? "[]" : "\n" + margin + "]");
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F || Character.isSurrogate(c)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}

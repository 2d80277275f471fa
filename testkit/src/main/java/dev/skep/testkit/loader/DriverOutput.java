package dev.skep.testkit.loader;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a driver wrote. Its lines, with fields between tabs and {@code \\ \t \n \r} in fields written as here:
 *
 * <pre>
 * object       PATH
 * accepted     PROGRAM INSTRUCTIONS
 * refused      PROGRAM LINE             what the loader's own error says
 * log          PROGRAM TEXT             after accepted, refused or died: all that was said
 * skipped      PROGRAM REASON
 * ran          PROGRAM RETURNED OUTPUT NANOSECONDS
 * notran       PROGRAM REASON
 * attached     PROGRAM
 * notattached  PROGRAM REASON
 * died         REASON                   the loader did not come to an end
 * end          PATH
 * </pre>
 *
 * {@code -} is a number that is not known, or in place of a program the object as a whole. A driver may be stopped at any
 * byte: a last line without its end is left out, so is one that {@code each} cancelled, whose last character is CAN, and
 * so is one that makes no sense.
 */
public record DriverOutput(List<JudgedObject> objects) {
    private static final String CANCEL = "\u0018";

    public DriverOutput {
        objects = List.copyOf(objects);
    }

    /** Reads what a driver wrote. */
    public static DriverOutput parse(String text) {
        Reading reading = new Reading();
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(reading::line);
        return new DriverOutput(reading.finish());
    }

    /** What it says of each of these objects, which were given to the driver in this order; the verdict where it does not. */
    public List<JudgedObject> about(List<String> paths, Verdict otherwise) {
        List<JudgedObject> all = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            JudgedObject found = i < objects.size() ? objects.get(i) : new JudgedObject(paths.get(i), List.of(), false);
            all.add(found.complete() ? found : found.with(Judgement.of(Judgement.WHOLE_OBJECT, otherwise)));
        }
        return all;
    }

    /** The lines so far. */
    private static final class Reading {
        private final List<JudgedObject> objects = new ArrayList<>();
        private final Map<String, Judgement> judgements = new LinkedHashMap<>();
        private String path = "";

        void line(String line) {
            String[] fields = line.split("\t", -1);
            for (int i = 0; i < fields.length; i++) {
                fields[i] = unescape(fields[i]);
            }
            if (fields.length < 2 || line.endsWith(CANCEL)) {
                return;
            }
            try {
                fact(fields);
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                return; // the line makes no sense
            }
        }

        private void fact(String[] fields) {
            String name = fields[1];
            Judgement known = judgements.get(name);
            switch (fields[0]) {
                case "object" -> {
                    leave(false);
                    path = name;
                }
                case "end" -> {
                    if (path.equals(name)) {
                        leave(true);
                    }
                }
                case "accepted" -> judge(name, new Verdict.Accepted(number(fields[2]), ""));
                case "refused" -> judge(name, new Verdict.Refused(DecisiveLine.of(fields[2], ""), ""));
                case "skipped" -> judge(name, new Verdict.NotApplicable(fields[2]));
                case "died" -> judge(Judgement.WHOLE_OBJECT, new Verdict.Refused(name, ""));
                default -> {
                    if (known != null) {
                        judgements.put(name, more(known, fields));
                    }
                }
            }
        }

        private void judge(String name, Verdict verdict) {
            judgements.put(name, Judgement.of(name, verdict));
        }

        private static Judgement more(Judgement known, String[] fields) {
            return switch (fields[0]) {
                case "log" -> known.withVerdict(known.verdict().said(fields[2]));
                case "ran" ->
                    known.withRun(new Trial.Ran(
                            Integer.parseUnsignedInt(fields[2]), HexFormat.of().parseHex(fields[3]), time(fields[4])));
                case "notran" -> known.withRun(new Trial.Failed(fields[2]));
                case "attached" -> known.withAttachment(new Trial.Attached());
                case "notattached" -> known.withAttachment(new Trial.Failed(fields[2]));
                default -> known;
            };
        }

        private void leave(boolean complete) {
            if (!path.isEmpty()) {
                objects.add(new JudgedObject(path, List.copyOf(judgements.values()), complete));
            }
            path = "";
            judgements.clear();
        }

        List<JudgedObject> finish() {
            leave(false);
            return objects;
        }
    }

    private static OptionalInt number(String text) {
        return text.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    private static OptionalLong time(String text) {
        return text.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    private static String unescape(String field) {
        StringBuilder text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (++i < field.length()) {
                char escaped = field.charAt(i);
                text.append(escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            }
        }
        return text.toString();
    }
}

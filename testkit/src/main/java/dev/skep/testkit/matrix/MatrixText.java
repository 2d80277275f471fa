package dev.skep.testkit.matrix;

import dev.skep.testkit.loader.Judgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A matrix to read: a table of short words, and below it what they stand for.
 *
 * <pre>
 *                   host         host    6.1
 * object  program   libbpf-1.1   libbpf  libbpf  gen-object
 * a.o     count     ok 38        ok 38   no [1]  ok
 *
 * [1] refused: invalid access to map value, value_size=8 off=8 size=8
 * </pre>
 */
final class MatrixText {
    private static final String GAP = "  ";

    private final Matrix matrix;

    /** Each reason once, with the number by which cells refer to it. */
    private final Map<String, Integer> notes = new LinkedHashMap<>();

    private MatrixText(Matrix matrix) {
        this.matrix = matrix;
    }

    static String of(Matrix matrix) {
        return new MatrixText(matrix).text();
    }

    private String text() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(heading("", "", Column::kernel));
        lines.add(heading("object", "program", column -> column.loader().label()));
        for (Row row : matrix.rows()) {
            lines.add(line(row));
        }
        StringBuilder text = new StringBuilder(table(lines));
        if (!notes.isEmpty()) {
            text.append('\n');
            notes.forEach((reason, number) ->
                    text.append('[').append(number).append("] ").append(reason).append('\n'));
        }
        return text.toString();
    }

    private List<String> heading(String object, String program, Function<Column, String> word) {
        List<String> line = new ArrayList<>(List.of(object, program));
        matrix.columns().forEach(column -> line.add(word.apply(column)));
        return line;
    }

    private List<String> line(Row row) {
        List<String> line = new ArrayList<>(List.of(row.object().toString(), row.program()));
        for (Column column : matrix.columns()) {
            line.add(word(matrix.at(row, column)));
        }
        return line;
    }

    private String word(Judgement judgement) {
        StringBuilder word = new StringBuilder(judgement.verdict().word());
        Stream.of(
                        judgement.verdict().note(),
                        judgement.run().note("not run"),
                        judgement.attachment().note("not attached"))
                .flatMap(Optional::stream)
                .forEach(note -> word.append(" [").append(number(note)).append(']'));
        return word.toString();
    }

    private int number(String note) {
        return notes.computeIfAbsent(note, unknown -> notes.size() + 1);
    }

    /** Lines of cells, each column as wide as its widest cell. */
    private static String table(List<List<String>> lines) {
        int[] widths = IntStream.range(0, lines.get(0).size())
                .map(i -> lines.stream()
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream()
                .map(line -> IntStream.range(0, widths.length)
                        .mapToObj(i ->
                                line.get(i) + " ".repeat(widths[i] - line.get(i).length()))
                        .collect(Collectors.joining(GAP))
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}

package dev.skep.testkit.matrix;

import dev.skep.testkit.loader.JudgedObject;
import dev.skep.testkit.loader.Judgement;
import dev.skep.testkit.loader.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every judge says of every program.
 *
 * @param rows objects in the order given, their programs in the order in which the judges name them
 * @param columns judges, in the order asked for
 * @param cells by row and column
 */
public record Matrix(List<Row> rows, List<Column> columns, Map<Row, Map<Column, Judgement>> cells) {
    private static final Verdict SILENCE = new Verdict.NotApplicable("the judge does not know this program");

    /** Copies what it is given. */
    public Matrix {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        cells = Map.copyOf(cells);
    }

    /**
     * Puts the words of the judges side by side. What a judge says of an object as a whole holds for each of its programs.
     *
     * @param objects the objects, in order
     * @param said for each judge, in order, what it says of each object, in the order of the objects
     */
    static Matrix of(List<Path> objects, LinkedHashMap<Column, List<JudgedObject>> said) {
        List<Row> rows = new ArrayList<>();
        Map<Row, Map<Column, Judgement>> cells = new LinkedHashMap<>();
        for (int i = 0; i < objects.size(); i++) {
            Map<Column, JudgedObject> judged = new LinkedHashMap<>();
            for (Map.Entry<Column, List<JudgedObject>> one : said.entrySet()) {
                judged.put(one.getKey(), one.getValue().get(i));
            }
            for (String program : programs(judged.values())) {
                Row row = new Row(objects.get(i), program);
                rows.add(row);
                Map<Column, Judgement> cellsOfRow = new LinkedHashMap<>();
                judged.forEach((column, object) -> cellsOfRow.put(column, judgement(program, object)));
                cells.put(row, cellsOfRow);
            }
        }
        return new Matrix(rows, List.copyOf(said.keySet()), cells);
    }

    /** The judgement in a cell. */
    public Judgement at(Row row, Column column) {
        return Optional.ofNullable(cells.getOrDefault(row, Map.of()).get(column))
                .orElseThrow(() -> new IllegalArgumentException("no cell " + row + ", " + column));
    }

    /** A table to read, with what it does not tell in a word below it. */
    public String text() {
        return MatrixText.of(this);
    }

    private static Set<String> programs(Collection<JudgedObject> judged) {
        Set<String> programs = new LinkedHashSet<>();
        for (JudgedObject object : judged) {
            object.judgements().stream()
                    .filter(judgement -> !judgement.isOfWholeObject())
                    .forEach(judgement -> programs.add(judgement.program()));
        }
        return programs.isEmpty() ? Set.of(Judgement.WHOLE_OBJECT) : programs;
    }

    private static Judgement judgement(String program, JudgedObject object) {
        Optional<Judgement> own = object.judgements().stream()
                .filter(judgement -> judgement.program().equals(program))
                .findFirst();
        return own.or(() -> object.judgements().stream()
                        .filter(Judgement::isOfWholeObject)
                        .findFirst())
                .orElse(Judgement.of(program, SILENCE));
    }
}

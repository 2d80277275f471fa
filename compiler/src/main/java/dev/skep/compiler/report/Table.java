package dev.skep.compiler.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of text, each column as wide as its widest cell: the first to the left, the others to the right. */
final class Table {
    private Table() {}

    /** Returns the rows as lines with two blanks in front and none at the end. */
    static String align(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (var row : rows)
            for (var column = 0; column < row.size(); column++) {
                if (column == widths.size()) widths.add(0);
                widths.set(column, Math.max(widths.get(column), row.get(column).length()));
            }
        var text = new StringBuilder();
        for (var row : rows) text.append(line(row, widths).stripTrailing()).append('\n');
        return text.toString();
    }

    private static String line(List<String> row, List<Integer> widths) {
        var line = new StringBuilder();
        for (var column = 0; column < row.size(); column++) {
            var cell = row.get(column);
            var blanks = " ".repeat(widths.get(column) - cell.length());
            line.append("  ").append(column == 0 ? cell + blanks : blanks + cell);
        }
        return line.toString();
    }
}

package dev.skep.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of text, each column as wide as its widest cell. */
final class Columns {
    private static final String GAP = "  ";

    private Columns() {}

    /** The rows as lines that start with {@code margin} and have no blanks at their end. */
    static String align(List<List<String>> rows, String margin) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                if (column == widths.size()) {
                    widths.add(0);
                }
                widths.set(column, Math.max(widths.get(column), row.get(column).length()));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(margin);
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell)
                        .append(" ".repeat(widths.get(column) - cell.length()))
                        .append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}

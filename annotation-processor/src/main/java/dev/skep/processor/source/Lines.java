package dev.skep.processor.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where the lines of a text begin. javac knows too, but not with {@code -g:none}; lines and columns are counted as it does. */
final class Lines {
    private static final int TAB = 8;

    private final CharSequence text;
    private final List<Integer> starts = new ArrayList<>(List.of(0));

    Lines(CharSequence text) {
        this.text = text;
        for (var i = 0; i < text.length(); i++) if (endsLine(i)) starts.add(i + 1);
    }

    private boolean endsLine(int position) {
        var here = text.charAt(position);
        if (here == '\n') return true;
        return here == '\r' && (position + 1 == text.length() || text.charAt(position + 1) != '\n');
    }

    /** Returns the line of a position, the first of which is 1. */
    int line(long position) {
        var found = Collections.binarySearch(starts, (int) position);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Returns the column of a position, the first of which is 1; a tab reaches to the next multiple of eight. */
    int column(long position) {
        var column = 0;
        for (int i = start(line(position)); i < position; i++)
            column = text.charAt(i) == '\t' ? column / TAB * TAB + TAB : column + 1;
        return column + 1;
    }

    /** Returns a line without the blanks around it. */
    String text(int line) {
        var end = line < starts.size() ? start(line + 1) : text.length();
        return text.subSequence(start(line), end).toString().strip();
    }

    private int start(int line) {
        return starts.get(line - 1);
    }
}

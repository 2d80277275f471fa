package dev.skep.processor.source;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import dev.skep.asm.SourceLine;
import java.util.OptionalLong;

/** A constant text and where its lines are written, if that is one literal without much escaping; otherwise all of it is where it is used. */
public final class LiteralText {
    private static final String BLOCK = "\"\"\"";

    private final SourceMap sources;
    private final ExpressionTree tree;
    private final String[] lines;
    private final String[] written;
    private final long start;

    public LiteralText(SourceMap sources, ExpressionTree tree, String text) {
        this.sources = sources;
        this.tree = tree;
        this.lines = text.split("\n", -1);
        this.written = tree instanceof LiteralTree ? sources.written(tree).split("\n", -1) : new String[0];
        this.start = sources.start(tree);
    }

    /** Returns the place in the source of a place in the text, as debug information names it. */
    public SourceLine line(int line, int column) {
        var offset = offset(line, column);
        return offset.isPresent() ? sources.line(offset.getAsLong()) : sources.line(tree);
    }

    /** Returns a tree to print a message at. */
    public Tree place(int line, int column) {
        var offset = offset(line, column);
        if (offset.isEmpty()) return tree;
        return Caret.at(offset.getAsLong(), tree).orElse(tree);
    }

    private OptionalLong offset(int line, int column) {
        if (line < 1 || line > lines.length) return OptionalLong.empty();
        var isBlock = written.length > 0 && written[0].startsWith(BLOCK);
        return isBlock ? inBlock(line, column) : inLine(column);
    }

    /** A block has its lines below the quotes; each is where it is written, but for blanks around it. */
    private OptionalLong inBlock(int line, int column) {
        if (line >= written.length) return OptionalLong.empty();
        var raw = written[line].replace(BLOCK, "");
        var content = lines[line - 1];
        if (!raw.strip().equals(content.strip())) return OptionalLong.empty();
        var shift = indent(raw) - indent(content);
        var offset = start;
        for (var i = 0; i < line; i++) offset += written[i].length() + 1;
        return OptionalLong.of(offset + shift + column - 1);
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** A literal of one line, without escapes. */
    private OptionalLong inLine(int column) {
        var isPlain = lines.length == 1 && written.length == 1 && written[0].equals('"' + lines[0] + '"');
        return isPlain ? OptionalLong.of(start + column) : OptionalLong.empty();
    }
}

package dev.skep.processor.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import dev.skep.asm.SourceLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;

/** The lines of one source file, for debug information, and the trees that stand there, for messages. */
public final class SourceMap {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final SourcePositions positions;
    private final CompilationUnitTree file;
    private final Lines lines;
    private final CharSequence content;
    private final String name;
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<SourceLine, Tree> trees = new HashMap<>();

    public SourceMap(Trees trees, CompilationUnitTree file) {
        this.positions = trees.getSourcePositions();
        this.file = file;
        this.content = content(file);
        this.lines = new Lines(content);
        this.name = name(file);
    }

    /** Returns the place where a tree begins. */
    public SourceLine line(Tree tree) {
        var start = positions.getStartPosition(file, tree);
        if (start == Diagnostic.NOPOS) return new SourceLine(name, 0, 0, "");
        var place = line(start);
        trees.putIfAbsent(place, tree);
        return place;
    }

    /** Returns the place so many characters behind the beginning of the file. */
    SourceLine line(long offset) {
        var line = lines.line(offset);
        return new SourceLine(name, line, lines.column(offset), text(line));
    }

    /** Returns how many characters stand in front of a tree. */
    long start(Tree tree) {
        return positions.getStartPosition(file, tree);
    }

    /** Returns the source of a tree as it is written. */
    String written(Tree tree) {
        var end = positions.getEndPosition(file, tree);
        return end == Diagnostic.NOPOS
                ? ""
                : content.subSequence((int) start(tree), (int) end).toString();
    }

    /** Returns the place of memory being touched through a reference; should that be null, {@code reference} is to blame. */
    public SourceLine dereference(Tree reference) {
        var place = line(reference);
        blame(place, reference);
        return place;
    }

    /** Says which of the trees that begin at a place is meant when something is wrong there. */
    public void blame(SourceLine place, Tree tree) {
        trees.put(place, tree);
    }

    /** Returns whether a variable is declared with {@code var}: javac fills in a type that is written nowhere. */
    public boolean isInferred(VariableTree variable) {
        return positions.getEndPosition(file, variable.getType()) == Diagnostic.NOPOS;
    }

    /** Returns a tree that begins at a place. */
    public Optional<Tree> tree(SourceLine place) {
        return Optional.ofNullable(trees.get(place));
    }

    /** Returns the source of a tree, on one line. */
    public String text(Tree tree) {
        var start = positions.getStartPosition(file, tree);
        var end = positions.getEndPosition(file, tree);
        if (start == Diagnostic.NOPOS || end == Diagnostic.NOPOS) return tree.toString();
        return SPACE.matcher(content.subSequence((int) start, (int) end)).replaceAll(" ");
    }

    private String text(int line) {
        return texts.computeIfAbsent(line, lines::text);
    }

    private static CharSequence content(CompilationUnitTree file) {
        try {
            return file.getSourceFile().getCharContent(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The package as a folder and the name of the file: the same wherever the sources lie. */
    private static String name(CompilationUnitTree file) {
        var simple = Path.of(file.getSourceFile().getName()).getFileName().toString();
        var home = file.getPackageName();
        return home == null ? simple : home.toString().replace('.', '/') + "/" + simple;
    }
}

package dev.skep.processor.source;

import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A tree at any place of a file. javac prints messages at trees, and has none within a literal; a tree of another file that stands as far from
 * its beginning is as good, since a message names its file beside its tree.
 */
final class Caret {
    private Caret() {}

    /** Returns a tree of the same kind of javac as {@code like}, so many characters behind the beginning; empty where there is none. */
    static Optional<Tree> at(long offset, Tree like) {
        var javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) return Optional.empty();
        var options = List.of("-proc:none");
        var task = javac.getTask(null, null, said -> {}, options, null, List.of(new Blank((int) offset)));
        if (!(task instanceof JavacTask parser)) return Optional.empty();
        try {
            Tree found = parser.parse().iterator().next().getImports().get(0);
            var isOfSameJavac =
                    found.getClass().getModule().equals(like.getClass().getModule());
            return isOfSameJavac ? Optional.of(found) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with nothing in it but an import at the place. */
    private static final class Blank extends SimpleJavaFileObject {
        private final int offset;

        Blank(int offset) {
            super(URI.create("string:///Place.java"), JavaFileObject.Kind.SOURCE);
            this.offset = offset;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return " ".repeat(offset) + "import a.b;";
        }
    }
}

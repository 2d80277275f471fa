package dev.skep.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.lang.Bpf;
import dev.skep.processor.source.MessageText;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Refuses {@code @Bpf} classes within methods, which annotation processing never meets. */
final class LocalClasses extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Trees trees;

    private LocalClasses(Trees trees) {
        this.trees = trees;
    }

    /** Looks through an analysed class. */
    static void refuse(Trees trees, TreePath type) {
        new LocalClasses(trees).scan(type, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
        if (trees.getElement(getCurrentPath()) instanceof TypeElement type
                && type.getNestingKind() == NestingKind.LOCAL
                && type.getAnnotation(Bpf.class) != null) refuse(tree);
        return super.visitClass(tree, null);
    }

    private void refuse(ClassTree tree) {
        var text = MessageText.of(
                DiagnosticCode.UNSUPPORTED_JAVA,
                "@Bpf class `" + tree.getSimpleName() + "` stands in a method",
                "declare it outside of methods");
        trees.printMessage(Diagnostic.Kind.ERROR, text, tree, getCurrentPath().getCompilationUnit());
    }
}

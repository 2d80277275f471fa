package dev.skep.processor.source;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names in a source file that nobody has resolved yet.
 *
 * @param types those that stand where a type does, and that the file neither declares nor imports
 * @param members those behind a dot
 */
public record NamedTypes(Set<String> types, Set<String> members) {
    public NamedTypes {
        types = Set.copyOf(types);
        members = Set.copyOf(members);
    }

    /** Returns the names in a file. */
    public static NamedTypes in(CompilationUnitTree file) {
        var scan = new Scan();
        scan.scan(file, null);
        scan.types.removeAll(scan.declared);
        return new NamedTypes(scan.types, scan.members);
    }

    private static final class Scan extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Set<String> types = new LinkedHashSet<>();
        private final Set<String> members = new LinkedHashSet<>();
        private final Set<String> declared = new LinkedHashSet<>();

        private void type(@Nullable Tree tree) {
            if (tree instanceof IdentifierTree identifier)
                types.add(identifier.getName().toString());
            if (tree instanceof AnnotatedTypeTree annotated) type(annotated.getUnderlyingType());
            if (tree instanceof ArrayTypeTree array) type(array.getType());
            if (tree instanceof ParameterizedTypeTree generic)
                generic.getTypeArguments().forEach(this::type);
        }

        @Override
        public @Nullable Void visitImport(ImportTree tree, @Nullable Void unused) {
            if (tree.getQualifiedIdentifier() instanceof MemberSelectTree name)
                declared.add(name.getIdentifier().toString());
            return null;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
            declared.add(tree.getSimpleName().toString());
            return super.visitClass(tree, null);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
            type(tree.getType());
            return super.visitVariable(tree, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
            type(tree.getReturnType());
            return super.visitMethod(tree, null);
        }

        @Override
        public @Nullable Void visitTypeCast(TypeCastTree tree, @Nullable Void unused) {
            type(tree.getType());
            return super.visitTypeCast(tree, null);
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
            var name = tree.getIdentifier().toString();
            if (name.equals("class")) type(tree.getExpression());
            else members.add(name);
            return super.visitMemberSelect(tree, null);
        }
    }
}

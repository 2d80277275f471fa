package dev.skep.processor.source;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.skep.processor.bindings.BoundConstants;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * Names in a source file that nobody has resolved yet.
 *
 * @param types those that stand where a type does or before a dot, and that the file neither declares nor imports
 * @param members those behind a dot
 * @param words all
 * @param constants those behind the dot of {@code KernelConstants}, in expressions and static imports
 * @param written those of the types that stand where only a type does, and where that is for the first time
 */
public record NamedTypes(
        Set<String> types,
        Set<String> members,
        Set<String> words,
        Set<String> constants,
        Map<String, IdentifierTree> written) {
    public NamedTypes {
        types = Set.copyOf(types);
        written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
        members = Set.copyOf(members);
        words = Set.copyOf(words);
        constants = Set.copyOf(constants);
    }

    /** Returns the names in a file. */
    public static NamedTypes in(CompilationUnitTree file) {
        var scan = new Scan();
        scan.scan(file, null);
        scan.owners.removeAll(scan.variables);
        scan.written.keySet().removeAll(scan.declared);
        scan.types.addAll(scan.owners);
        scan.types.removeAll(scan.declared);
        scan.words.addAll(scan.members);
        return new NamedTypes(scan.types, scan.members, scan.words, scan.constants, scan.written);
    }

    private static final class Scan extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Set<String> types = new LinkedHashSet<>();
        private final Set<String> members = new LinkedHashSet<>();
        private final Set<String> words = new LinkedHashSet<>();
        private final Set<String> constants = new LinkedHashSet<>();
        private final Set<String> owners = new LinkedHashSet<>();
        private final Set<String> variables = new LinkedHashSet<>();
        private final Set<String> declared = new LinkedHashSet<>();
        private final Map<String, IdentifierTree> written = new LinkedHashMap<>();

        private void type(@Nullable Tree tree) {
            if (tree instanceof IdentifierTree identifier) {
                types.add(identifier.getName().toString());
                written.putIfAbsent(identifier.getName().toString(), identifier);
            }
            if (tree instanceof AnnotatedTypeTree annotated) type(annotated.getUnderlyingType());
            if (tree instanceof ArrayTypeTree array) type(array.getType());
            if (tree instanceof ParameterizedTypeTree generic)
                generic.getTypeArguments().forEach(this::type);
        }

        @Override
        public @Nullable Void visitImport(ImportTree tree, @Nullable Void unused) {
            if (!(tree.getQualifiedIdentifier() instanceof MemberSelectTree name)) return null;
            declared.add(name.getIdentifier().toString());
            if (tree.isStatic() && name.getExpression() instanceof MemberSelectTree owner)
                constant(owner.getIdentifier(), name);
            return null;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
            declared.add(tree.getSimpleName().toString());
            return super.visitClass(tree, null);
        }

        private void constant(Name owner, MemberSelectTree tree) {
            var name = tree.getIdentifier();
            if (owner.contentEquals(BoundConstants.NAME) && !name.contentEquals("*")) constants.add(name.toString());
        }

        @Override
        public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
            words.add(tree.getName().toString());
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
            variables.add(tree.getName().toString());
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
        public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
            tree.getTypeArguments().forEach(this::type);
            return super.visitMethodInvocation(tree, null);
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
            var name = tree.getIdentifier().toString();
            if (name.equals("class")) type(tree.getExpression());
            else member(name, tree);
            return super.visitMemberSelect(tree, null);
        }

        private void member(String name, MemberSelectTree tree) {
            members.add(name);
            if (!(tree.getExpression() instanceof IdentifierTree owner)) return;
            owners.add(owner.getName().toString());
            constant(owner.getName(), tree);
        }
    }
}

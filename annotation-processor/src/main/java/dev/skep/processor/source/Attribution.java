package dev.skep.processor.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What javac found out about the trees of one class: read in one walk, asked by tree afterwards. */
public final class Attribution {
    private final IdentityHashMap<Tree, Element> elements = new IdentityHashMap<>();
    private final IdentityHashMap<Tree, TypeMirror> types = new IdentityHashMap<>();
    private final Map<Element, MethodTree> methods = new HashMap<>();
    private final Map<Element, VariableTree> variables = new HashMap<>();
    private final Set<Element> changing = new HashSet<>();
    private final Set<Tree> resources = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Tree> loopVariables = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<MemberSelectTree> unresolved = new ArrayList<>();
    private boolean erroneous;

    public Attribution(Trees trees, TreePath type) {
        new Walk(trees).scan(type.getLeaf(), type.getParentPath());
    }

    /** Returns whether javac could not make sense of something, which it has reported. */
    public boolean erroneous() {
        return erroneous;
    }

    /** Returns what a name, a call, a creation or a declaration refers to. */
    public Element element(Tree tree) {
        return Optional.ofNullable(elements.get(tree))
                .orElseThrow(() -> new IllegalStateException("no element for `" + tree + "`"));
    }

    /** Returns the names behind a dot that javac has not found. */
    public List<MemberSelectTree> unresolved() {
        return List.copyOf(unresolved);
    }

    /** Returns the type of an expression, of a written type, or of a declared variable. */
    public TypeMirror type(Tree tree) {
        return Optional.ofNullable(types.get(tree))
                .orElseThrow(() -> new IllegalStateException("no type for `" + tree + "`"));
    }

    /** Returns the declaration of a method of the class, empty for those of other classes. */
    public Optional<MethodTree> method(Element method) {
        return Optional.ofNullable(methods.get(method));
    }

    /** Returns the declaration of a variable, empty for those of other classes. */
    public Optional<VariableTree> variable(Element variable) {
        return Optional.ofNullable(variables.get(variable));
    }

    /** Returns what a tree refers to, where it refers to something. */
    public Optional<Element> find(Tree tree) {
        return Optional.ofNullable(elements.get(tree));
    }

    /** Returns whether an expression is what a {@code try} takes and gives back. */
    public boolean isResource(Tree expression) {
        return resources.contains(expression);
    }

    /** Returns whether a variable gets values elsewhere than where it is declared. */
    public boolean changes(Element variable) {
        return changing.contains(variable);
    }

    private final class Walk extends TreeScanner<@Nullable Void, TreePath> {
        private final Trees trees;

        Walk(Trees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, TreePath parent) {
            if (tree == null) return null;
            var path = new TreePath(parent, tree);
            record(tree, path);
            return tree.accept(this, path);
        }

        private void record(Tree tree, TreePath path) {
            var element = trees.getElement(path);
            if (element != null) elements.put(tree, element);
            var type = trees.getTypeMirror(path);
            if (type != null) types.put(tree, type);
            if (tree instanceof ExpressionTree && type != null && type.getKind() == TypeKind.ERROR) {
                erroneous = true;
                if (tree instanceof MemberSelectTree select) unresolved.add(select);
            }
            if (tree instanceof VariableTree variable && element != null) variables.put(element, variable);
            if (tree instanceof MethodTree method && element != null) methods.put(element, method);
        }

        @Override
        public @Nullable Void visitErroneous(ErroneousTree tree, TreePath path) {
            erroneous = true;
            return super.visitErroneous(tree, path);
        }

        /** The loop gives its variable a value, each time a new one. */
        @Override
        public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, TreePath path) {
            loopVariables.add(tree.getVariable());
            return super.visitEnhancedForLoop(tree, path);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, TreePath path) {
            if (tree.getInitializer() == null && !isParameter(tree) && !loopVariables.contains(tree))
                markChanging(tree);
            return super.visitVariable(tree, path);
        }

        @Override
        public @Nullable Void visitTry(TryTree tree, TreePath path) {
            for (var resource : tree.getResources())
                if (resource instanceof VariableTree variable && variable.getInitializer() != null)
                    resources.add(variable.getInitializer());
            return super.visitTry(tree, path);
        }

        @Override
        public @Nullable Void visitAssignment(AssignmentTree tree, TreePath path) {
            super.visitAssignment(tree, path);
            markChanging(tree.getVariable());
            return null;
        }

        @Override
        public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree tree, TreePath path) {
            super.visitCompoundAssignment(tree, path);
            markChanging(tree.getVariable());
            return null;
        }

        @Override
        public @Nullable Void visitUnary(UnaryTree tree, TreePath path) {
            super.visitUnary(tree, path);
            switch (tree.getKind()) {
                case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
                    markChanging(tree.getExpression());
                default -> {}
            }
            return null;
        }

        private boolean isParameter(VariableTree tree) {
            var element = elements.get(tree);
            return element != null && element.getKind() == ElementKind.PARAMETER;
        }

        private void markChanging(Tree target) {
            if (target instanceof IdentifierTree
                    || target instanceof VariableTree
                    || target instanceof MemberSelectTree) {
                var element = elements.get(target);
                if (element != null) changing.add(element);
            } else if (target instanceof ParenthesizedTree inner) {
                markChanging(inner.getExpression());
            }
        }
    }
}

package dev.skep.processor;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.skep.lang.Kfunc;
import dev.skep.processor.source.Reporter;
import dev.skep.processor.source.Words;
import java.util.EnumSet;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Refuses what the language does not have, wherever it stands in a {@code @Bpf} class: every kind of tree that is not listed. What is listed
 * may still be refused later for its types.
 */
final class SubsetChecker extends TreeScanner<Void, Void> {
    // spotless:off
    private static final Set<Kind> STATEMENTS = EnumSet.of(
            Kind.BLOCK, Kind.VARIABLE, Kind.EXPRESSION_STATEMENT, Kind.EMPTY_STATEMENT, Kind.IF, Kind.WHILE_LOOP, Kind.DO_WHILE_LOOP,
            Kind.FOR_LOOP, Kind.ENHANCED_FOR_LOOP, Kind.LABELED_STATEMENT, Kind.SWITCH, Kind.CASE, Kind.YIELD, Kind.BREAK, Kind.CONTINUE, Kind.RETURN, Kind.TRY);

    private static final Set<Kind> EXPRESSIONS = EnumSet.of(
            Kind.IDENTIFIER, Kind.MEMBER_SELECT, Kind.ARRAY_ACCESS, Kind.METHOD_INVOCATION, Kind.NEW_CLASS, Kind.PARENTHESIZED,
            Kind.LAMBDA_EXPRESSION, Kind.MEMBER_REFERENCE, Kind.CONDITIONAL_EXPRESSION, Kind.SWITCH_EXPRESSION, Kind.TYPE_CAST, Kind.ASSIGNMENT,
            Kind.INT_LITERAL, Kind.LONG_LITERAL, Kind.CHAR_LITERAL, Kind.BOOLEAN_LITERAL, Kind.NULL_LITERAL,
            Kind.STRING_LITERAL, Kind.NEW_ARRAY);

    private static final Set<Kind> OPERATORS = EnumSet.of(
            Kind.PLUS, Kind.MINUS, Kind.MULTIPLY, Kind.DIVIDE, Kind.REMAINDER, Kind.AND, Kind.OR, Kind.XOR,
            Kind.LEFT_SHIFT, Kind.RIGHT_SHIFT, Kind.UNSIGNED_RIGHT_SHIFT, Kind.CONDITIONAL_AND, Kind.CONDITIONAL_OR,
            Kind.EQUAL_TO, Kind.NOT_EQUAL_TO, Kind.LESS_THAN, Kind.LESS_THAN_EQUAL, Kind.GREATER_THAN, Kind.GREATER_THAN_EQUAL,
            Kind.UNARY_PLUS, Kind.UNARY_MINUS, Kind.BITWISE_COMPLEMENT, Kind.LOGICAL_COMPLEMENT,
            Kind.PREFIX_INCREMENT, Kind.PREFIX_DECREMENT, Kind.POSTFIX_INCREMENT, Kind.POSTFIX_DECREMENT,
            Kind.PLUS_ASSIGNMENT, Kind.MINUS_ASSIGNMENT, Kind.MULTIPLY_ASSIGNMENT, Kind.DIVIDE_ASSIGNMENT, Kind.REMAINDER_ASSIGNMENT,
            Kind.AND_ASSIGNMENT, Kind.OR_ASSIGNMENT, Kind.XOR_ASSIGNMENT,
            Kind.LEFT_SHIFT_ASSIGNMENT, Kind.RIGHT_SHIFT_ASSIGNMENT, Kind.UNSIGNED_RIGHT_SHIFT_ASSIGNMENT);

    private static final Set<Kind> TYPES = EnumSet.of(
            Kind.PRIMITIVE_TYPE, Kind.PARAMETERIZED_TYPE, Kind.ANNOTATED_TYPE, Kind.ARRAY_TYPE, Kind.MODIFIERS,
            Kind.UNBOUNDED_WILDCARD, Kind.EXTENDS_WILDCARD, Kind.SUPER_WILDCARD);

    /** How newer compilers wrap the labels of a {@code case}. */
    private static final Set<String> LABELS = Set.of("CONSTANT_CASE_LABEL", "DEFAULT_CASE_LABEL");
    // spotless:on

    private final Reporter reporter;

    SubsetChecker(Reporter reporter) {
        this.reporter = reporter;
    }

    /** Checks the members of a class; nested classes are checked where they are used as types. */
    void check(ClassTree type) {
        for (var member : type.getMembers()) {
            if (member instanceof MethodTree method) check(method);
            else if (member instanceof VariableTree field) check(field);
            else if (member instanceof BlockTree block)
                refuse(block, "an initialiser", "give the fields their first values where they are declared");
        }
    }

    private void check(MethodTree method) {
        if (method.getReturnType() == null) {
            checkConstructor(method);
            return;
        }
        var flags = method.getModifiers().getFlags();
        if (!flags.contains(Modifier.STATIC)) refuse(method, "a method of an object", "make it static");
        if (!method.getTypeParameters().isEmpty()) refuse(method, "a generic method", "name the types");
        if (flags.contains(Modifier.SYNCHRONIZED))
            refuse(method, "a synchronized method", "use the atomic operations of a cell");
        if (!method.getThrows().isEmpty())
            refuse(method, "a method that throws", "return a result and test it with `if`");
        if (isKfunc(method)) return;
        if (method.getBody() == null) refuse(method, "a method without a body", "write one");
        else scan(method.getBody(), null);
    }

    private static boolean isKfunc(MethodTree method) {
        return method.getModifiers().getFlags().contains(Modifier.NATIVE)
                && method.getModifiers().getAnnotations().stream()
                        .map(annotation -> annotation.getAnnotationType().toString())
                        .anyMatch(name -> name.equals("Kfunc") || name.equals(Kfunc.class.getName()));
    }

    /** The constructor that keeps others from making objects is welcome. */
    private void checkConstructor(MethodTree method) {
        var body = method.getBody();
        if (body != null
                && body.getStatements().stream().anyMatch(s -> !s.toString().startsWith("super()")))
            refuse(method, "a constructor", "make everything static");
    }

    private void check(VariableTree field) {
        var flags = field.getModifiers().getFlags();
        if (!flags.contains(Modifier.STATIC)) refuse(field, "a field of an object", "make it static");
        if (flags.contains(Modifier.VOLATILE))
            refuse(field, "a volatile field", "use Atomic.add and the others on it, or keep it in a map");
    }

    @Override
    public Void scan(Tree tree, Void unused) {
        if (tree == null) return null;
        if (allowed(tree)) return super.scan(tree, null);
        var words = Words.of(tree);
        refuse(tree, words.name(), words.instead());
        return null;
    }

    @Override
    public Void visitAnnotation(AnnotationTree tree, Void unused) {
        return null;
    }

    @Override
    public Void visitTry(TryTree tree, Void unused) {
        if (tree.getFinallyBlock() != null) refuse(tree.getFinallyBlock(), "`finally`", "write it where it is to run");
        return super.visitTry(tree, null);
    }

    private static boolean allowed(Tree tree) {
        var kind = tree.getKind();
        return STATEMENTS.contains(kind)
                || EXPRESSIONS.contains(kind)
                || OPERATORS.contains(kind)
                || TYPES.contains(kind)
                || tree instanceof AnnotationTree
                || LABELS.contains(kind.name());
    }

    private void refuse(Tree place, String what, String fix) {
        reporter.refuse(place, UNSUPPORTED_JAVA, what + " cannot run in the kernel", fix);
    }
}

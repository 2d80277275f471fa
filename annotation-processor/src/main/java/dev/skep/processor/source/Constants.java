package dev.skep.processor.source;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SimpleTreeVisitor;
import dev.skep.lang.Config;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.Lengths;
import dev.skep.processor.type.Owners;
import dev.skep.processor.type.TypeMapping;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Integers that are known at compile time, as the language defines constant expressions. Division by zero is left to run, where it has a
 * meaning of its own.
 */
public final class Constants {
    private final Attribution attribution;
    private final TypeMapping types;
    private final WrittenTypes written;
    private final IdentityHashMap<ExpressionTree, Optional<Constant>> known = new IdentityHashMap<>();
    private final Visitor visitor = new Visitor();

    public Constants(Attribution attribution, TypeMapping types, WrittenTypes written) {
        this.attribution = attribution;
        this.types = types;
        this.written = written;
    }

    /** Returns the value of an expression that has one at compile time. */
    public Optional<Constant> of(ExpressionTree tree) {
        var before = known.get(tree);
        if (before != null) return before;
        known.put(tree, Optional.empty()); // a field that leads to itself has none
        var value = Optional.ofNullable(tree.accept(visitor, null));
        known.put(tree, value);
        return value;
    }

    /** Returns the value of a field that has one at compile time, so that it takes no memory. */
    public Optional<Constant> ofField(VariableElement field) {
        return Optional.ofNullable(value(field));
    }

    /** Returns the text of an expression that has one at compile time. */
    public Optional<String> text(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return text(inner.getExpression());
        if (tree instanceof LiteralTree literal) return asText(literal.getValue());
        if (!(tree instanceof IdentifierTree) && !(tree instanceof MemberSelectTree)) return Optional.empty();
        return attribution
                .find(tree)
                .filter(VariableElement.class::isInstance)
                .flatMap(variable -> asText(((VariableElement) variable).getConstantValue()));
    }

    private static Optional<String> asText(@Nullable Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private final class Visitor extends SimpleTreeVisitor<@Nullable Constant, @Nullable Void> {
        @Override
        public @Nullable Constant visitLiteral(LiteralTree tree, @Nullable Void unused) {
            return literal(tree.getValue());
        }

        @Override
        public @Nullable Constant visitParenthesized(ParenthesizedTree tree, @Nullable Void unused) {
            return of(tree.getExpression()).orElse(null);
        }

        @Override
        public @Nullable Constant visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
            return variable(tree);
        }

        @Override
        public @Nullable Constant visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
            return isLength(tree) ? length(tree.getExpression()) : variable(tree);
        }

        @Override
        public @Nullable Constant visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
            if (!(tree.getMethodSelect() instanceof MemberSelectTree select)) return null;
            if (select.getIdentifier().contentEquals("ordinal")) return ordinal(select.getExpression());
            if (!select.getIdentifier().contentEquals("length")) return null;
            return text(select.getExpression())
                    .map(text -> new Constant(Int.INT, text.length()))
                    .orElse(null);
        }

        @Override
        public @Nullable Constant visitTypeCast(TypeCastTree tree, @Nullable Void unused) {
            var operand = of(tree.getExpression());
            if (operand.isEmpty() || !isInteger(attribution.type(tree.getType()).getKind())) return null;
            return written.of(tree.getType()) instanceof Int target
                    ? operand.get().as(target)
                    : null;
        }

        @Override
        public @Nullable Constant visitUnary(UnaryTree tree, @Nullable Void unused) {
            var operand = of(tree.getExpression());
            return operand.isEmpty() ? null : unary(tree.getKind(), operand.get());
        }

        @Override
        public @Nullable Constant visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void unused) {
            var condition = of(tree.getCondition());
            var yes = of(tree.getTrueExpression());
            var no = of(tree.getFalseExpression());
            if (condition.isEmpty() || yes.isEmpty() || no.isEmpty()) return null;
            if (!(types.of(attribution.type(tree)) instanceof Int type)) return null;
            var chosen = condition.get().value() != 0 ? yes.get() : no.get();
            if (type.bits() < Integer.SIZE) return chosen.as(chosen.type().unsigned() ? type.withoutSign() : type);
            var withoutSign = isWithoutSign(yes.get(), type) || isWithoutSign(no.get(), type);
            if (!withoutSign) return chosen.as(type);
            return yes.get().negative() || no.get().negative() ? null : chosen.as(type.withoutSign());
        }

        @Override
        public @Nullable Constant visitBinary(BinaryTree tree, @Nullable Void unused) {
            var left = of(tree.getLeftOperand());
            var right = of(tree.getRightOperand());
            return left.isEmpty() || right.isEmpty() ? null : binary(tree.getKind(), left.get(), right.get());
        }
    }

    private static boolean isWithoutSign(Constant arm, Int type) {
        return arm.type().unsigned() && arm.type().bits() == type.bits();
    }

    private boolean isLength(MemberSelectTree tree) {
        return tree.getIdentifier().contentEquals("length")
                && attribution.type(tree.getExpression()).getKind() == TypeKind.ARRAY;
    }

    /** Returns what the declaration of an array says, when finding the array has no effect. */
    private @Nullable Constant length(ExpressionTree array) {
        if (array instanceof MethodInvocationTree call) return constants(call);
        var whole = array;
        var dimension = 0;
        for (; whole instanceof ArrayAccessTree row && of(row.getIndex()).isPresent(); whole = row.getExpression())
            dimension++;
        for (var tree = whole; !(tree instanceof IdentifierTree); ) {
            if (!(tree instanceof MemberSelectTree select)) return null;
            tree = select.getExpression();
        }
        var declared = attribution.element(whole);
        var lengths = Lengths.of(declared);
        if (lengths.isPresent())
            return lengths.get()
                    .at(dimension)
                    .map(l -> new Constant(Int.INT, l))
                    .orElse(null);
        if (attribution.changes(declared)) return null;
        var made =
                attribution.variable(declared).map(VariableTree::getInitializer).orElse(null);
        return made(made, dimension);
    }

    /** Returns how many there are of an enum whose {@code values()} are asked for. */
    private @Nullable Constant constants(MethodInvocationTree call) {
        var method = attribution.element(call);
        var owner = Owners.of(method);
        if (!method.getSimpleName().contentEquals("values") || owner.getKind() != ElementKind.ENUM) return null;
        var all = owner.getEnclosedElements().stream().filter(each -> each.getKind() == ElementKind.ENUM_CONSTANT);
        return new Constant(Int.INT, all.count());
    }

    /** Returns the position of a constant of an enum, which is its number where the enum has no other. */
    private @Nullable Constant ordinal(ExpressionTree tree) {
        var constant = attribution.find(tree).filter(each -> each.getKind() == ElementKind.ENUM_CONSTANT);
        if (constant.isEmpty() || !(types.of(attribution.type(tree)) instanceof EnumClass type) || !type.isOrdinal())
            return null;
        var code = type.codes().get(constant.get().getSimpleName().toString());
        return code == null ? null : new Constant(Int.INT, code);
    }

    private @Nullable Constant made(@Nullable ExpressionTree tree, int dimension) {
        if (!(tree instanceof NewArrayTree array)) return null;
        var dimensions = array.getDimensions();
        if (!dimensions.isEmpty())
            return dimension < dimensions.size() ? of(dimensions.get(dimension)).orElse(null) : null;
        var elements = array.getInitializers();
        if (dimension == 0) return new Constant(Int.INT, elements.size());
        return elements.isEmpty() ? null : made(elements.get(0), dimension - 1);
    }

    private @Nullable Constant variable(ExpressionTree tree) {
        return attribution.element(tree) instanceof VariableElement variable ? value(variable) : null;
    }

    private @Nullable Constant value(VariableElement variable) {
        var value = literal(variable.getConstantValue());
        if (value == null) value = initial(variable);
        return value != null && types.of(variable) instanceof Int type ? value.as(type) : null;
    }

    /** A field that never changes is what it starts with, also where that is no constant of Java's: how long an array is, how many constants an enum has. */
    private @Nullable Constant initial(VariableElement variable) {
        if (!variable.getKind().isField()
                || !variable.getModifiers().containsAll(Set.of(Modifier.STATIC, Modifier.FINAL))
                || !isInteger(variable.asType().getKind())
                || variable.getAnnotation(Config.class) != null) return null;
        return attribution
                .variable(variable)
                .map(VariableTree::getInitializer)
                .flatMap(this::of)
                .orElse(null);
    }

    private static @Nullable Constant literal(@Nullable Object value) {
        if (value instanceof Boolean truth) return new Constant(Int.BOOLEAN, truth ? 1 : 0);
        if (value instanceof Character character) return new Constant(Int.CHAR, character);
        if (value instanceof Long number) return new Constant(Int.LONG, number);
        if (value instanceof Integer || value instanceof Short || value instanceof Byte)
            return new Constant(Int.INT, ((Number) value).longValue());
        return null;
    }

    private static @Nullable Constant unary(Tree.Kind operator, Constant operand) {
        if (operator == Tree.Kind.LOGICAL_COMPLEMENT) return new Constant(Int.BOOLEAN, 1 - operand.value());
        var type = operand.type().promoted();
        return switch (operator) {
            case UNARY_PLUS -> operand.as(type);
            case UNARY_MINUS -> new Constant(type, -operand.value());
            case BITWISE_COMPLEMENT -> new Constant(type, ~operand.value());
            default -> null;
        };
    }

    private static @Nullable Constant binary(Tree.Kind operator, Constant left, Constant right) {
        var shift = SHIFTS.get(operator);
        if (shift != null) return shift.apply(left.as(left.type().promoted()), right);
        var operation = OPERATIONS.get(operator);
        if (operation == null) return null;
        var truths = left.type() == Int.BOOLEAN && right.type() == Int.BOOLEAN;
        var type = truths ? Int.BOOLEAN : Promotion.of(left.type(), right.type());
        return operation.apply(type, left.as(type).value(), right.as(type).value());
    }

    private interface Operation {
        @Nullable
        Constant apply(Int type, long left, long right);
    }

    private static boolean isInteger(TypeKind kind) {
        return kind.isPrimitive() && kind != TypeKind.FLOAT && kind != TypeKind.DOUBLE;
    }

    private static Constant truth(boolean value) {
        return new Constant(Int.BOOLEAN, value ? 1 : 0);
    }

    private static int order(Int type, long left, long right) {
        return type.unsigned() ? Long.compareUnsigned(left, right) : Long.compare(left, right);
    }

    // spotless:off
    private static final Map<Tree.Kind, Operation> OPERATIONS = Map.ofEntries(
            Map.entry(Tree.Kind.PLUS,               (t, a, b) -> new Constant(t, a + b)),
            Map.entry(Tree.Kind.MINUS,              (t, a, b) -> new Constant(t, a - b)),
            Map.entry(Tree.Kind.MULTIPLY,           (t, a, b) -> new Constant(t, a * b)),
            Map.entry(Tree.Kind.DIVIDE,             (t, a, b) -> b == 0 ? null : new Constant(t, t.unsigned() ? Long.divideUnsigned(a, b) : a / b)),
            Map.entry(Tree.Kind.REMAINDER,          (t, a, b) -> b == 0 ? null : new Constant(t, t.unsigned() ? Long.remainderUnsigned(a, b) : a % b)),
            Map.entry(Tree.Kind.AND,                (t, a, b) -> new Constant(t, a & b)),
            Map.entry(Tree.Kind.OR,                 (t, a, b) -> new Constant(t, a | b)),
            Map.entry(Tree.Kind.XOR,                (t, a, b) -> new Constant(t, a ^ b)),
            Map.entry(Tree.Kind.CONDITIONAL_AND,    (t, a, b) -> new Constant(t, a & b)),
            Map.entry(Tree.Kind.CONDITIONAL_OR,     (t, a, b) -> new Constant(t, a | b)),
            Map.entry(Tree.Kind.EQUAL_TO,           (t, a, b) -> truth(a == b)),
            Map.entry(Tree.Kind.NOT_EQUAL_TO,       (t, a, b) -> truth(a != b)),
            Map.entry(Tree.Kind.LESS_THAN,          (t, a, b) -> truth(order(t, a, b) < 0)),
            Map.entry(Tree.Kind.LESS_THAN_EQUAL,    (t, a, b) -> truth(order(t, a, b) <= 0)),
            Map.entry(Tree.Kind.GREATER_THAN,       (t, a, b) -> truth(order(t, a, b) > 0)),
            Map.entry(Tree.Kind.GREATER_THAN_EQUAL, (t, a, b) -> truth(order(t, a, b) >= 0)));

    private static final Map<Tree.Kind, BiFunction<Constant, Constant, Constant>> SHIFTS = Map.of(
            Tree.Kind.LEFT_SHIFT,           (a, b) -> new Constant(a.type(), a.value() << count(a, b)),
            Tree.Kind.RIGHT_SHIFT,          (a, b) -> new Constant(a.type(), a.type().unsigned() ? digits(a) >>> count(a, b) : a.value() >> count(a, b)),
            Tree.Kind.UNSIGNED_RIGHT_SHIFT, (a, b) -> new Constant(a.type(), digits(a) >>> count(a, b)));
    // spotless:on

    private static int count(Constant left, Constant right) {
        return (int) (right.value() & (left.type().bits() - 1));
    }

    private static long digits(Constant value) {
        return value.type().bits() == 64 ? value.value() : value.value() & 0xffff_ffffL;
    }
}

package dev.skep.processor.lowering;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import dev.skep.lang.BpfConntrack;
import dev.skep.lang.BpfReference;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Embedded;
import dev.skep.lang.KernelContext;
import dev.skep.lang.KernelType;
import dev.skep.lang.Memory;
import dev.skep.lang.Ptr;
import dev.skep.processor.source.Attribution;
import dev.skep.processor.type.Owners;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** Who is to blame for null. Fields, elements and other views lie in place, so they are there when what they are part of is. */
final class Culprits {
    private final Attribution attribution;

    Culprits(Attribution attribution) {
        this.attribution = attribution;
    }

    /** Returns the expression that may be null when the memory that {@code tree} means is touched. */
    ExpressionTree of(ExpressionTree tree) {
        return whole(tree).map(this::of).orElse(tree);
    }

    /** Returns what an expression is part of. */
    private Optional<ExpressionTree> whole(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return Optional.of(inner.getExpression());
        if (tree instanceof ArrayAccessTree access) return Optional.of(access.getExpression());
        if (tree instanceof MethodInvocationTree call && isView(attribution.element(tree)))
            return Optional.of(call.getArguments().get(0));
        var select = tree instanceof MethodInvocationTree call ? call.getMethodSelect() : tree;
        return select instanceof MemberSelectTree member && isPart(attribution.element(tree))
                ? Optional.of(member.getExpression())
                : Optional.empty();
    }

    private static boolean isView(Element method) {
        return method.getSimpleName().contentEquals("as")
                && Owners.of(method).getQualifiedName().contentEquals(Memory.class.getName());
    }

    /** What a context or a struct of the kernel names is elsewhere, and so is what a pointer leads to: {@code context.sk}, {@code node.next}. */
    private static boolean isPointer(Element field) {
        if (!(field.asType() instanceof DeclaredType type)) return false;
        var isPtr = type.asElement() instanceof TypeElement declared
                && declared.getQualifiedName().contentEquals(Ptr.class.getName());
        var owner = Owners.of(field);
        return isPtr
                || owner.getAnnotation(KernelContext.class) != null
                || (owner.getAnnotation(KernelType.class) != null && field.getAnnotation(Embedded.class) == null);
    }

    private static boolean isPart(Element element) {
        if (element.getModifiers().contains(Modifier.STATIC)) return false;
        if (element.getKind() == ElementKind.FIELD) return !isPointer(element);
        if (element.getKind() != ElementKind.METHOD) return false;
        var owner = Owners.of(element);
        var isPointee = owner.getQualifiedName().contentEquals(Ptr.class.getName())
                && !element.getSimpleName().contentEquals("at");
        return isPointee
                || owner.getKind() == ElementKind.RECORD
                || owner.getQualifiedName().contentEquals(BpfReference.class.getName())
                || owner.getQualifiedName().contentEquals(BpfConntrack.Entry.class.getCanonicalName())
                || owner.getQualifiedName().contentEquals(BpfRingBuffer.Slot.class.getCanonicalName());
    }
}

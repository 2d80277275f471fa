package dev.skep.processor.source;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.Tree;
import dev.skep.lang.Unsigned;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.TypeMapping;
import javax.lang.model.element.TypeElement;

/** Types as they are written in casts and class literals, whose annotations javac keeps in the tree alone. */
public final class WrittenTypes {
    private final Attribution attribution;
    private final TypeMapping types;

    public WrittenTypes(Attribution attribution, TypeMapping types) {
        this.attribution = attribution;
        this.types = types;
    }

    /** Returns the type that is written there. */
    public JavaType of(Tree tree) {
        if (!(tree instanceof AnnotatedTypeTree annotated)) return types.of(attribution.type(tree));
        var unsigned = annotated.getAnnotations().stream().anyMatch(a -> isUnsigned(a.getAnnotationType()));
        return types.of(attribution.type(annotated.getUnderlyingType()), unsigned);
    }

    private boolean isUnsigned(Tree annotation) {
        return attribution.element(annotation) instanceof TypeElement type
                && type.getQualifiedName().contentEquals(Unsigned.class.getName());
    }
}

package dev.skep.processor.bindings;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import dev.skep.lang.Length;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

/** What a member is in Java: its type, and the annotations on the field. */
record BoundType(TypeName type, List<AnnotationSpec> annotations) {
    BoundType {
        annotations = List.copyOf(annotations);
    }

    static BoundType of(TypeName type) {
        return new BoundType(type, List.of());
    }

    BoundType with(Class<? extends Annotation> annotation) {
        return with(AnnotationSpec.builder(annotation).build());
    }

    BoundType with(Class<? extends Annotation> annotation, int... values) {
        var several = AnnotationSpec.builder(annotation);
        for (var value : values) several.addMember("value", "$L", value);
        return with(several.build());
    }

    private BoundType with(AnnotationSpec annotation) {
        var more = new ArrayList<>(annotations);
        more.add(annotation);
        return new BoundType(type, more);
    }

    /** Returns an array of it, with a length for each dimension from the outermost on. */
    BoundType array(List<Integer> lengths) {
        var array = type;
        for (var i = 0; i < lengths.size(); i++) array = ArrayTypeName.of(array);
        return new BoundType(array, annotations)
                .with(Length.class, lengths.stream().mapToInt(i -> i).toArray());
    }
}

package dev.skep.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import dev.skep.compiler.Options;
import dev.skep.ir.Function;
import dev.skep.processor.lowering.LoweredClass;
import dev.skep.processor.source.Reporter;
import dev.skep.processor.type.Names;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.lang.model.util.ElementFilter;

/**
 * A lowered class that waits for the others it uses.
 *
 * @param object the object that it is part of, empty where it has its own
 */
record LoweredSource(LoweredClass lowered, String object, ClassTree place, Options options, Reporter reporter) {
    /** Returns whether nothing of it would be in an object of its own. */
    boolean isLibrary() {
        var unit = lowered.unit();
        return object.isEmpty()
                && unit.functions().isEmpty()
                && unit.maps().isEmpty()
                && !lowered.library().functions().isEmpty();
    }

    /** Returns whether it has functions that classes of other builds may call. */
    boolean isForOthers() {
        var functions =
                lowered.library().functions().stream().map(Function::name).collect(Collectors.toSet());
        return ElementFilter.methodsIn(lowered.type().getEnclosedElements()).stream()
                .filter(method -> !method.getModifiers().contains(Modifier.PRIVATE))
                .anyMatch(method -> functions.contains(Names.of(method)));
    }

    /** Returns what is compiled of it, as others find it. */
    Precompiled precompiled() {
        return Precompiled.of(lowered, object, options);
    }

    /** Returns the annotation that makes it one. */
    Tree annotation() {
        return place.getModifiers().getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().matches("(.*\\.)?Bpf"))
                .map(Tree.class::cast)
                .findFirst()
                .orElse(place);
    }

    /** Returns where something is declared. */
    Tree declaration(String name) {
        return lowered.places().declarations().getOrDefault(name, place);
    }
}

package dev.skep.processor.source;

import com.sun.source.util.Trees;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.TypeMapping;
import dev.skep.processor.type.UnmappableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * The enums of the build, with the numbers that they give to their constructors. javac forgets them when it generates code for an enum, which
 * it may have done before it comes to a class that needs them.
 */
public final class Enums {
    private final Elements elements;
    private final Trees trees;
    private final Map<TypeElement, EnumClass> known = new HashMap<>();

    public Enums(Elements elements, Trees trees) {
        this.elements = elements;
        this.trees = trees;
    }

    /** Reads an enum that javac has analysed; what is wrong with it is said where somebody uses it. */
    public void read(TypeElement type) {
        var path = trees.getPath(type);
        if (path == null) return;
        var attribution = new Attribution(trees, path);
        if (attribution.erroneous()) return;
        var types = new TypeMapping(trees, elements, (owner, tree) -> Optional.empty());
        var constants = new Constants(attribution, types, new WrittenTypes(attribution, types));
        var reading = new TypeMapping(
                trees, elements, (owner, tree) -> constants.of(tree).map(Constant::value));
        try {
            if (reading.of(type.asType()) instanceof EnumClass read) known.put(type, read);
        } catch (UnmappableException wrong) {
            // nobody may need it
        }
    }

    /** Returns an enum that has been read. */
    Optional<EnumClass> find(TypeElement type) {
        return Optional.ofNullable(known.get(type));
    }
}

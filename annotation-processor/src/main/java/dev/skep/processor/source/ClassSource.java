package dev.skep.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.util.Trees;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.TypeMapping;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** A class as javac attributed it, and the way to talk about it. */
public record ClassSource(
        Elements elements,
        Trees trees,
        TypeElement type,
        ClassTree tree,
        Attribution attribution,
        SourceMap sources,
        Reporter reporter,
        Enums enums)
        implements TypeMapping.Numbers {

    /** Reads a class that javac has analysed. */
    public static ClassSource of(Elements elements, Trees trees, TypeElement type, Enums enums) {
        var path = trees.getPath(type);
        var file = path.getCompilationUnit();
        var tree = (ClassTree) path.getLeaf();
        var sources = new SourceMap(trees, file);
        var reporter = new Reporter(trees, file, tree, sources);
        return new ClassSource(elements, trees, type, tree, new Attribution(trees, path), sources, reporter, enums);
    }

    @Override
    public Optional<EnumClass> find(TypeElement type) {
        return enums.find(type);
    }

    @Override
    public Optional<Long> of(TypeElement owner, ExpressionTree expression) {
        var there =
                attribution.find(expression).isPresent() ? attribution : new Attribution(trees, trees.getPath(owner));
        var types = new TypeMapping(trees, elements, this);
        return new Constants(there, types, new WrittenTypes(there, types))
                .of(expression)
                .map(Constant::value);
    }
}

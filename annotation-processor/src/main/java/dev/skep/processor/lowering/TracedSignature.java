package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.INVALID_PROGRAM;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.skep.kernel.SectionName;
import dev.skep.processor.bindings.OpsMember.Passed;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ContextClass;
import java.util.List;
import javax.lang.model.element.ExecutableElement;

/** What a kernel hands to programs that trace, where its types were named: parameters must stand for the words of their places. */
final class TracedSignature {
    private final UnitScope unit;
    private final SectionName section;

    TracedSignature(UnitScope unit, SectionName section) {
        this.unit = unit;
        this.section = section;
    }

    /** Refuses what the types do not say; they may be silent. */
    void require(MethodTree tree, ExecutableElement method) {
        unit.traced().find(section).ifPresent(words -> require(tree, method, words));
    }

    private void require(MethodTree tree, ExecutableElement method, List<Passed> words) {
        var parameters = method.getParameters();
        var first = !parameters.isEmpty() && unit.types().of(parameters.get(0)) instanceof ContextClass ? 1 : 0;
        for (var i = first; i < parameters.size(); i++) {
            var place = tree.getParameters().get(i);
            if (i - first >= words.size())
                throw refuse(
                        place,
                        "`" + section.target() + "` hands over " + words.size() + " words, and this is one more");
            var type = unit.types().of(parameters.get(i));
            var word = words.get(i - first);
            var text = "word " + (i - first + 1) + " of `" + section.target() + "`";
            if (!stands(type, word))
                throw refuse(
                        place,
                        text + " is a `" + word.text() + "`, not a `" + type.text() + "`" + PassedFit.need(word));
            if (PassedFit.isNullable(word) && !Signature.isNullable(parameters.get(i)))
                throw refuse(place, text + " may be null: need `@Nullable`");
        }
    }

    /** A pointer may be taken as the number that it is. */
    private static boolean stands(JavaType type, Passed word) {
        var isAddress = type == Int.LONG || type == Int.ULONG;
        return (word instanceof Passed.Struct && isAddress) || PassedFit.fits(type, word, String::equals);
    }

    private Refusal refuse(Tree place, String message) {
        return unit.reporter().refuse(place, INVALID_PROGRAM, message);
    }
}

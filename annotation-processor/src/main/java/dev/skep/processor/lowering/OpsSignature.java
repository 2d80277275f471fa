package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.BAD_MEMBER;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.skep.kernel.OpsStruct;
import dev.skep.processor.bindings.OpsMember;
import dev.skep.processor.bindings.OpsMember.Passed;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.JavaType;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** What the kernel hands over to a member of a struct of functions, and takes back: the program must be declared so. */
final class OpsSignature {
    private final UnitScope unit;
    private final String struct;
    private final String member;
    private final @Nullable OpsStruct known;

    OpsSignature(UnitScope unit, String struct, String member, @Nullable OpsStruct known) {
        this.unit = unit;
        this.struct = struct;
        this.member = member;
        this.known = known;
    }

    void require(MethodTree tree, ExecutableElement method, OpsMember.Function function) {
        var arguments = function.arguments();
        if (known != null)
            unit.require(
                    tree,
                    known.since(member, arguments.size()),
                    "a `" + member + "` with " + arguments.size() + " arguments");
        if (tree.getParameters().size() != arguments.size())
            throw refuse(
                    tree,
                    "`" + member + "` of `" + struct + "`, a `" + function.text() + "`, takes " + arguments.size()
                            + " arguments, not " + tree.getParameters().size());
        for (var i = 0; i < arguments.size(); i++) {
            var parameter = method.getParameters().get(i);
            var type = unit.types().of(parameter);
            if (!fits(type, arguments.get(i)))
                throw refuse(
                        tree.getParameters().get(i),
                        "argument " + (i + 1) + " of `" + member + "` is a `"
                                + arguments.get(i).text() + "`, not a `" + type.text() + "`"
                                + PassedFit.need(arguments.get(i)));
            if (PassedFit.isNullable(arguments.get(i)) && !Signature.isNullable(parameter))
                throw refuse(
                        tree.getParameters().get(i),
                        "argument " + (i + 1) + " of `" + member + "` may be null: need `@Nullable`");
        }
        var result = unit.types().result(method);
        var isPointer = function.result() instanceof Passed.Struct;
        if (isPointer || !fits(result, function.result()))
            throw refuse(
                    tree.getReturnType(),
                    "`" + member + "` returns `" + function.result().text() + "`, not `" + result.text() + "`"
                            + (isPointer
                                    ? ", and no program here returns a pointer"
                                    : PassedFit.need(function.result())));
    }

    private boolean fits(JavaType type, Passed passed) {
        return PassedFit.fits(
                type,
                passed,
                (wanted, given) -> given.equals(wanted) || (known != null && known.isSeenAs(wanted, given)));
    }

    private Refusal refuse(Tree place, String message) {
        return unit.reporter().refuse(place, BAD_MEMBER, message);
    }
}

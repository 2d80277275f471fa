package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.BAD_MEMBER;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.skep.ir.ValueType.Nullness;
import dev.skep.kernel.OpsStruct;
import dev.skep.processor.bindings.OpsMember;
import dev.skep.processor.bindings.OpsMember.Passed;
import dev.skep.processor.bindings.OpsMember.Sign;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.Other;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** What the kernel hands over to a member of a struct of functions, and takes back: the program must be declared so. */
final class OpsSignature {
    /** What comes behind is not part of a struct's name in the kernel. */
    private static final String FLAVOR = "___";

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
                                + need(arguments.get(i)));
            if (isNullable(arguments.get(i)) && !Signature.isNullable(parameter))
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
                            + (isPointer ? ", and no program here returns a pointer" : need(function.result())));
    }

    private static boolean isNullable(Passed passed) {
        return passed instanceof Passed.Struct struct && struct.nullness() == Nullness.NULLABLE;
    }

    private boolean fits(JavaType type, Passed passed) {
        if (passed instanceof Passed.Nothing) return type == Other.VOID;
        if (passed instanceof Passed.Number number)
            return type.integer().map(integer -> isSame(integer, number)).orElse(false);
        if (!(passed instanceof Passed.Struct wanted) || !(type instanceof KernelClass given)) return false;
        var name = given.layout().name().split(FLAVOR, 2)[0];
        return name.equals(wanted.name()) || (known != null && known.isSeenAs(wanted.name(), name));
    }

    private static boolean isSame(Int integer, Passed.Number number) {
        var isTruth = number.sign() == Sign.TRUTH;
        return integer.bits() == number.bits()
                && (integer == Int.BOOLEAN) == isTruth
                && (isTruth || number.sign() == Sign.EITHER || integer.unsigned() == (number.sign() == Sign.UNSIGNED));
    }

    private static String need(Passed passed) {
        if (passed instanceof Passed.Nothing) return ": need `void`";
        if (passed instanceof Passed.Struct wanted) return ": need a @KernelType(\"" + wanted.name() + "\") class";
        if (!(passed instanceof Passed.Number number)) return ", and no program gets that";
        return ": need "
                + Arrays.stream(Int.values())
                        .filter(integer -> isSame(integer, number))
                        .map(integer -> "`" + integer.text() + "`")
                        .collect(Collectors.joining(" or "));
    }

    private Refusal refuse(Tree place, String message) {
        return unit.reporter().refuse(place, BAD_MEMBER, message);
    }
}

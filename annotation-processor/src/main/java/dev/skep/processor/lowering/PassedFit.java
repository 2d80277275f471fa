package dev.skep.processor.lowering;

import dev.skep.ir.ValueType.Nullness;
import dev.skep.processor.bindings.OpsMember.Passed;
import dev.skep.processor.bindings.OpsMember.Sign;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.Other;
import java.util.Arrays;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Which types of Java stand for what the kernel hands over or takes back. */
final class PassedFit {
    /** What comes behind is not part of a struct's name in the kernel. */
    private static final String FLAVOR = "___";

    private PassedFit() {}

    /**
     * Returns whether a type stands for it.
     *
     * @param structs whether the first struct may be taken for the second
     */
    static boolean fits(JavaType type, Passed passed, BiPredicate<String, String> structs) {
        if (passed instanceof Passed.Nothing) return type == Other.VOID;
        if (passed instanceof Passed.Number number)
            return type.integer().map(integer -> isSame(integer, number)).orElse(false);
        if (!(passed instanceof Passed.Struct wanted) || !(type instanceof KernelClass given)) return false;
        return structs.test(wanted.name(), given.layout().name().split(FLAVOR, 2)[0]);
    }

    static boolean isNullable(Passed passed) {
        return passed instanceof Passed.Struct struct && struct.nullness() == Nullness.NULLABLE;
    }

    private static boolean isSame(Int integer, Passed.Number number) {
        var isTruth = number.sign() == Sign.TRUTH;
        return integer.bits() == number.bits()
                && (integer == Int.BOOLEAN) == isTruth
                && (isTruth || number.sign() == Sign.EITHER || integer.unsigned() == (number.sign() == Sign.UNSIGNED));
    }

    /** Returns what stands for it, as messages end. */
    static String need(Passed passed) {
        if (passed instanceof Passed.Nothing) return ": need `void`";
        if (passed instanceof Passed.Struct wanted) return ": need a @KernelType(\"" + wanted.name() + "\") class";
        if (!(passed instanceof Passed.Number number)) return ", and no program gets that";
        return ": need "
                + Arrays.stream(Int.values())
                        .filter(integer -> isSame(integer, number))
                        .map(integer -> "`" + integer.text() + "`")
                        .collect(Collectors.joining(" or "));
    }
}

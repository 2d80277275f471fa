package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.SPECIAL_DATA;
import static dev.skep.compiler.DiagnosticCode.SPECIAL_FIELD;

import com.sun.source.tree.Tree;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.MapFlag;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.SpecialType;
import dev.skep.processor.type.Special;
import dev.skep.processor.type.SpecialFields;
import java.util.EnumSet;

/** Which values may have fields that the kernel keeps for itself, and who may touch those. */
final class SpecialValues {
    /** First kernel that looks into the structs of a value. */
    private static final KernelVersion NESTED = new KernelVersion(6, 11);

    /** First kernel that takes values with a lock in the maps of maps. */
    private static final KernelVersion INNER_LOCKS = new KernelVersion(6, 2);

    private static final int PROGRAM_FLAGS = MapFlag.RDONLY_PROG.bit() | MapFlag.WRONLY_PROG.bit();

    private SpecialValues() {}

    /** Refuses a map whose values the kernel would not take. */
    static void check(UnitScope unit, Tree map, MapDraft draft) {
        if (draft.type.value() instanceof SpecialType special)
            throw refuse(unit, map, "a `" + special.text() + "` is no value by itself");
        if (draft.type.key() != null) requireNone(unit, map, "a key", draft.type.key());
        var found = SpecialFields.of(draft.type.value());
        var seen = EnumSet.noneOf(Special.class);
        for (var field : found) {
            var what = "`" + field.path() + "`, a `" + field.kind().text() + "`";
            if (!field.kind().maps().contains(draft.type.kind()))
                throw refuse(unit, map, what + ", is in values of a `" + draft.type.text() + "`, which may have none");
            if (field.kind().isLock() && seen.stream().anyMatch(Special::isLock))
                throw refuse(unit, map, what + ", is the second lock in a value");
            if (!seen.add(field.kind()) && !field.kind().isRepeatable())
                throw refuse(unit, map, what + ", is the second one in a value");
            if ((draft.flags & PROGRAM_FLAGS) != 0)
                throw refuse(unit, map, what + ", is in values that programs may not both read and write");
            unit.require(
                    map,
                    field.kind().since(draft.type.kind()),
                    "a `" + field.kind().text() + "`");
            if (field.isNested()) unit.require(map, NESTED, what + " in a struct of the value,");
        }
        if (draft.inner != null
                && SpecialFields.of(inner(draft)).stream()
                        .anyMatch(field -> field.kind().isLock()))
            unit.require(map, INNER_LOCKS, "a map in a map, with a lock in its values,");
    }

    private static JavaType inner(MapDraft draft) {
        return draft.type.inner() == null
                ? draft.type.value()
                : draft.type.inner().value();
    }

    /** Refuses memory that is no value of a map. */
    static void requireNone(UnitScope unit, Tree place, String what, JavaType type) {
        if (SpecialFields.holds(type)) throw refuse(unit, place, what + " has what the kernel keeps in values of maps");
    }

    private static RuntimeException refuse(UnitScope unit, Tree place, String message) {
        return unit.reporter().refuse(place, SPECIAL_FIELD, message);
    }

    /** Refuses to see memory as something else, or something else as it. */
    static void requireNone(FunctionLowering function, Tree place, JavaType type) {
        if (SpecialFields.holds(type))
            throw function.refuse(
                    place,
                    SPECIAL_DATA,
                    "a `" + type.text() + "` has what the kernel keeps in values of maps, and is no other bytes");
    }

    /** Refuses to hand over the bytes of a value, where the verifier would see the field among them. */
    static void requirePlain(FunctionLowering function, Tree tree, Reference memory) {
        if (!SpecialFields.holds(memory.type())) return;
        var pointer = memory.base().pointer(function.builder);
        if (pointer.type() instanceof ValueType.Pointer to && to.kind() == MemoryKind.STACK) return;
        throw function.refuse(
                tree,
                SPECIAL_DATA,
                function.quote(tree) + " is a `" + memory.type().text()
                        + "` in a map, with what the kernel keeps there");
    }

    /** Returns where a field of a value lies, whose method is called. */
    static Value address(FunctionLowering function, Call call, Special kind) {
        return function.address(field(function, call, kind));
    }

    /** Returns the field of a value whose method is called. */
    static Reference field(FunctionLowering function, Call call, Special kind) {
        var receiver = call.receiver();
        if (function.expressions.lower(receiver) instanceof Reference field
                && field.type() instanceof SpecialType special
                && special.kind() == kind
                && field.base().pointer(function.builder).type() instanceof ValueType.Pointer pointer
                && pointer.kind() == MemoryKind.MAP_VALUE) {
            function.touching(receiver);
            return field;
        }
        throw function.refuse(
                receiver, SPECIAL_FIELD, function.quote(receiver) + " is not known to lie in the value of a map here");
    }
}

package dev.skep.object.internal.rules;

import dev.skep.asm.Code;
import dev.skep.asm.CodeElement;
import dev.skep.asm.CoreMark;
import dev.skep.asm.Instruction;
import dev.skep.asm.LabelTarget;
import dev.skep.asm.SourceLine;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfRoutine;
import dev.skep.object.ObjectProblem.Kind;
import dev.skep.object.internal.write.TypeSymbol;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A CO-RE mark leads somewhere in its type, and the instruction holds what is true there: loaders compare before they patch. */
final class CoreRules implements CodeElement.Visitor {
    private static final long IMMEDIATE = 0xFFFF_FFFFL;

    private final BtfGraph types;
    private final ByteOrder order;
    private final BpfRoutine routine;
    private final Problems.About problems;
    private @Nullable CoreMark mark;

    private CoreRules(BpfObject object, BpfRoutine routine, Problems.About problems) {
        this.types = object.btf();
        this.order = object.order();
        this.routine = routine;
        this.problems = problems;
    }

    static void check(BpfObject object, BpfRoutine routine, Problems problems) {
        Code code = routine.code();
        var rules = new CoreRules(object, routine, problems.about(routine));
        code.elements().forEach(element -> element.accept(rules));
    }

    @Override
    public void coreMark(CoreMark next) {
        mark = next;
    }

    @Override
    public void instruction(Instruction instruction) {
        var marked = mark;
        mark = null;
        if (marked != null) {
            TypeSymbol.find(types, marked.type()).ifPresent(root -> check(marked, root, instruction));
        }
    }

    @Override
    public void labelTarget(LabelTarget target) {
        // a label stands between a mark and its instruction or does not: the mark is the instruction's
    }

    @Override
    public void sourceLine(SourceLine line) {
        // so does a line
    }

    private void check(CoreMark marked, BtfId root, Instruction instruction) {
        var ours = ours(marked, root);
        if (ours.isEmpty()) {
            problems.add(
                    Kind.CORE,
                    routine.name() + " asks for " + marked.kind() + " by `" + marked.access()
                            + "`, which leads nowhere in " + types.describe(root));
            return;
        }
        var held = held(instruction);
        problems.require(
                ours.get().isEmpty() || held.isEmpty() || isHeld(ours.get().getAsLong(), held.getAsLong()),
                Kind.CORE,
                () -> routine.name() + " holds " + held.getAsLong() + " for " + marked.kind() + " of `"
                        + marked.access() + "` of " + types.describe(root) + ", which is "
                        + ours.get().getAsLong());
    }

    /** An immediate has the sign that a 32-bit enumerator lacks. */
    private static boolean isHeld(long ours, long held) {
        return ours == held || (int) ours == held;
    }

    /** What is true for our type, if that has to be in the instruction; nothing if the mark leads nowhere. */
    private Optional<OptionalLong> ours(CoreMark marked, BtfId root) {
        return switch (marked.kind()) {
            case FIELD_BYTE_OFFSET -> field(marked, root).map(place -> unlessBits(place, place.byteOffset(types)));
            case FIELD_BYTE_SIZE -> field(marked, root).map(place -> unlessBits(place, place.size(types)));
            case FIELD_LSHIFT_U64 -> field(marked, root).map(place -> unlessBits(place, place.leftShift(types, order)));
            case FIELD_RSHIFT_U64 -> field(marked, root).map(place -> OptionalLong.of(place.rightShift(types)));
            case FIELD_SIGNED -> field(marked, root).map(place -> OptionalLong.of(place.isSigned(types) ? 1 : 0));
            case FIELD_EXISTS -> field(marked, root).map(place -> OptionalLong.of(1));
            case ENUMVAL_VALUE -> enumerator(marked, root).map(value -> OptionalLong.of(value.value()));
            case ENUMVAL_EXISTS -> enumerator(marked, root).map(value -> OptionalLong.of(1));
            case TYPE_EXISTS, TYPE_MATCHES -> whole(marked).map(whole -> OptionalLong.of(1));
            case TYPE_SIZE -> whole(marked).map(whole -> types.sizeOf(root));
            case TYPE_ID_LOCAL, TYPE_ID_TARGET -> whole(marked).map(whole -> OptionalLong.empty());
        };
    }

    private Optional<FieldPlace> field(CoreMark marked, BtfId root) {
        return FieldPlace.find(types, root, marked.access());
    }

    private Optional<Enumerator> enumerator(CoreMark marked, BtfId root) {
        var levels = FieldPlace.levels(marked.access());
        var resolved = types.resolve(root);
        List<Enumerator> values = types.type(resolved, BtfType.Enum.class)
                .map(BtfType.Enum::values)
                .or(() -> types.type(resolved, BtfType.Enum64.class).map(BtfType.Enum64::values))
                .orElse(List.of());
        return levels.length == 1 && levels[0] < values.size() ? Optional.of(values.get(levels[0])) : Optional.empty();
    }

    private static Optional<String> whole(CoreMark marked) {
        return Optional.of(marked.access()).filter("0"::equals);
    }

    /** Loaders compare no word of a bit field: compilers may have chosen a wider one. */
    private static OptionalLong unlessBits(FieldPlace place, long value) {
        return place.isBitField() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** The number that a loader would patch. */
    private static OptionalLong held(Instruction instruction) {
        int immediate = (int) (instruction.word() >> Integer.SIZE);
        return switch (instruction.opcode().shape()) {
            case ALU_IMMEDIATE -> OptionalLong.of(immediate);
            case LOAD, STORE, STORE_IMMEDIATE -> OptionalLong.of((short) (instruction.word() >> Short.SIZE));
            case WIDE_CONSTANT ->
                OptionalLong.of((instruction.secondWord() & ~IMMEDIATE) | Integer.toUnsignedLong(immediate));
            default -> OptionalLong.empty();
        };
    }
}

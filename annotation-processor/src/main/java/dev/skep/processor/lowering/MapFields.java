package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.INVALID_FIELD;
import static dev.skep.compiler.DiagnosticCode.MAP_ENTRIES;
import static dev.skep.compiler.DiagnosticCode.NOT_CONSTANT;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.VariableTree;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.MapDefinition.Pinning;
import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapType;
import dev.skep.lang.Config;
import dev.skep.processor.source.Constant;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.MapClasses;
import dev.skep.processor.type.Owners;
import java.util.Arrays;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Maps: static final fields, built by a chain of constant calls such as {@code BpfHashMap.of(1024).pinned()}. */
final class MapFields {
    private final UnitScope unit;

    MapFields(UnitScope unit) {
        this.unit = unit;
    }

    /** What a chain of calls has said so far. */
    private static final class Draft {
        int entries;
        int flags;
        Pinning pinning = Pinning.NONE;
    }

    void declare(VariableTree tree, VariableElement field, MapClass type, String name) {
        if (!field.getModifiers().contains(Modifier.FINAL))
            throw unit.reporter()
                    .refuse(
                            tree,
                            INVALID_FIELD,
                            "map `" + field.getSimpleName() + "` is not final",
                            "make it static final");
        if (field.getAnnotation(Config.class) != null)
            throw unit.reporter()
                    .refuse(
                            tree,
                            INVALID_FIELD,
                            "`" + field.getSimpleName() + "` is a map and no setting",
                            "leave @Config out");
        unit.require(tree, type.kind().since(), "`" + type.text() + "`");
        var draft = new Draft();
        read(tree, tree.getInitializer(), draft);
        for (var flag : type.kind().requiredFlags()) draft.flags |= flag.bit();
        var ring = type.kind() == MapType.RINGBUF;
        var definition = new MapDefinition(
                name,
                type.kind(),
                ring || type.key() == null ? null : type.key().memory(),
                ring ? null : type.value().memory(),
                draft.entries,
                draft.flags,
                draft.pinning,
                unit.sources().dereference(tree));
        unit.statics().map(field, definition, type);
    }

    private void read(VariableTree field, @Nullable ExpressionTree tree, Draft draft) {
        if (!(tree instanceof MethodInvocationTree call)
                || !(call.getMethodSelect() instanceof MemberSelectTree select)
                || !MapClasses.isMap(Owners.of(unit.attribution().element(call))))
            throw unit.reporter()
                    .refuse(
                            tree == null ? field : tree,
                            NOT_CONSTANT,
                            "map `" + field.getName() + "` is not declared by its class's own factory",
                            "write BpfHashMap.of(1024), and .pinned() behind it where it should be");
        if (select.getExpression() instanceof MethodInvocationTree) read(field, select.getExpression(), draft);
        switch (select.getIdentifier().toString()) {
            case "of", "ofBytes" ->
                draft.entries = entries(field, call.getArguments().get(0));
            case "flags" -> draft.flags = flags(call.getArguments().get(0));
            case "pinned" -> draft.pinning = Pinning.BY_NAME;
            default -> throw new IllegalStateException("map factory `" + select.getIdentifier() + "` is unknown");
        }
    }

    private int entries(VariableTree field, ExpressionTree tree) {
        var entries = number(tree);
        if (entries > 0) return entries;
        throw unit.reporter()
                .refuse(
                        tree,
                        MAP_ENTRIES,
                        "map `" + field.getName() + "` has " + entries + " entries, need at least 1");
    }

    private int flags(ExpressionTree tree) {
        var flags = number(tree);
        var known = Arrays.stream(MapFlag.values()).mapToInt(MapFlag::bit).reduce(0, (a, b) -> a | b);
        if ((flags & ~known) == 0) return flags;
        throw unit.reporter()
                .refuse(
                        tree,
                        INVALID_FIELD,
                        "0x" + Integer.toHexString(flags & ~known) + " is no flag of maps",
                        "add up BPF_F_ flags");
    }

    private int number(ExpressionTree tree) {
        return unit.constants()
                .of(tree)
                .map(Constant::value)
                .map(Math::toIntExact)
                .orElseThrow(() -> unit.reporter().refuse(tree, NOT_CONSTANT, unit.quote(tree) + " is no constant"));
    }
}

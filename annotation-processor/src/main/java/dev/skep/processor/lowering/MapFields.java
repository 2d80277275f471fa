package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.INVALID_FIELD;
import static dev.skep.compiler.DiagnosticCode.MAP_ENTRIES;
import static dev.skep.compiler.DiagnosticCode.MAP_FLAGS;
import static dev.skep.compiler.DiagnosticCode.MAP_SETTING;
import static dev.skep.compiler.DiagnosticCode.MAP_SLOTS;
import static dev.skep.compiler.DiagnosticCode.NOT_CONSTANT;
import static dev.skep.compiler.DiagnosticCode.SLOT_VALUE;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.VariableTree;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.MapDefinition.Pinning;
import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapLimits;
import dev.skep.lang.Config;
import dev.skep.processor.source.Constant;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.MapClasses;
import dev.skep.processor.type.Names;
import dev.skep.processor.type.Owners;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Maps: static final fields, built by a chain of constant calls such as {@code BpfHashMap.of(1024).pinned()}. */
final class MapFields {
    private final UnitScope unit;

    MapFields(UnitScope unit) {
        this.unit = unit;
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
        var draft = new MapDraft(type);
        read(tree, tree.getInitializer(), draft);
        if (type.inner() != null && draft.inner == null)
            throw unit.reporter()
                    .refuse(
                            tree,
                            MAP_SLOTS,
                            "map `" + field.getSimpleName() + "` does not say what its maps are like",
                            "write .inner(…) with the factory of such a map");
        SpecialValues.check(unit, tree, draft);
        unit.statics().map(field, draft.definition(name, unit.sources().dereference(tree)), type);
    }

    private void read(VariableTree field, @Nullable ExpressionTree tree, MapDraft draft) {
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
        var arguments = call.getArguments();
        switch (select.getIdentifier().toString()) {
            case "of", "ofBytes", "ofPages" -> draft.entries = entries(field, arguments.get(0));
            case "perCpu", "create" -> draft.entries = 0;
            case "flags" -> draft.flags |= flags(field, arguments.get(0), draft.type);
            case "pinned" -> draft.pinning = Pinning.BY_NAME;
            case "numaNode" -> {
                draft.flags |= MapFlag.NUMA_NODE.bit();
                draft.numaNode = within(arguments.get(0), "NUMA node", 0, MapLimits.MOST_NODES);
            }
            case "hashes" ->
                draft.extra = within(arguments.get(0), "number of hash functions", 1, MapLimits.MOST_HASHES);
            case "mappedAt" -> draft.extra = address(arguments.get(0), draft.entries);
            case "depth" -> draft.depth = within(arguments.get(0), "depth of stacks", 1, MapLimits.STACK_DEPTH);
            case "inner" -> draft.inner = inner(field, arguments.get(0), draft.type);
            case "values" ->
                draft.initial =
                        arguments.stream().map(name -> slot(name, draft.type)).toList();
            default -> throw new IllegalStateException("map factory `" + select.getIdentifier() + "` is unknown");
        }
    }

    private MapDefinition inner(VariableTree field, ExpressionTree template, MapClass outer) {
        var type = Optional.ofNullable(outer.inner()).orElseThrow();
        var draft = new MapDraft(type);
        read(field, template, draft);
        if (draft.pinning != Pinning.NONE)
            throw unit.reporter()
                    .refuse(
                            template,
                            MAP_SLOTS,
                            "an inner map of `" + field.getName() + "` is pinned",
                            "leave pinned() out");
        SpecialValues.check(unit, template, draft);
        return draft.definition(field.getName().toString(), unit.sources().dereference(field));
    }

    /** Returns the name of a program of the class, or of one of its maps that is like the inner ones. */
    private String slot(ExpressionTree tree, MapClass type) {
        var name = unit.constants().text(tree).orElseThrow(() -> notConstant(tree));
        var inner = type.inner();
        if (inner == null ? isProgram(name) : isMap(name, inner)) return name;
        var wanted = inner == null ? "program" : "`" + inner.text() + "` of the same types";
        throw unit.reporter().refuse(tree, SLOT_VALUE, "there is no " + wanted + " named `" + name + "` in this class");
    }

    private boolean isProgram(String name) {
        return ElementFilter.methodsIn(unit.owner().getEnclosedElements()).stream()
                .anyMatch(method ->
                        unit.hooks().isProgram(method) && Names.of(method).equals(name));
    }

    private boolean isMap(String name, MapClass type) {
        return ElementFilter.fieldsIn(unit.owner().getEnclosedElements()).stream()
                .anyMatch(field -> Names.of(field).equals(name) && isLike(field, type));
    }

    private boolean isLike(VariableElement field, MapClass type) {
        return field.asType() instanceof DeclaredType declared
                && MapClasses.isMap((TypeElement) declared.asElement())
                && unit.types().of(field).equals(type);
    }

    /** The upper half of an address in the arena is the same everywhere. */
    private long address(ExpressionTree tree, int pages) {
        var address = unit.constants().of(tree).map(Constant::value).orElseThrow(() -> notConstant(tree));
        var last = address + (long) pages * MapLimits.PAGE - 1;
        if (address > 0 && address % MapLimits.PAGE == 0 && address >>> Integer.SIZE == last >>> Integer.SIZE)
            return address;
        throw unit.reporter()
                .refuse(
                        tree,
                        MAP_SETTING,
                        "the arena would be at 0x" + Long.toHexString(address) + " to 0x" + Long.toHexString(last)
                                + ", need a multiple of " + MapLimits.PAGE + " and no multiple of 4 GiB behind it");
    }

    private int within(ExpressionTree tree, String what, int least, int most) {
        var value = number(tree);
        if (value >= least && value <= most) return value;
        throw unit.reporter()
                .refuse(tree, MAP_SETTING, "the " + what + " is " + value + ", allowed are " + least + " to " + most);
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

    private int flags(VariableTree field, ExpressionTree tree, MapClass type) {
        var flags = number(tree);
        var rest = flags;
        for (var flag : MapFlag.values()) {
            if ((flags & flag.bit()) == 0) continue;
            rest &= ~flag.bit();
            if (!type.kind().flags().contains(flag))
                throw unit.reporter()
                        .refuse(
                                tree,
                                MAP_FLAGS,
                                "map `" + field.getName() + "` has the flag " + flag + ", which maps of type "
                                        + type.kind() + " do not have");
            unit.require(tree, flag.since(), "`BPF_F_" + flag + "`");
        }
        if (rest == 0) return flags;
        throw unit.reporter()
                .refuse(
                        tree,
                        INVALID_FIELD,
                        "0x" + Integer.toHexString(rest) + " is no flag of maps",
                        "add up BPF_F_ flags");
    }

    private int number(ExpressionTree tree) {
        return unit.constants()
                .of(tree)
                .map(Constant::value)
                .map(Math::toIntExact)
                .orElseThrow(() -> notConstant(tree));
    }

    private Refusal notConstant(ExpressionTree tree) {
        return unit.reporter().refuse(tree, NOT_CONSTANT, unit.quote(tree) + " is no constant");
    }
}

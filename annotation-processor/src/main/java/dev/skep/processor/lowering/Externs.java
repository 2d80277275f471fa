package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.BAD_EXTERN;

import com.sun.source.tree.VariableTree;
import dev.skep.ir.BpfType;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;
import dev.skep.kernel.KernelVersion;
import dev.skep.lang.Kconfig;
import dev.skep.lang.Ksym;
import dev.skep.lang.Length;
import dev.skep.lang.Name;
import dev.skep.lang.Tristate;
import dev.skep.lang.Unsigned;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArrayClass;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.Lengths;
import dev.skep.processor.type.Names;
import java.lang.annotation.Annotation;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** What the kernel has and a loader looks up: values of its configuration, and addresses of its symbols. */
final class Externs {
    /** What libbpf makes up itself begins like the second. */
    private static final List<String> CONFIGURATION = List.of("CONFIG_", "LINUX_");

    /** First kernel whose loaders look variables up in BTF. */
    private static final KernelVersion VARIABLES = new KernelVersion(5, 10);

    private final UnitScope unit;

    Externs(UnitScope unit) {
        this.unit = unit;
    }

    /** Returns whether a field is one. */
    static boolean isExtern(VariableElement field) {
        return field.getAnnotation(Kconfig.class) != null || field.getAnnotation(Ksym.class) != null;
    }

    void declare(VariableTree tree, VariableElement field, JavaType type) {
        requirePlain(tree, field);
        var place = unit.sources().dereference(tree);
        var kconfig = field.getAnnotation(Kconfig.class);
        var ksym = field.getAnnotation(Ksym.class);
        if (kconfig != null && ksym == null) {
            var stored = configuration(tree, field, type);
            var kind = kconfig.weak() ? Global.Kind.WEAK_KCONFIG : Global.Kind.KCONFIG;
            var name = name(kconfig.value(), field);
            if (CONFIGURATION.stream().noneMatch(name::startsWith))
                throw refuse(tree, "`" + name + "` is no name in the kernel's configuration");
            unit.statics().global(field, new Global(name, stored.memory(), kind, new Initial.Zero(), place), stored);
            return;
        }
        if (ksym == null || kconfig != null)
            throw refuse(tree, "`" + field.getSimpleName() + "` is two things at once");
        var isVariable = type instanceof CellClass || type instanceof KernelClass;
        if (isVariable || ksym.perCpu()) {
            variable(tree, field, type, ksym);
            return;
        }
        if (type != Int.LONG && type != Int.ULONG)
            throw refuse(
                    tree,
                    "the address of a symbol is a `long`, and a variable a cell or a @KernelType class, not a `"
                            + type.text() + "`");
        var kind = ksym.weak() ? Global.Kind.WEAK_KSYM : Global.Kind.KSYM;
        unit.statics()
                .global(
                        field,
                        new Global(name(ksym.value(), field), BpfType.U64, kind, new Initial.Zero(), place),
                        type);
    }

    private void variable(VariableTree tree, VariableElement field, JavaType type, Ksym ksym) {
        BpfType memory;
        if (type instanceof CellClass cell) memory = cell.memory();
        else if (type instanceof KernelClass struct) memory = struct.layout();
        else
            throw refuse(
                    tree, "a variable of the kernel is a cell or a @KernelType class, not a `" + type.text() + "`");
        if (ksym.weak() && !ksym.perCpu())
            throw refuse(
                    tree, "variable `" + field.getSimpleName() + "` cannot be weak, since nothing could ask for it");
        unit.require(tree, VARIABLES, "a variable of the kernel");
        var kind = ksym.weak() ? Global.Kind.WEAK_KERNEL_VARIABLE : Global.Kind.KERNEL_VARIABLE;
        var place = unit.sources().dereference(tree);
        unit.statics()
                .global(field, new Global(name(ksym.value(), field), memory, kind, new Initial.Zero(), place), type);
    }

    private static String name(String given, VariableElement field) {
        return given.isEmpty() ? Names.of(field) : given;
    }

    private void requirePlain(VariableTree tree, VariableElement field) {
        if (tree.getInitializer() != null || field.getModifiers().contains(Modifier.FINAL))
            throw refuse(tree, "the kernel says what `" + field.getSimpleName() + "` is");
        for (var annotation : field.getAnnotationMirrors()) {
            var name = annotation.getAnnotationType().asElement().getSimpleName();
            if (!isKnown(name.toString()))
                throw refuse(tree, "`" + field.getSimpleName() + "` is in the kernel and cannot be @" + name);
        }
    }

    private static boolean isKnown(String annotation) {
        return List.<Class<? extends Annotation>>of(Kconfig.class, Ksym.class, Length.class, Unsigned.class, Name.class)
                .stream()
                .anyMatch(known -> known.getSimpleName().equals(annotation));
    }

    private Stored configuration(VariableTree tree, VariableElement field, JavaType type) {
        var length = Lengths.of(field).orElse(null);
        var isText = type == Other.STRING || (type instanceof ArrayClass array && array.element() == Int.BYTE);
        if (isText && length != null && length.single().isPresent())
            return new ArrayOf(Int.BYTE, length.single().get());
        if (isText) throw refuse(tree, "nothing says how long `" + field.getSimpleName() + "` may be");
        if (length == null && type instanceof Int integer && integer != Int.CHAR) return integer;
        var isTristate =
                type instanceof EnumClass constants && constants.memory().name().equals("libbpf_tristate");
        if (length == null && isTristate) return (Stored) type;
        throw refuse(
                tree,
                "a value of the configuration is an integer, a `boolean`, a `" + Tristate.class.getSimpleName()
                        + "` or a text, not a `" + type.text() + "`");
    }

    private Refusal refuse(VariableTree tree, String message) {
        return unit.reporter().refuse(tree, BAD_EXTERN, message);
    }
}

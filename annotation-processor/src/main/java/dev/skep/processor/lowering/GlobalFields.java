package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.INVALID_FIELD;
import static dev.skep.compiler.DiagnosticCode.POINTER_LEAK;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;
import dev.skep.kernel.KernelVersion;
import dev.skep.lang.BigEndian;
import dev.skep.lang.Config;
import dev.skep.lang.Length;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArenaClass;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.JavaType.SpecialClass;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.JavaType.StructClass;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Settings, constants and global variables: static fields that are neither maps nor numbers known at compile time. */
final class GlobalFields {
    /** First kernel that finds one among variables. */
    private static final KernelVersion LOCKS = new KernelVersion(5, 15);

    private final UnitScope unit;
    private final Initials initials;
    private final StaticArrays arrays;

    GlobalFields(UnitScope unit) {
        this.unit = unit;
        this.initials = new Initials(unit);
        this.arrays = new StaticArrays(unit, initials);
    }

    void declare(VariableTree tree, VariableElement field, JavaType type, String name) {
        if (type instanceof PtrClass)
            throw unit.reporter()
                    .refuse(
                            tree,
                            POINTER_LEAK,
                            "`" + field.getSimpleName() + "` is a `" + type.text() + "` in a global variable",
                            "keep the address of something of the kernel as a number: p.address()");
        if (type instanceof SpecialClass special && special.kind().isLock()) {
            lock(tree, field, special, name);
            return;
        }
        var stored = arrays.isArray(type) ? arrays.of(tree, field, type) : stored(tree, type);
        SpecialValues.requireNone(unit, tree, "`" + field.getSimpleName() + "`", stored);
        var kind = kind(tree, field, stored);
        var initial = stored instanceof ArrayOf array ? arrays.initial(tree, array) : initial(tree, field, stored);
        var section = new DataSections(unit).of(tree, field, kind);
        var place = unit.sources().dereference(tree);
        unit.statics().global(field, new Global(name, stored.memory(), kind, initial, section, place), stored);
    }

    /** A map has one lock at most, and libbpf lets user space map what others may change: so it lies alone. */
    private void lock(VariableTree tree, VariableElement field, SpecialClass type, String name) {
        if (!isFinal(field) || !(tree.getInitializer() instanceof MethodInvocationTree))
            throw refuse(
                    tree,
                    "`" + field.getSimpleName() + "` is no static final field that is made by `" + type.text()
                            + ".create()`");
        new DataSections(unit).refuse(tree, field, "a lock");
        unit.require(tree, type.kind().since(), "a `" + type.text() + "`");
        unit.require(tree, LOCKS, "a `" + type.text() + "` that is no field of a value");
        var section = ".data." + name;
        if (!Global.Kind.VARIABLE.mayLieIn(section))
            throw refuse(tree, "`" + name + "` is no name of a section, as one of a lock must be");
        var place = unit.sources().dereference(tree);
        unit.statics()
                .global(
                        field,
                        new Global(name, type.memory(), Global.Kind.VARIABLE, new Initial.Zero(), section, place),
                        type);
    }

    private Stored stored(VariableTree tree, JavaType type) {
        if (type instanceof Stored stored) return stored;
        throw refuse(tree, "a `" + type.text() + "` cannot be a global variable");
    }

    /** What is final and given by its parts never changes; what is made by {@code new} or a factory is memory for programs to write to. */
    private Global.Kind kind(VariableTree tree, VariableElement field, Stored type) {
        if (field.getAnnotation(BigEndian.class) != null)
            throw refuse(tree, "`" + field.getSimpleName() + "` is @BigEndian, which only parts of structs are");
        if (field.getAnnotation(Length.class) != null && !(type instanceof ArrayOf))
            throw refuse(tree, "`" + field.getSimpleName() + "` has a @Length but is no array");
        var isFinal = isFinal(field);
        var isSetting = field.getAnnotation(Config.class) != null;
        if (isSetting && isFinal) throw refuse(tree, "setting `" + field.getSimpleName() + "` is final");
        if (isSetting && !isSettable(type))
            throw refuse(tree, "a setting is an integer, an enum or an array of those, not a `" + type.text() + "`");
        if (isSetting) return Global.Kind.CONFIG;
        return isFinal && isGiven(tree, type) ? Global.Kind.CONSTANT : Global.Kind.VARIABLE;
    }

    private static boolean isSettable(Stored type) {
        if (type instanceof ArrayOf array) return isSettable(array.element());
        return type.integer().isPresent();
    }

    private static boolean isGiven(VariableTree tree, Stored type) {
        if (type instanceof RecordClass) return true;
        return tree.getInitializer() instanceof NewArrayTree array && array.getInitializers() != null;
    }

    private Initial initial(VariableTree tree, VariableElement field, Stored type) {
        var initializer = tree.getInitializer();
        if (type.integer().isPresent()) {
            if (isFinal(field)) throw initials.notConstant(tree, initializer);
            return initializer == null ? new Initial.Zero() : initials.of(tree, initializer, type);
        }
        if (type instanceof RecordClass && initializer instanceof NewClassTree)
            return initials.of(tree, initializer, type);
        if (type instanceof ArenaClass && !isFinal(field) && isNull(initializer)) return new Initial.Zero();
        if (!isFinal(field))
            throw refuse(tree, "`" + field.getSimpleName() + "` could lead elsewhere, since it is not final");
        if (type instanceof StructClass && initializer instanceof NewClassTree) return new Initial.Zero();
        if (initializer == null) throw initials.notConstant(tree, null);
        return initials.of(tree, initializer, type);
    }

    private static boolean isNull(@Nullable ExpressionTree initializer) {
        return initializer == null || initializer.getKind() == Tree.Kind.NULL_LITERAL;
    }

    private static boolean isFinal(VariableElement field) {
        return field.getModifiers().contains(Modifier.FINAL);
    }

    private Refusal refuse(VariableTree tree, String message) {
        return unit.reporter().refuse(tree, INVALID_FIELD, message);
    }
}

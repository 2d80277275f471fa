package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.INVALID_FIELD;
import static dev.skep.compiler.DiagnosticCode.OTHER_CLASS;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.skep.asm.SourceLine;
import dev.skep.asm.SymbolReference;
import dev.skep.ir.BpfType;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.StructType;
import dev.skep.ir.ValueType;
import dev.skep.lang.Config;
import dev.skep.lang.Kconfig;
import dev.skep.lang.Ksym;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.Names;
import dev.skep.processor.type.Owners;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.VariableElement;

/** The static fields of a unit: its maps and its globals. */
final class Statics {
    private final List<MapDefinition> maps = new ArrayList<>();
    private final List<Global> globals = new ArrayList<>();
    private final Map<VariableElement, MapHandle> handles = new HashMap<>();
    private final Map<VariableElement, Variable> variables = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Set<StructType> structs = new LinkedHashSet<>();
    private final Set<VariableElement> refused = new HashSet<>();

    private record Variable(String name, JavaType type, Global.Kind kind) {
        boolean isAddress() {
            return kind == Global.Kind.KSYM || kind == Global.Kind.WEAK_KSYM;
        }

        Operand address(FunctionLowering function) {
            var symbol = function.builder.globalAddress(name, 0);
            return new Scalar(function.builder.reinterpret(ValueType.I64, symbol), type);
        }

        boolean isOfKernel() {
            return kind == Global.Kind.KERNEL_VARIABLE || kind == Global.Kind.WEAK_KERNEL_VARIABLE;
        }

        /** Nobody writes to it. */
        Operand ofKernel(FunctionLowering function, VariableElement field) {
            if (field.getAnnotation(Ksym.class).perCpu()) return new Operand.PerCpu(name, type);
            var memory = type instanceof KernelClass ? MemoryKind.KERNEL : MemoryKind.MAP_VALUE;
            var symbol = function.builder.globalAddress(name, 0);
            var address = function.builder.reinterpret(ValueType.pointer(memory), symbol);
            return new Reference(new Operand.Base.Computed(address, true), 0, type);
        }

        Operand.Base base() {
            return new Operand.Base.Symbol(name, kind != Global.Kind.VARIABLE);
        }
    }

    void map(VariableElement field, MapDefinition definition, MapClass type) {
        maps.add(definition);
        handles.put(field, new MapHandle(definition.name(), type));
    }

    /** Takes maps that no field stands for, unless they are there; returns whether they were not. */
    boolean take(List<MapDefinition> others) {
        if (maps.containsAll(others)) return false;
        return maps.addAll(others);
    }

    void global(VariableElement field, Global global, JavaType type) {
        globals.add(global);
        variables.put(field, new Variable(global.name(), type, global.kind()));
    }

    /** Says that the kernel may have no such function. */
    void weakKfunc(String name, SourceLine place) {
        if (globals.stream().noneMatch(global -> global.name().equals(name)))
            globals.add(new Global(name, BpfType.U64, Global.Kind.WEAK_KFUNC, new Initial.Zero(), place));
    }

    /** Returns the name of a constant that is so many zeroes at least. */
    String zeroes(int size, SourceLine place) {
        var name = ".zero." + size;
        if (globals.stream().noneMatch(global -> global.name().equals(name)))
            globals.add(new Global(
                    name, new BpfType.Array(BpfType.U8, size), Global.Kind.LITERAL, new Initial.Zero(), place));
        return name;
    }

    /** Returns the name of the version of the kernel that runs, which loaders fill in. */
    String kernelVersion(SourceLine place) {
        var name = "LINUX_KERNEL_VERSION";
        if (globals.stream().noneMatch(global -> global.name().equals(name)))
            globals.add(new Global(name, BpfType.S32, Global.Kind.KCONFIG, new Initial.Zero(), place));
        return name;
    }

    /** Returns the name of a text with a NUL behind it, which no program can change. */
    String text(String text, SourceLine place) {
        return texts.computeIfAbsent(text, t -> {
            var name = ".str." + texts.size();
            var type = new BpfType.Array(BpfType.CHAR, text.getBytes(StandardCharsets.UTF_8).length + 1);
            globals.add(new Global(name, type, Global.Kind.LITERAL, new Initial.Text(text), place));
            return name;
        });
    }

    /** Takes a struct that the loader must find in the object, beside those of maps and functions. */
    void struct(StructType struct) {
        structs.add(struct);
    }

    Set<StructType> structs() {
        return structs;
    }

    /** Remembers a field whose declaration was refused, so that its uses say nothing new. */
    void refused(VariableElement field) {
        refused.add(field);
    }

    /** Returns what code that names a map or a variable of the class refers to; empty where there is none of that name. */
    Optional<SymbolReference> symbol(String name, long offset) {
        if (offset == 0 && maps.stream().anyMatch(map -> map.name().equals(name)))
            return Optional.of(new SymbolReference.MapReference(name));
        return globals.stream()
                .filter(global -> global.name().equals(name) && global.kind() != Global.Kind.LITERAL)
                .filter(global -> offset >= 0
                        && offset
                                < (global.kind().isExtern() ? 1 : global.type().size()))
                .<SymbolReference>map(global -> new SymbolReference.DataReference(name, (int) offset))
                .findFirst();
    }

    List<MapDefinition> maps() {
        return maps;
    }

    List<Global> globals() {
        return globals;
    }

    /** Returns the map or the memory that a static field stands for. */
    Operand read(FunctionLowering function, ExpressionTree tree, VariableElement field) {
        var map = handles.get(field);
        if (map != null) return map;
        var variable = variables.get(field);
        if (variable != null && variable.isAddress()) return variable.address(function);
        if (variable != null && variable.isOfKernel()) return variable.ofKernel(function, field);
        if (variable != null) return new Reference(variable.base(), 0, variable.type);
        if (refused.contains(field)) throw function.unit.refusedBefore();
        if (Owners.of(field).equals(function.unit.owner())) throw constant(function, tree, field);
        if (function.unit.others().contains(Owners.of(field))) return foreign(function, tree, field);
        throw unknown(function, tree, field);
    }

    /** A map or a variable of another class; whether it can be one is checked there. */
    private static Operand foreign(FunctionLowering function, ExpressionTree tree, VariableElement field) {
        if (field.getAnnotation(Ksym.class) != null || field.getAnnotation(Kconfig.class) != null)
            throw function.refuse(
                    tree,
                    OTHER_CLASS,
                    "`" + field.getSimpleName() + "` of `" + Owners.of(field).getSimpleName()
                            + "` belongs to the kernel",
                    "declare it in this class, too");
        var type = function.mapped(tree, () -> function.unit.types().of(field));
        var name =
                function.unit.others().take(tree, field, unit -> EarlierShapes.variable(unit, Names.of(field), type));
        if (type instanceof MapClass map) return new MapHandle(name, map);
        var setting = field.getAnnotation(Config.class) != null;
        var kind = setting ? Global.Kind.CONFIG : Global.Kind.VARIABLE;
        return new Reference(new Variable(name, type, kind).base(), 0, type);
    }

    /** What stands for a value at compile time is no field; the type is why it stands for none here. */
    private static Refusal constant(FunctionLowering function, ExpressionTree tree, VariableElement field) {
        var type = function.mapped(tree, () -> function.unit.types().of(field));
        throw new IllegalStateException("`" + field + "` is a constant `" + type.text() + "` without a value");
    }

    private static Refusal unknown(FunctionLowering function, Tree tree, VariableElement field) {
        return function.refuse(
                tree,
                INVALID_FIELD,
                "`" + field.getSimpleName() + "` belongs to `"
                        + Owners.of(field).getSimpleName() + "`",
                "move it into this class, or make it a constant");
    }
}

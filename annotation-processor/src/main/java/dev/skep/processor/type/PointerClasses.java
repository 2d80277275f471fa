package dev.skep.processor.type;

import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.BpfType;
import dev.skep.ir.StructType;
import dev.skep.lang.ArenaPtr;
import dev.skep.lang.KernelType;
import dev.skep.lang.Ptr;
import dev.skep.lang.Struct;
import dev.skep.lang.Union;
import dev.skep.processor.type.JavaType.ArenaClass;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.KptrClass;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.JavaType.StructClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Reads the types of pointers: {@code Ptr}, {@code ArenaPtr}, {@code Kptr} and {@code KptrUntrusted}. */
final class PointerClasses {
    /** The structs with a destructor, by {@code register_btf_id_dtor_kfuncs}. */
    private static final List<String> KPTR_TARGETS = List.of("task_struct", "cgroup", "bpf_cpumask", "bpf_crypto_ctx");

    private final TypeMapping types;
    private final Composites composites;
    private final List<PtrClass> circular = new ArrayList<>();
    private int readPointees;

    PointerClasses(TypeMapping types, Composites composites) {
        this.types = types;
        this.composites = composites;
    }

    /** The kernel must know how to release what it leads to when the map goes away. */
    KptrClass kptr(DeclaredType type) {
        if (type.getTypeArguments().isEmpty()) throw TypeMapping.unsupported(type);
        var target = types.of(type.getTypeArguments().get(0));
        if (target instanceof KernelClass struct
                && KPTR_TARGETS.contains(struct.layout().name()))
            return new KptrClass(Special.KPTR, struct, struct.layout());
        if (target instanceof StructClass struct) {
            ObjectClasses.require(struct);
            return new KptrClass(Special.KPTR, struct, struct.memory());
        }
        throw new UnmappableException(
                DiagnosticCode.SPECIAL_FIELD,
                null,
                "the kernel keeps no pointer to a `" + target.text() + "` in values of maps",
                "let it lead to a @Struct class, or to a @KernelType class of one of "
                        + String.join(", ", KPTR_TARGETS));
    }

    /** Nothing is released, so that any struct of the kernel will do. */
    KptrClass untrusted(DeclaredType type) {
        if (type.getTypeArguments().isEmpty()) throw TypeMapping.unsupported(type);
        var target = types.of(type.getTypeArguments().get(0));
        if (target instanceof KernelClass struct && struct.layout().name().equals(struct.kernelName()))
            return new KptrClass(Special.KPTR_UNTRUSTED, struct, struct.layout());
        throw new UnmappableException(
                DiagnosticCode.SPECIAL_FIELD,
                null,
                "the kernel knows no struct of the name of a `" + target.text() + "`",
                "let it lead to a @KernelType class without a name of the program's own behind three underscores");
    }

    /** In a struct that is being read the name of another one must do for BTF, since it may lead back. */
    PtrClass pointer(TypeMirror target) {
        var element = target instanceof DeclaredType declared ? (TypeElement) declared.asElement() : null;
        if (element == null) throw TypeMapping.unsupported(target);
        var struct = element.getAnnotation(KernelType.class);
        var name = element.getSimpleName().toString();
        if (struct != null) return pointer(name, new BpfType.StructReference(struct.value()), target);
        if (composites.areUnderway() && isComposite(element) && !types.isKnown(element)) {
            var pointer = pointer(name, new BpfType.StructReference(Names.of(element)), target);
            circular.add(pointer);
            return pointer;
        }
        if (types.of(target) instanceof Stored stored
                && (stored instanceof Composite || stored instanceof CellClass || stored instanceof PtrClass))
            return pointer(stored.text(), stored.memory(), target);
        throw new UnmappableException(
                DiagnosticCode.UNSUPPORTED_TYPE,
                null,
                "a `Ptr` leads to structs, records, cells and pointers, not to `" + target + "`");
    }

    /** What it leads to lies in the arena, and belongs to the program. */
    ArenaClass intoArena(TypeMirror target) {
        var element = target instanceof DeclaredType declared ? declared.asElement() : null;
        var isPointer = element != null
                && Set.of(Ptr.class.getName(), ArenaPtr.class.getName()).contains(element.toString());
        if (!isPointer && (element == null || element.getAnnotation(KernelType.class) == null))
            return new ArenaClass(pointer(target));
        throw new UnmappableException(
                DiagnosticCode.UNSUPPORTED_TYPE,
                null,
                "an `ArenaPtr` leads to structs, records and cells, not to `" + target + "`");
    }

    private static boolean isComposite(TypeElement element) {
        return element.getKind() == ElementKind.RECORD
                || element.getAnnotation(Struct.class) != null
                || element.getAnnotation(Union.class) != null;
    }

    /** Reads what the pointers in structs lead to, when those structs have been read. */
    void readPointees() {
        while (!composites.areUnderway() && readPointees < circular.size())
            circular.get(readPointees++).target();
    }

    private PtrClass pointer(String text, BpfType pointee, TypeMirror target) {
        return new PtrClass("Ptr<" + text + ">", pointee, () -> types.of(target));
    }

    /** Returns the structs that others know by name only, since a pointer in them leads back to where they began. */
    List<StructType> circular() {
        List<StructType> structs = new ArrayList<>();
        for (var pointer : circular)
            if (pointer.target() instanceof Composite composite) structs.add(composite.memory());
        return structs;
    }
}

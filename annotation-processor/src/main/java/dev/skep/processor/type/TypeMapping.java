package dev.skep.processor.type;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.util.Trees;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.StructType;
import dev.skep.kernel.ContextStruct;
import dev.skep.lang.ArenaPtr;
import dev.skep.lang.BigEndian;
import dev.skep.lang.BpfConntrack;
import dev.skep.lang.BpfDynptr;
import dev.skep.lang.BpfReference;
import dev.skep.lang.BpfResSpinLock;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Contains;
import dev.skep.lang.KernelContext;
import dev.skep.lang.KernelType;
import dev.skep.lang.Kptr;
import dev.skep.lang.KptrUntrusted;
import dev.skep.lang.Packet;
import dev.skep.lang.Ptr;
import dev.skep.lang.Socket;
import dev.skep.lang.Struct;
import dev.skep.lang.Union;
import dev.skep.lang.Unsigned;
import dev.skep.processor.type.JavaType.ArenaClass;
import dev.skep.processor.type.JavaType.ArrayClass;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.JavaType.EntryClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.JavaType.ReferenceClass;
import dev.skep.processor.type.JavaType.SlotClass;
import dev.skep.processor.type.JavaType.SpecialClass;
import dev.skep.processor.type.JavaType.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Java types and the annotations on them, read as what they are in the kernel. Each class is read once. */
public final class TypeMapping {
    // spotless:off
    private static final Map<String, Int> BOXES = Map.of(
            "java.lang.Byte", Int.BYTE, "java.lang.Short", Int.SHORT, "java.lang.Character", Int.CHAR,
            "java.lang.Integer", Int.INT, "java.lang.Long", Int.LONG);

    private static final Map<String, Int> CELLS = Map.of(
            "dev.skep.lang.U8", Int.UBYTE, "dev.skep.lang.U16", Int.USHORT, "dev.skep.lang.U32", Int.UINT, "dev.skep.lang.U64", Int.ULONG,
            "dev.skep.lang.S8", Int.BYTE,  "dev.skep.lang.S16", Int.SHORT,  "dev.skep.lang.S32", Int.INT,  "dev.skep.lang.S64", Int.LONG);
    // spotless:on

    private static final Set<String> DYNPTRS =
            Set.of(BpfDynptr.class.getName(), BpfRingBuffer.DynptrSlot.class.getCanonicalName());

    private final Map<TypeElement, JavaType> known = new HashMap<>();
    private final Map<TypeElement, UnmappableException> broken = new HashMap<>();
    private final Composites composites;
    private final Enumerations enumerations;
    private final MapClasses maps;
    private final ObjectClasses objects;
    private final PointerClasses pointers;

    /** What numbers expressions are at compile time. */
    public interface Numbers {
        /** Returns the number that an expression in the body of a class is, empty where it is none. */
        Optional<Long> of(TypeElement type, ExpressionTree tree);

        /** Returns an enum that has been read before, since its source may be gone. */
        default Optional<JavaType.EnumClass> find(TypeElement type) {
            return Optional.empty();
        }
    }

    public TypeMapping(Trees trees, Elements elements, Numbers numbers) {
        this.composites = new Composites(this, trees, elements);
        this.enumerations = new Enumerations(this, trees, numbers);
        this.maps = new MapClasses(this);
        this.objects = new ObjectClasses(this);
        this.pointers = new PointerClasses(this, composites);
    }

    /** Returns the type of a variable, parameter, component or field. */
    public JavaType of(VariableElement declared) {
        return of(declared, declared.asType());
    }

    /** Returns the type of what a method returns. */
    public JavaType result(ExecutableElement method) {
        return of(method, method.getReturnType());
    }

    /** Returns what a type that is written in a declaration stands for. */
    public JavaType of(Element declared, TypeMirror type) {
        var contains = declared.getAnnotation(Contains.class);
        if (contains != null) return objects.named(type, contains.value());
        return of(type, declared.getAnnotation(Unsigned.class) != null);
    }

    /** Returns what a type that is written without a declaration stands for. */
    public JavaType of(TypeMirror type) {
        return of(type, false);
    }

    /** The same, with {@code @Unsigned} in front of it or not. */
    public JavaType of(TypeMirror type, boolean unsigned) {
        if (type instanceof ArrayType array)
            return new ArrayClass(of(array.getComponentType(), unsigned || unsigned(type)));
        var mapped = mapped(type);
        var withoutSign = unsigned || unsigned(type);
        return withoutSign && mapped instanceof Int integer ? integer.withoutSign() : mapped;
    }

    /** Returns the type of keys by the type argument of a map; only there a boxed integer stands for the integer. */
    Stored argument(TypeMirror type) {
        var box = type instanceof DeclaredType declared ? BOXES.get(qualifiedName(declared)) : null;
        if (box == null) return held(of(type));
        return unsigned(type) ? box.withoutSign() : box;
    }

    /** Returns the type of keys or values of a map. */
    Stored held(JavaType type) {
        if (type instanceof ArenaClass)
            throw new UnmappableException(
                    DiagnosticCode.UNSUPPORTED_TYPE,
                    null,
                    "a `" + type.text() + "` is no key and no value by itself",
                    "put it into a @Struct class");
        if (!(type instanceof PtrClass)) return stored(type, null);
        throw new UnmappableException(
                DiagnosticCode.POINTER_LEAK, null, "a `" + type.text() + "` in a map is forgotten by the verifier");
    }

    /** Returns the type of something that lies in memory. */
    Stored stored(JavaType type, @Nullable Element culprit) {
        if (type instanceof Stored stored) return stored;
        throw new UnmappableException(
                DiagnosticCode.UNSUPPORTED_TYPE, culprit, "`" + type.text() + "` cannot lie in memory");
    }

    /** Returns a struct or record by the class that declares it. */
    Composite composite(TypeMirror type) {
        if (of(type) instanceof Composite composite) return composite;
        throw new UnmappableException(
                DiagnosticCode.UNSUPPORTED_TYPE, null, "`" + type + "` is no @Struct class and no record");
    }

    /** Returns whether a type is the box of an integer. */
    public static boolean isBox(TypeMirror type) {
        return type instanceof DeclaredType declared && BOXES.containsKey(qualifiedName(declared));
    }

    /** Returns whether a type is that of everything, which a parameter of a method in place may have: its type is that of the argument. */
    public static boolean isAnything(TypeMirror type) {
        return type instanceof DeclaredType declared && qualifiedName(declared).equals(Object.class.getName());
    }

    /** Returns whether a field's bytes lie in network order. */
    public static boolean bigEndian(Element field) {
        return field.getAnnotation(BigEndian.class) != null;
    }

    private static boolean unsigned(AnnotatedConstruct type) {
        return type.getAnnotationMirrors().stream().anyMatch(TypeMapping::isUnsigned);
    }

    private static boolean isUnsigned(AnnotationMirror annotation) {
        return qualifiedName(annotation.getAnnotationType()).equals(Unsigned.class.getName());
    }

    private static String qualifiedName(DeclaredType type) {
        return ((TypeElement) type.asElement()).getQualifiedName().toString();
    }

    private JavaType mapped(TypeMirror type) {
        return switch (type.getKind()) {
            case BOOLEAN -> Int.BOOLEAN;
            case BYTE -> Int.BYTE;
            case SHORT -> Int.SHORT;
            case CHAR -> Int.CHAR;
            case INT -> Int.INT;
            case LONG -> Int.LONG;
            case VOID -> Other.VOID;
            case NULL -> Other.NULL;
            case DECLARED -> declared((DeclaredType) type);
            default -> throw unsupported(type);
        };
    }

    private JavaType declared(DeclaredType type) {
        var element = (TypeElement) type.asElement();
        var name = element.getQualifiedName().toString();
        var content = CELLS.get(name);
        if (content != null) return new CellClass(element.getSimpleName().toString(), content);
        if (name.equals(Kptr.class.getName())) return pointers.kptr(type);
        if (name.equals(KptrUntrusted.class.getName())) return pointers.untrusted(type);
        var special = Special.of(name);
        if (special.isPresent())
            return special.get().isRoot() ? objects.root(special.get(), type, null) : new SpecialClass(special.get());
        if (name.equals(String.class.getName())) return Other.STRING;
        if (name.equals(Packet.class.getName())) return Other.PACKET;
        if (name.equals(Socket.class.getName())) return Other.SOCKET;
        if (DYNPTRS.contains(name)) return Other.DYNPTR;
        if (name.equals(BpfResSpinLock.Held.class.getCanonicalName())) return Other.HELD;
        if (name.equals(BpfRingBuffer.Slot.class.getCanonicalName()))
            return new SlotClass(composite(type.getTypeArguments().get(0)));
        if (name.equals(BpfReference.class.getName())
                && !type.getTypeArguments().isEmpty())
            return new ReferenceClass(of(type.getTypeArguments().get(0)));
        if (name.equals(BpfConntrack.Entry.class.getCanonicalName())
                && !type.getTypeArguments().isEmpty())
            return new EntryClass(of(type.getTypeArguments().get(0)));
        if (name.equals(Ptr.class.getName()) && !type.getTypeArguments().isEmpty())
            return pointers.pointer(type.getTypeArguments().get(0));
        if (name.equals(ArenaPtr.class.getName()) && !type.getTypeArguments().isEmpty())
            return pointers.intoArena(type.getTypeArguments().get(0));
        Optional<JavaType> map = maps.find(name, type);
        if (map.isPresent()) return map.get();
        return declaration(element, type);
    }

    /** Not {@code computeIfAbsent}: reading one class may need another. */
    private JavaType declaration(TypeElement element, TypeMirror use) {
        var before = known.get(element);
        if (before != null) return before;
        var failure = broken.get(element);
        if (failure != null) throw failure;
        try {
            var read = read(element, use);
            known.put(element, read);
            pointers.readPointees();
            return read;
        } catch (UnmappableException e) {
            composites.leave(element);
            broken.put(element, e);
            throw e;
        }
    }

    private JavaType read(TypeElement element, TypeMirror use) {
        var context = element.getAnnotation(KernelContext.class);
        if (context != null) return context(element, context);
        if (element.getKind() == ElementKind.ENUM) return enumerations.read(element);
        if (element.getKind() == ElementKind.RECORD) return composites.record(element);
        var ofTheKernel = element.getAnnotation(KernelType.class);
        if (ofTheKernel != null) return new KernelStructs(this, composites).read(element, ofTheKernel);
        if (element.getAnnotation(Struct.class) != null || element.getAnnotation(Union.class) != null)
            return composites.struct(element);
        throw unsupported(use);
    }

    private static JavaType context(TypeElement element, KernelContext context) {
        return new ContextClass(
                element.getSimpleName().toString(),
                ContextStruct.of(context.value()).orElse(null),
                context.pointer() ? ContextClass.Origin.LED_TO : ContextClass.Origin.HANDED_OVER);
    }

    /** Returns the array that a field of a context is. */
    public ArrayOf array(VariableElement field) {
        var element = of(field, ((ArrayType) field.asType()).getComponentType());
        return Lengths.of(field).orElseThrow().array(stored(element, field));
    }

    static UnmappableException unsupported(TypeMirror type) {
        var message =
                switch (type.getKind()) {
                    case FLOAT, DOUBLE -> "`" + type + "` is floating point";
                    default -> "`" + type + "` is no type that BPF programs know";
                };
        var instead = TypeWords.instead(type);
        return instead.isEmpty()
                ? new UnmappableException(DiagnosticCode.UNSUPPORTED_TYPE, null, message)
                : new UnmappableException(DiagnosticCode.UNSUPPORTED_TYPE, null, message, instead);
    }

    /** Returns the structs that others know by name only, since a pointer in them leads back to where they began. */
    public List<StructType> circular() {
        return pointers.circular();
    }

    /** Returns whether a class has been read. */
    boolean isKnown(TypeElement element) {
        return known.containsKey(element);
    }

    /** Returns whether a type is an array. */
    public static boolean isArray(TypeMirror type) {
        return type.getKind() == TypeKind.ARRAY;
    }
}

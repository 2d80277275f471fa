package dev.skep.processor;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.ArenaClass;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.Field;
import dev.skep.processor.type.JavaType.NetworkInt;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.JavaType.SpecialType;
import dev.skep.processor.type.JavaType.Stored;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes the view of a struct or record: a class with a method for each field, over a buffer that it does not copy. */
final class ViewWriter {
    /** What a view has anyway. */
    private static final Set<String> TAKEN = Set.of(
            "bytes",
            "of",
            "allocate",
            "getClass",
            "notify",
            "notifyAll",
            "wait",
            "hashCode",
            "toString",
            "clone",
            "finalize");

    private final ClassName home;
    private final Composite composite;
    private final ClassName name;
    private final TypeSpec.Builder view;

    private ViewWriter(ClassName home, Composite composite) {
        this.home = home;
        this.composite = composite;
        this.name = name(home, composite);
        this.view = TypeSpec.classBuilder(name);
    }

    /** Returns what the view of a type is called. */
    static ClassName name(ClassName home, Composite composite) {
        return home.nestedClass(composite.text() + "View");
    }

    /** Returns the view of a type. */
    static TypeSpec write(ClassName home, Composite composite) {
        return new ViewWriter(home, composite).write();
    }

    private TypeSpec write() {
        var size = composite.memory().size();
        view.addJavadoc(
                        "A {@code $L} in memory, as the kernel on this machine lays it out: $L bytes. Nothing is copied.\n",
                        composite.text(),
                        size)
                .addModifiers(PUBLIC, STATIC, FINAL)
                .addField(FieldSpec.builder(TypeName.INT, "SIZE", PUBLIC, STATIC, FINAL)
                        .addJavadoc("How many bytes it has.\n")
                        .initializer("$L", size)
                        .build())
                .addField(ByteBuffer.class, "bytes", PRIVATE, FINAL)
                .addField(ByteBuffer.class, "network", PRIVATE, FINAL)
                .addMethod(constructor())
                .addMethod(of())
                .addMethod(allocate())
                .addMethod(bytes());
        composite.fields().forEach(this::field);
        return view.addMethod(text()).build();
    }

    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addModifiers(PRIVATE)
                .addParameter(ByteBuffer.class, "bytes")
                .addStatement("this.bytes = bytes.order($T.nativeOrder())", ByteOrder.class)
                .addStatement("this.network = bytes.duplicate().order($T.BIG_ENDIAN)", ByteOrder.class)
                .build();
    }

    private MethodSpec of() {
        return MethodSpec.methodBuilder("of")
                .addJavadoc("Returns what lies at the position of a buffer, which stays where it is.\n")
                .addModifiers(PUBLIC, STATIC)
                .returns(name)
                .addParameter(ByteBuffer.class, "buffer")
                .addStatement("return new $T(buffer.slice(buffer.position(), SIZE))", name)
                .build();
    }

    private MethodSpec allocate() {
        return MethodSpec.methodBuilder("allocate")
                .addJavadoc("Returns a new one, all zero.\n")
                .addModifiers(PUBLIC, STATIC)
                .returns(name)
                .addStatement("return new $T($T.allocate(SIZE))", name, ByteBuffer.class)
                .build();
    }

    private static MethodSpec bytes() {
        return MethodSpec.methodBuilder("bytes")
                .addJavadoc("Returns the memory itself, from its first byte to its last.\n")
                .addModifiers(PUBLIC)
                .returns(ByteBuffer.class)
                .addStatement("return bytes.duplicate().order($T.nativeOrder())", ByteOrder.class)
                .build();
    }

    /** What the kernel keeps for itself reads as zeroes outside. */
    private void field(Field field) {
        if (field.type() instanceof SpecialType) return;
        if (field.bits() != null) BitAccessors.of(field).ifPresent(each -> view.addMethods(each.methods(name)));
        else if (field.type() instanceof Composite inner) nested(field, inner);
        else if (field.type() instanceof ArrayOf array) array(field, array);
        else if (integer(field.type()) != null) integer(field, Objects.requireNonNull(integer(field.type())));
        else raw(field, field.type());
    }

    /** Returns the integer that lies there; null where there is none. */
    static @Nullable Int integer(Stored type) {
        if (type instanceof CellClass cell) return cell.content();
        if (type instanceof PtrClass || type instanceof ArenaClass) return Int.ULONG;
        return type.integer().orElse(null);
    }

    private void integer(Field field, Int integer) {
        var buffer = field.bigEndian() ? "network" : "bytes";
        var offset = CodeBlock.of("$L", field.offset());
        view.addMethod(getter(field)
                .returns(Scalars.type(integer))
                .addStatement("return $L", Scalars.read(integer, buffer, offset))
                .build());
        view.addMethod(setter(field)
                .addParameter(Scalars.type(integer), "value")
                .addCode(Scalars.write(integer, buffer, offset))
                .addStatement("return this")
                .build());
    }

    private void nested(Field field, Composite inner) {
        var type = name(home, inner);
        view.addMethod(getter(field)
                .returns(type)
                .addStatement("return new $T(bytes.slice($L, $T.SIZE))", type, field.offset(), type)
                .build());
    }

    private void raw(Field field, Stored type) {
        view.addMethod(getter(field)
                .returns(ByteBuffer.class)
                .addStatement(
                        "return bytes.slice($L, $L).order($T.nativeOrder())",
                        field.offset(),
                        type.memory().size(),
                        ByteOrder.class)
                .build());
    }

    private void array(Field field, ArrayOf array) {
        var element = Elements.of(field, array);
        var integer = integer(element.type());
        if (element.isText()) {
            view.addMethod(element.indexed(getter(field))
                    .returns(ByteBuffer.class)
                    .addStatement(
                            "return bytes.slice($L, $L).order($T.nativeOrder())",
                            element.offset(),
                            element.type().memory().size(),
                            ByteOrder.class)
                    .build());
            view.addMethods(new TextAccessors(name, field, element).methods());
        } else if (integer != null) {
            elements(field, element, integer);
        } else if (element.type() instanceof Composite inner) {
            var type = name(home, inner);
            view.addMethod(element.indexed(getter(field))
                    .returns(type)
                    .addStatement("return new $T(bytes.slice($L, $T.SIZE))", type, element.offset(), type)
                    .build());
        } else {
            raw(field, array);
        }
    }

    private void elements(Field field, Elements element, Int integer) {
        var buffer = element.type() instanceof NetworkInt ? "network" : "bytes";
        view.addMethod(element.indexed(getter(field))
                .returns(Scalars.type(integer))
                .addStatement("return $L", Scalars.read(integer, buffer, element.offset()))
                .build());
        view.addMethod(element.indexed(setter(field))
                .addParameter(Scalars.type(integer), "value")
                .addCode(Scalars.write(integer, buffer, element.offset()))
                .addStatement("return this")
                .build());
    }

    private MethodSpec.Builder getter(Field field) {
        return MethodSpec.methodBuilder(accessor(field.name()))
                .addJavadoc("Returns {@code $L}.\n", field.name())
                .addModifiers(PUBLIC);
    }

    private MethodSpec.Builder setter(Field field) {
        return MethodSpec.methodBuilder(accessor(field.name()))
                .addJavadoc("Sets {@code $L}.\n", field.name())
                .addModifiers(PUBLIC)
                .returns(name);
    }

    static String accessor(String field) {
        return TAKEN.contains(field) ? field + "_" : field;
    }

    private MethodSpec text() {
        var text = CodeBlock.builder().add("return $S", composite.text() + "[");
        var separator = "";
        for (var field : composite.fields()) {
            if (field.bits() != null && BitAccessors.of(field).isEmpty()) continue;
            if (field.type() instanceof SpecialType) continue;
            var isText = field.type() instanceof ArrayOf array
                    && (array.element() == Int.BYTE || array.element() == Int.UBYTE);
            if (field.type() instanceof ArrayOf && !isText) continue;
            var accessor = isText ? accessor(field.name()) + "Text" : accessor(field.name());
            text.add(" + $S + $L()", separator + field.name() + "=", accessor);
            separator = ", ";
        }
        return MethodSpec.methodBuilder("toString")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement(text.add(" + $S", "]").build())
                .build();
    }
}

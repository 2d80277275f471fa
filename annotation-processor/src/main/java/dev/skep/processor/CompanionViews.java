package dev.skep.processor;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.skep.kernel.MapType;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.ArenaClass;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.TypeMapping;
import dev.skep.processor.type.UnmappableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/**
 * The class of a companion that reads and writes what programs share with user space: keys and values of maps, records of ring buffers,
 * global structs, what these lead to in the arena, and the memory that some programs are handed. A declaration that is wrong is left out here;
 * the compiler says what is wrong with it.
 */
final class CompanionViews {
    private final TypeMapping types;
    private final ClassName home;
    private final TypeSpec.Builder views;
    private final Map<String, Composite> composites = new LinkedHashMap<>();
    private final Set<String> methods = new LinkedHashSet<>();

    CompanionViews(TypeMapping types, ClassName companion) {
        this.types = types;
        this.home = companion.nestedClass("Views");
        this.views = TypeSpec.classBuilder(home)
                .addJavadoc("What programs share with user space, over buffers that are not copied.\n")
                .addModifiers(PUBLIC, STATIC, FINAL)
                .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    }

    /** Adds what a static field leads to. */
    void add(VariableElement field) {
        try {
            var name = field.getSimpleName().toString();
            var type = types.of(field);
            if (type instanceof MapClass map) add(name, map);
            else if (type instanceof Composite composite) add(name, "the global", composite);
            else if (type instanceof ArenaClass pointer) collect(pointer);
        } catch (UnmappableException wrong) {
            // is refused where it stands
        }
    }

    /** Adds the memory that user space hands to a program. */
    void add(ExecutableElement program) {
        try {
            for (var parameter : program.getParameters())
                if (types.of(parameter) instanceof Composite composite)
                    add(program.getSimpleName() + "Memory", "the memory for", composite);
        } catch (UnmappableException wrong) {
            // is refused where it stands
        }
    }

    TypeSpec build() {
        composites.values().forEach(composite -> views.addType(ViewWriter.write(home, composite)));
        return views.build();
    }

    private void add(String name, MapClass map) {
        if (map.kind() == MapType.ARENA) return;
        if (map.kind() == MapType.RINGBUF) {
            add(name + "Record", "a record of", map.value());
            return;
        }
        if (map.key() != null) add(name + "Key", "a key of", map.key());
        add(name + "Value", "a value of", map.value());
    }

    private void add(String method, String what, Stored type) {
        if (type instanceof Composite composite
                && !composite.equals(composites.getOrDefault(composite.text(), composite))) return;
        if (!methods.add(method)) return;
        var integer = ViewWriter.integer(type);
        if (type instanceof Composite composite) view(method, what, composite);
        else if (integer != null) number(method, what, integer);
    }

    private void view(String method, String what, Composite composite) {
        collect(composite);
        var type = ViewWriter.name(home, composite);
        views.addMethod(MethodSpec.methodBuilder(method)
                .addJavadoc("Returns $L {@code $L}, at the position of a buffer.\n", what, subject(method))
                .addModifiers(PUBLIC, STATIC)
                .returns(type)
                .addParameter(ByteBuffer.class, "buffer")
                .addStatement("return $T.of(buffer)", type)
                .build());
    }

    private void number(String method, String what, Int integer) {
        views.addMethod(MethodSpec.methodBuilder(method)
                .addJavadoc("Returns $L {@code $L}, at the position of a buffer.\n", what, subject(method))
                .addModifiers(PUBLIC, STATIC)
                .returns(Scalars.type(integer))
                .addParameter(ByteBuffer.class, "buffer")
                .addStatement(
                        "$T bytes = buffer.duplicate().order($T.nativeOrder())", ByteBuffer.class, ByteOrder.class)
                .addStatement("return $L", Scalars.read(integer, "bytes", CodeBlock.of("bytes.position()")))
                .build());
        views.addMethod(MethodSpec.methodBuilder(method)
                .addJavadoc("Returns the bytes of $L {@code $L}.\n", what, subject(method))
                .addModifiers(PUBLIC, STATIC)
                .returns(ByteBuffer.class)
                .addParameter(Scalars.type(integer), "value")
                .addStatement(
                        "$T bytes = $T.allocate($L).order($T.nativeOrder())",
                        ByteBuffer.class,
                        ByteBuffer.class,
                        integer.bits() / Byte.SIZE,
                        ByteOrder.class)
                .addCode(Scalars.write(integer, "bytes", CodeBlock.of("0")))
                .addStatement("return bytes")
                .build());
    }

    private static String subject(String method) {
        return method.replaceFirst("(Key|Value|Record|Memory)$", "");
    }

    private void collect(Stored type) {
        if (type instanceof ArrayOf array) collect(array.element());
        if (type instanceof ArenaClass pointer && pointer.target() instanceof Stored target) collect(target);
        if (!(type instanceof Composite composite) || composites.putIfAbsent(composite.text(), composite) != null)
            return;
        composite.fields().forEach(field -> collect(field.type()));
    }
}

package dev.skep.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Methods of a view that read and write an array of bytes as a text. */
record TextAccessors(ClassName view, Field field, Elements bytes) {
    List<MethodSpec> methods() {
        return List.of(getter(), setter());
    }

    private MethodSpec.Builder accessor() {
        return bytes.indexed(MethodSpec.methodBuilder(ViewWriter.accessor(field.name()) + "Text")
                .addModifiers(Modifier.PUBLIC));
    }

    private int length() {
        return ((ArrayOf) bytes.type()).length();
    }

    private MethodSpec getter() {
        return accessor()
                .addJavadoc("Returns the text in {@code $L}, up to a NUL.\n", field.name())
                .returns(String.class)
                .addStatement("int start = $L", bytes.offset())
                .addStatement("int length = 0")
                .addStatement("while (length < $L && bytes.get(start + length) != 0) length++", length())
                .addStatement("byte[] text = new byte[length]")
                .addStatement("bytes.get(start, text)")
                .addStatement("return new $T(text, $T.UTF_8)", String.class, StandardCharsets.class)
                .build();
    }

    private MethodSpec setter() {
        return accessor()
                .addJavadoc("Puts a text into {@code $L}, and zeroes behind it.\n", field.name())
                .returns(view)
                .addParameter(String.class, "text")
                .addStatement("byte[] utf8 = text.getBytes($T.UTF_8)", StandardCharsets.class)
                .beginControlFlow("if (utf8.length > $L)", length())
                .addStatement(
                        "throw new $T(utf8.length + $S)",
                        IllegalArgumentException.class,
                        " bytes do not fit in " + length())
                .endControlFlow()
                .addStatement("bytes.put($L, $T.copyOf(utf8, $L))", bytes.offset(), Arrays.class, length())
                .addStatement("return this")
                .build();
    }
}

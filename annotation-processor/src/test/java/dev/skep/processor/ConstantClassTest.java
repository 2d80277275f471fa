package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class files that hold texts, read by the JVM and by javac. */
class ConstantClassTest {
    private static final String TEXT = "a\t\"\\\u00e9\u20ac\ud83d\udc1d\u0000\n".repeat(9000);

    @Test
    void areClassesToTheJvm() throws ReflectiveOperationException {
        var bytes = ConstantClass.write("some.Text$$Bpf", TEXT);
        var loader = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) {
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        var fields = loader.loadClass("some.Text$$Bpf").getDeclaredFields();
        assertThat(fields).hasSizeGreaterThan(1);
        assertThat(Arrays.stream(fields).map(ConstantClassTest::value).collect(Collectors.joining()))
                .isEqualTo(TEXT);
    }

    private static String value(java.lang.reflect.Field field) {
        try {
            field.setAccessible(true);
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void areReadWhereJavacFindsClasses(@TempDir Path folder) throws IOException {
        for (var text : List.of(TEXT, "", "short")) {
            Files.createDirectories(folder.resolve("some"));
            Files.write(folder.resolve("some/Text$$Bpf.class"), ConstantClass.write("some.Text$$Bpf", text));
            var source = JavaFileObjects.forSourceString("Empty", "class Empty {}");
            var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                    .getTask(null, null, null, List.of("-cp", folder.toString(), "-proc:none"), null, List.of(source));
            task.analyze();
            var type = task.getElements().getTypeElement("some.Text$$Bpf");
            assertThat(ConstantClass.read(Objects.requireNonNull(type))).isEqualTo(text);
        }
    }
}

package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** Build tools put an environment of their own in front of javac's, and there is no way through it to the bodies of methods. */
class HiddenJavacTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;
            @Bpf(license = "GPL") final class Alpha {
                @Xdp static int program(XdpContext context) { return 7; }
            }
            """;

    @Test
    void saysHowToUnhideIt() {
        var compilation = Compiler.javac()
                .withProcessors(new Wrapped(new BpfProcessor()))
                .compile(JavaFileObjects.forSourceString("Alpha", SOURCE));
        assertThat(compilation.diagnostics()).singleElement().satisfies(said -> {
            assertThat(said.getLineNumber()).isEqualTo(2);
            assertThat(said.getMessage(Locale.ROOT)).isEqualTo("""
                    [SKEP2010] no object for `Alpha`: the build tool hides javac from it
                      why: the bodies of methods are compiled while javac compiles them; there is no other way to read them
                      fix: let it run processors in javac itself; IntelliJ IDEA does so with -Djps.track.ap.dependencies=false\
                     among the VM options of its build process, or when Maven builds for it""");
        });
        assertThat(compilation.status()).isEqualTo(Compilation.Status.FAILURE);
    }

    /** As IntelliJ IDEA does it, and in effect Gradle, for processors that call themselves incremental. */
    private static final class Wrapped extends AbstractProcessor {
        private final Processor inner;

        Wrapped(Processor inner) {
            this.inner = inner;
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            inner.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ProcessingEnvironment.class},
                    (proxy, method, arguments) -> method.invoke(environment, arguments)));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return inner.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return inner.getSupportedSourceVersion();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return inner.process(annotations, round);
        }
    }
}

package dev.skep.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.lang.Bpf;
import dev.skep.processor.source.MessageText;
import java.nio.ByteOrder;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** The annotation processor: {@code META-INF/bpf/<binary name>.bpf.o} and a companion class for each {@link Bpf} class. */
public final class BpfProcessor extends AbstractProcessor {
    /** {@code -Askep.endian=little} or {@code big}: the byte order of the machines that run the objects. */
    public static final String ENDIAN = "skep.endian";

    private @Nullable CompilationListener listener;

    /** Made by javac. */
    public BpfProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("dev.skep.lang.*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(ENDIAN);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        try {
            var task = JavacTask.instance(environment);
            listener = new CompilationListener(environment, Trees.instance(environment), byteOrder(environment));
            task.addTaskListener(listener);
        } catch (IllegalArgumentException notJavac) {
            listener = null;
        }
    }

    @Override
    @SuppressWarnings(
            "DoNotClaimAnnotations") // all of them are ours, and -Xlint:processing warns of those that nobody claims
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        var companions = new CompanionWriter(processingEnv);
        for (var type : ElementFilter.typesIn(round.getElementsAnnotatedWith(Bpf.class))) {
            companions.write(type);
            if (listener == null) refuse(type);
            else listener.announce(type);
        }
        if (round.errorRaised() && listener != null) listener.forget();
        return true;
    }

    private void refuse(TypeElement type) {
        var message = "no object for `" + type.getSimpleName() + "`: this compiler is not javac";
        processingEnv
                .getMessager()
                .printMessage(Diagnostic.Kind.ERROR, MessageText.of(DiagnosticCode.NO_COMPILER, message), type);
    }

    private static ByteOrder byteOrder(ProcessingEnvironment environment) {
        var option = environment.getOptions().getOrDefault(ENDIAN, "little");
        if (!option.equals("little") && !option.equals("big"))
            environment
                    .getMessager()
                    .printMessage(
                            Diagnostic.Kind.ERROR,
                            MessageText.of(
                                    DiagnosticCode.INVALID_OBJECT,
                                    "-A" + ENDIAN + "=" + option + " is no byte order",
                                    "write little or big"));
        return option.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
}

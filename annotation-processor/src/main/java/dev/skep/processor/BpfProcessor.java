package dev.skep.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.compiler.StageListener;
import dev.skep.lang.Bpf;
import dev.skep.lang.KernelTypes;
import dev.skep.processor.source.MessageText;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * The annotation processor: {@code META-INF/bpf/<binary name>.bpf.o} and a companion class for each {@link Bpf} class.
 *
 * <pre>
 * -Askep.btf=FILE                 the types of the kernel that {@code @KernelTypes} reads; without it, those that come along
 * -Askep.btfBase=FILE             the types of the kernel that those of a module go on from
 * -Askep.endian=little|big        the byte order of the machines that run the objects; without it, little
 * -Askep.targetKernel=6.1         the oldest kernel that must take the objects, instead of what {@code @Bpf} says
 * -Askep.machine=x86_64|aarch64   whose registers programs at probes read; without it, x86_64
 * -Askep.mcpu=v1|v2|v3|v4         the level of the instruction set; without it, the newest that the kernel has
 * -Askep.optimize=true|false      whether the optional passes run; without it, they do
 * -Askep.dump=PASS[:FUNCTION],…   lists functions after a pass, as machine code or as final code; {@code list} names the passes
 * -Askep.stats                    slots after each pass, and the registers, spills and owners of the stack of each function
 * </pre>
 */
public final class BpfProcessor extends AbstractProcessor {
    private static final String UNHIDE = "let it run processors in javac itself; IntelliJ IDEA does so with"
            + " -Djps.track.ap.dependencies=false among the VM options of its build process, or when Maven builds for it";

    private final @Nullable Consumer<String> reader;
    private final StageListener observer;
    private @Nullable ProcessorOptions options;
    private @Nullable CompilationListener listener;

    /** Made by javac: reports become notes. */
    public BpfProcessor() {
        this(null, StageListener.NONE);
    }

    /** Gives reports to {@code reader}, each in whole lines, in the order of the classes. */
    public BpfProcessor(Consumer<String> reader) {
        this(reader, StageListener.NONE);
    }

    /** Gives reports to {@code reader}, or to javac as notes, while {@code observer} looks on at each object. */
    BpfProcessor(@Nullable Consumer<String> reader, StageListener observer) {
        this.reader = reader;
        this.observer = observer;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("dev.skep.lang.*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return ProcessorOptions.names();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        var given = new ProcessorOptions(environment.getOptions());
        options = given;
        given.problems().forEach(problem -> report(environment, problem));
        Consumer<String> reports = reader == null ? text -> note(environment, text) : reader;
        given.stages().ifPresent(reports);
        try {
            var task = JavacTask.instance(environment);
            listener = new CompilationListener(
                    environment, Trees.instance(environment), given, new Audience(reports, observer));
            task.addTaskListener(listener);
        } catch (IllegalArgumentException notJavac) {
            listener = null;
        }
    }

    @Override
    @SuppressWarnings(
            "DoNotClaimAnnotations") // all of them are ours, and -Xlint:processing warns of those that nobody claims
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (listener != null && options != null)
            writeKernelTypes(options, ElementFilter.typesIn(round.getElementsAnnotatedWith(KernelTypes.class)));
        var companions = new CompanionWriter(processingEnv);
        for (var type : ElementFilter.typesIn(round.getElementsAnnotatedWith(Bpf.class))) {
            guard(type, () -> companions.write(type));
            if (listener == null) refuse(type);
            else listener.announce(type);
        }
        if (round.errorRaised() && listener != null) listener.forget();
        return true;
    }

    private void writeKernelTypes(ProcessorOptions given, Set<TypeElement> declared) {
        if (declared.isEmpty()) return;
        var writer = new KernelTypeWriter(
                processingEnv, Trees.instance(processingEnv), given.kernelTypes(), !given.hasTypes());
        guard(declared.iterator().next(), () -> writer.write(declared));
    }

    /** javac would end with a stack trace. */
    private void guard(TypeElement type, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | LinkageError fault) {
            new FaultReport(processingEnv).print(type, fault);
        }
    }

    private void refuse(TypeElement type) {
        var nothing = "no object for `" + type.getSimpleName() + "`: ";
        var text = isEclipse()
                ? MessageText.of(DiagnosticCode.NO_COMPILER, nothing + "this compiler is not javac")
                : MessageText.of(DiagnosticCode.NO_COMPILER, nothing + "the build tool hides javac from it", UNHIDE);
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, text, type);
    }

    /** What is no environment of javac's own is that of the other compiler, or a wrapper around javac's. */
    private boolean isEclipse() {
        return processingEnv.getClass().getName().startsWith("org.eclipse.");
    }

    private static void report(ProcessingEnvironment environment, ProcessorOptions.Problem problem) {
        var text = MessageText.of(DiagnosticCode.INVALID_OBJECT, problem.message(), problem.fix());
        environment.getMessager().printMessage(Diagnostic.Kind.ERROR, text);
    }

    private static void note(ProcessingEnvironment environment, String text) {
        environment.getMessager().printMessage(Diagnostic.Kind.NOTE, text);
    }
}

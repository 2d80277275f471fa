package dev.skep.processor;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.compiler.StageListener;
import dev.skep.compiler.report.Report;
import dev.skep.lang.Bpf;
import dev.skep.processor.source.Enums;
import dev.skep.processor.source.MessageText;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * Compiles each {@code @Bpf} class when javac has analysed it, and writes its object when javac starts to generate code for it: javac does
 * that only as long as it found no error, in this class or in one before. So the object goes with the class file; where there is none from
 * this compilation, the object of an earlier one goes. Where javac stops before it analyses anything, both files of an earlier one stay. A failure of our own is kept until then, too, since source that javac refuses may
 * well confuse us.
 */
final class CompilationListener implements TaskListener {
    private final ProcessingEnvironment environment;
    private final Trees trees;
    private final ProcessorOptions options;
    private final ClassTable classes;
    private final ObjectBuilds objects;
    private final Enums enums;
    private final StageListener observer;
    private final FaultReport faults;
    private final Map<TypeElement, Throwable> failures = new HashMap<>();
    private boolean analysed;

    CompilationListener(ProcessingEnvironment environment, Trees trees, ProcessorOptions options, Audience audience) {
        this.environment = environment;
        this.trees = trees;
        this.options = options;
        var files = new ObjectFiles(environment);
        var elements = environment.getElementUtils();
        var earlier = new PrecompiledFiles(elements);
        this.classes = new ClassTable(earlier, type -> trees.getPath(type) != null);
        var members = new ObjectMembers(elements, files, earlier, classes);
        this.objects = new ObjectBuilds(environment, classes, files, members, audience.reader());
        this.observer = audience.observer();
        this.faults = new FaultReport(environment);
        this.enums = new Enums(elements, trees);
    }

    /** Says that an object is wanted from a class that processing has met. */
    void announce(TypeElement type) {
        classes.announce(type, type.getAnnotation(Bpf.class).object());
    }

    /** Says that processing ended with errors, after which javac does not go on. */
    void forget() {
        classes.forget();
    }

    @Override
    public void finished(TaskEvent event) {
        if (event.getKind() == TaskEvent.Kind.ANALYZE && event.getTypeElement() != null) {
            analysed = true;
            analysed(event.getTypeElement());
            var path = trees.getPath(event.getTypeElement());
            if (path != null) LocalClasses.refuse(trees, path);
        } else if (event.getKind() == TaskEvent.Kind.COMPILATION) {
            if (!analysed && !classes.announced().isEmpty()) warnOfNothing();
            objects.removeOld();
        }
    }

    private void warnOfNothing() {
        var message =
                "no object for " + String.join(", ", classes.announced()) + ": javac stopped before it compiled them";
        environment
                .getMessager()
                .printMessage(
                        Diagnostic.Kind.WARNING,
                        MessageText.of(
                                DiagnosticCode.NO_COMPILER,
                                message,
                                "mend what javac reports; where it reports nothing, leave -proc:only out"));
    }

    @Override
    public void started(TaskEvent event) {
        if (event.getKind() == TaskEvent.Kind.GENERATE && event.getTypeElement() != null)
            generate(event.getTypeElement());
    }

    private void generate(TypeElement type) {
        if (type.getAnnotation(Bpf.class) != null) guard(type, () -> objects.generate(type));
        var failure = failures.remove(type);
        if (failure != null) faults.print(type, failure);
    }

    private void analysed(TypeElement type) {
        if (type.getKind() == ElementKind.ENUM) enums.read(type);
        if (type.getAnnotation(Bpf.class) != null && classes.see(type)) compile(type);
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(this::analysed);
    }

    private void compile(TypeElement type) {
        var report =
                new Report(environment.getElementUtils().getBinaryName(type).toString(), options.request());
        var listener = StageListener.both(report.listener(), observer);
        var compiler = new ClassCompiler(environment.getElementUtils(), trees, options, enums, listener);
        guard(type, () -> compiler.lower(type, classes)
                .ifPresentOrElse(source -> objects.add(source, report), () -> objects.show(report)));
        objects.compileReady(part -> guard(type, part));
    }

    /** The outermost edge: whatever goes wrong beyond is our fault, and must not take javac down with it. */
    private void guard(TypeElement type, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            failures.putIfAbsent(type, e);
        }
    }
}

package dev.skep.processor;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.compiler.report.Report;
import dev.skep.lang.Bpf;
import dev.skep.processor.lowering.LoweredClass;
import dev.skep.processor.source.Enums;
import dev.skep.processor.source.MessageText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * Compiles each {@code @Bpf} class when javac has analysed it, and writes its object when javac starts to generate code for it: javac does
 * that only as long as it found no error, in this class or in one before. So the object goes with the class file; where there is none from
 * this compilation, the object of an earlier one goes. A failure of our own is kept until then, too, since source that javac refuses may
 * well confuse us.
 */
final class CompilationListener implements TaskListener {
    private final ProcessingEnvironment environment;
    private final Trees trees;
    private final ProcessorOptions options;
    private final Consumer<String> reports;
    private final ObjectFiles files;
    private final Enums enums;
    private final Set<TypeElement> seen = new LinkedHashSet<>();
    private final Set<TypeElement> written = new HashSet<>();
    private final Set<TypeElement> generated = new HashSet<>();
    private final Map<TypeElement, LoweredSource> lowered = new LinkedHashMap<>();
    private final Map<TypeElement, Report> waiting = new LinkedHashMap<>();
    private final Map<TypeElement, byte[]> objects = new HashMap<>();
    private final Map<TypeElement, Throwable> failures = new HashMap<>();
    private final Set<String> announced = new LinkedHashSet<>();
    private boolean analysed;

    CompilationListener(
            ProcessingEnvironment environment, Trees trees, ProcessorOptions options, Consumer<String> reports) {
        this.environment = environment;
        this.trees = trees;
        this.options = options;
        this.reports = reports;
        this.files = new ObjectFiles(environment);
        this.enums = new Enums(environment.getElementUtils(), trees);
    }

    /** Says that an object is wanted from a class that processing has met. */
    void announce(TypeElement type) {
        announced.add(type.getQualifiedName().toString());
    }

    /** Says that processing ended with errors, after which javac does not go on. */
    void forget() {
        announced.clear();
    }

    @Override
    public void finished(TaskEvent event) {
        if (event.getKind() == TaskEvent.Kind.ANALYZE && event.getTypeElement() != null) {
            analysed = true;
            analysed(event.getTypeElement());
            var path = trees.getPath(event.getTypeElement());
            if (path != null) LocalClasses.refuse(trees, path);
        } else if (event.getKind() == TaskEvent.Kind.COMPILATION) {
            if (!analysed && !announced.isEmpty()) warnOfNothing();
            for (var type : seen) if (!written.contains(type)) files.removeOld(type);
        }
    }

    private void warnOfNothing() {
        var message = "no object for " + String.join(", ", announced) + ": javac stopped before it compiled them";
        environment
                .getMessager()
                .printMessage(Diagnostic.Kind.WARNING, MessageText.of(DiagnosticCode.NO_COMPILER, message));
    }

    @Override
    public void started(TaskEvent event) {
        if (event.getKind() == TaskEvent.Kind.GENERATE && event.getTypeElement() != null)
            generate(event.getTypeElement());
    }

    private void analysed(TypeElement type) {
        if (type.getKind() == ElementKind.ENUM) enums.read(type);
        if (type.getAnnotation(Bpf.class) != null && seen.add(type)) compile(type);
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(this::analysed);
    }

    private void compile(TypeElement type) {
        var report =
                new Report(environment.getElementUtils().getBinaryName(type).toString(), options.request());
        var compiler = new ClassCompiler(environment.getElementUtils(), trees, options, enums, report.listener());
        guard(type, () -> compiler.lower(type, this::isAnnounced).ifPresent(source -> {
            lowered.put(type, source);
            waiting.put(type, report);
        }));
        if (!lowered.containsKey(type)) show(report);
        for (var ready : List.copyOf(waiting.keySet())) if (isReady(ready)) finish(ready);
    }

    /** Returns whether all that a class uses is there; what is in no object but those of others waits for the last of them. */
    private boolean isReady(TypeElement type) {
        var source = lowered(type);
        var missing = LinkClasses.needed(source.lowered(), classes()).isEmpty();
        return !missing && (!source.isLibrary() || seen.size() >= announced.size());
    }

    private boolean isAnnounced(TypeElement type) {
        return announced.contains(type.getQualifiedName().toString());
    }

    private LoweredSource lowered(TypeElement type) {
        return Optional.ofNullable(lowered.get(type)).orElseThrow();
    }

    private Map<TypeElement, LoweredClass> classes() {
        Map<TypeElement, LoweredClass> classes = new HashMap<>();
        lowered.forEach((type, source) -> classes.put(type, source.lowered()));
        return classes;
    }

    private void finish(TypeElement type) {
        var report = Optional.ofNullable(waiting.remove(type)).orElseThrow();
        var source = lowered(type);
        if (source.isLibrary() && isUsed(type)) return;
        guard(type, () -> source.compile(lowered).ifPresent(object -> objects.put(type, object)));
        show(report);
        if (generated.contains(type)) write(type);
    }

    private void show(Report report) {
        var text = report.text();
        if (!text.isEmpty()) reports.accept(text);
    }

    private boolean isUsed(TypeElement type) {
        return lowered.values().stream()
                .anyMatch(other -> other.lowered().imports().containsValue(type));
    }

    /** The outermost edge: whatever goes wrong beyond is our fault, and must not take javac down with it. */
    private void guard(TypeElement type, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | StackOverflowError e) {
            failures.put(type, e);
        }
    }

    private void generate(TypeElement type) {
        generated.add(type);
        write(type);
    }

    private void write(TypeElement type) {
        var failure = failures.remove(type);
        if (failure != null) report(type, failure);
        var object = objects.remove(type);
        if (object != null && files.write(type, object)) written.add(type);
    }

    private void report(TypeElement type, Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        var text = MessageText.of(DiagnosticCode.INTERNAL, "`" + type + "` could not be compiled: " + failure);
        environment.getMessager().printMessage(Diagnostic.Kind.ERROR, text + "\n" + trace, type);
    }
}

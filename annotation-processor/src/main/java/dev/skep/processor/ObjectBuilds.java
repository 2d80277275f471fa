package dev.skep.processor;

import dev.skep.compiler.report.Report;
import dev.skep.processor.lowering.LoweredClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/**
 * The objects of a build: each is compiled when javac has analysed all that it is made of, and written when javac generates code for the last of
 * its classes.
 */
final class ObjectBuilds {
    private final ProcessingEnvironment environment;
    private final ClassTable classes;
    private final ObjectFiles files;
    private final ObjectMembers members;
    private final Consumer<String> reports;
    private final Map<String, List<Waiting>> waiting = new LinkedHashMap<>();
    private final Map<String, Compiled> compiled = new HashMap<>();
    private final Set<TypeElement> generated = new HashSet<>();
    private final Set<String> written = new HashSet<>();

    private record Waiting(LoweredSource source, Report report) {}

    private record Compiled(byte[] bytes, String object, List<TypeElement> types, List<LoweredClass> others) {}

    ObjectBuilds(
            ProcessingEnvironment environment,
            ClassTable classes,
            ObjectFiles files,
            ObjectMembers members,
            Consumer<String> reports) {
        this.environment = environment;
        this.classes = classes;
        this.files = files;
        this.members = members;
        this.reports = reports;
    }

    /** Takes a class that is lowered. */
    void add(LoweredSource source, Report report) {
        classes.add(source);
        if (members.mayJoin(source))
            waiting.computeIfAbsent(name(source.lowered().type()), name -> new ArrayList<>())
                    .add(new Waiting(source, report));
    }

    private String name(TypeElement type) {
        return ObjectFiles.name(environment, type);
    }

    /** Compiles the objects whose classes are all there, with all that they use; {@code guard} runs what may fail through our own fault. */
    void compileReady(Consumer<Runnable> guard) {
        for (var name : List.copyOf(waiting.keySet())) {
            var parts = waiting.getOrDefault(name, List.of());
            var first = parts.get(0).source;
            if (parts.size() < Math.max(1, classes.members(first.object()).size())
                    && !first.object().isEmpty()) continue;
            guard.accept(() -> compileIfReady(name, parts));
        }
    }

    private void compileIfReady(String name, List<Waiting> parts) {
        var sources = parts.stream()
                .map(Waiting::source)
                .sorted(Comparator.comparing(
                        source -> source.lowered().type().getQualifiedName().toString()))
                .toList();
        var first = sources.get(0);
        var type = first.lowered().type();
        if (first.isLibrary() && !classes.hasSeenAll()) return;
        var others = first.object().isEmpty() ? Optional.of(List.<LoweredClass>of()) : members.earlier(first);
        var object = others.map(earlier -> new CompileObject(name, sources, earlier, classes));
        if (object.isPresent() && !object.get().isComplete()) return;
        waiting.remove(name);
        if (object.isEmpty() || (first.isLibrary() && (first.isForOthers() || classes.isUsed(type)))) return;
        var types = sources.stream().map(source -> source.lowered().type()).toList();
        object.get()
                .bytes()
                .ifPresent(
                        bytes -> compiled.put(name, new Compiled(bytes, first.object(), types, others.orElseThrow())));
        for (var part : parts) show(part.report);
        write(name);
    }

    /** Gives a report to who reads it. */
    void show(Report report) {
        var text = report.text();
        if (!text.isEmpty()) reports.accept(text);
    }

    /** Takes note that javac generates code for a class, and so found no error yet. */
    void generate(TypeElement type) {
        generated.add(type);
        classes.source(type.getQualifiedName().toString()).ifPresent(this::writePrecompiled);
        write(name(type));
    }

    private void writePrecompiled(LoweredSource source) {
        var type = source.lowered().type();
        var name = precompiled(type);
        var path = PrecompiledFiles.path(name);
        var content = ConstantClass.write(name, source.precompiled().text());
        if (files.write(path, content, List.of(type))) written.add(path);
    }

    private String precompiled(TypeElement type) {
        return PrecompiledFiles.name(binaryName(type));
    }

    private String binaryName(TypeElement type) {
        return environment.getElementUtils().getBinaryName(type).toString();
    }

    private void write(String name) {
        var object = compiled.get(name);
        if (object == null || !generated.containsAll(object.types)) return;
        compiled.remove(name);
        var path = ObjectFiles.path(name);
        if (!files.write(path, object.bytes, object.types)) return;
        written.add(path);
        if (!object.object.isEmpty()) members.write(object.object, object.types, object.others);
    }

    /** Removes what earlier builds made of the classes of this one, and this one did not make. */
    void removeOld() {
        for (var type : classes.seen())
            for (var path : List.of(
                    ObjectFiles.path(name(type)),
                    ObjectFiles.path(binaryName(type)),
                    PrecompiledFiles.path(precompiled(type)))) if (!written.contains(path)) files.removeOld(path);
    }
}

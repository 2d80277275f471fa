package dev.skep.processor;

import static dev.skep.compiler.DiagnosticCode.OTHER_CLASS;
import static dev.skep.compiler.DiagnosticCode.OTHER_FORMAT;
import static dev.skep.compiler.DiagnosticCode.OTHER_TARGET;

import dev.skep.compiler.Options;
import dev.skep.processor.Precompiled.NotReadable;
import dev.skep.processor.lowering.EarlierBuilds.Found;
import dev.skep.processor.lowering.Indices;
import dev.skep.processor.lowering.LoweredClass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** What earlier builds left of classes: a {@link ConstantClass} beside each, wherever javac finds classes. */
final class PrecompiledFiles {
    private final Elements elements;
    private final Map<TypeElement, Read> read = new HashMap<>();
    private final Map<TypeElement, LoweredClass> lowered = new HashMap<>();

    /** A form, or why there is none. */
    private record Read(Optional<Precompiled> form, String problem) {}

    PrecompiledFiles(Elements elements) {
        this.elements = elements;
    }

    /** Returns the binary name of the class that holds what is compiled of another one. */
    static String name(String binaryName) {
        return binaryName + "$$Bpf";
    }

    /** Returns where a class lies. */
    static String path(String binaryName) {
        return binaryName.replace('.', '/') + ".class";
    }

    private Optional<String> text(String binaryName) {
        return Optional.ofNullable(elements.getTypeElement(name(binaryName))).map(ConstantClass::read);
    }

    /**
     * Returns what there is of a class, for an object with these options, when all that it uses is there, too.
     *
     * @param now tells which classes are compiled now
     */
    Found find(TypeElement type, Options options, Predicate<TypeElement> now) {
        return find(type, options, now, new HashSet<>());
    }

    /** Returns a class as an earlier build has lowered it. */
    Optional<LoweredClass> lowered(TypeElement type) {
        var found = read.computeIfAbsent(type, this::read);
        return found.form.map(form -> lowered.computeIfAbsent(type, t -> lowered(t, form)));
    }

    /** Returns what an earlier build left of a class, if it can be read. */
    Optional<Precompiled> of(String binaryName) {
        try {
            var text = text(binaryName);
            return text.isEmpty() ? Optional.empty() : Optional.of(Precompiled.parse(text.get()));
        } catch (NotReadable e) {
            return Optional.empty();
        }
    }

    private Found find(TypeElement type, Options options, Predicate<TypeElement> now, Set<TypeElement> seen) {
        var name = "`" + type.getSimpleName() + "`";
        var found = read.computeIfAbsent(type, this::read);
        if (!found.problem.isEmpty())
            return Found.not(
                    OTHER_FORMAT,
                    "cannot be used: the compiled form of " + name + " " + found.problem,
                    "build " + name + " again with the Skep that builds this class");
        if (found.form.isEmpty())
            return Found.not(
                    OTHER_CLASS,
                    "has no source in this build, and no build with Skep left a compiled form of it",
                    "compile " + name + " together with this class, or build its jar with Skep");
        var form = found.form.get();
        if (!options.targetKernel().atLeast(form.kernel()))
            return Found.not(
                    OTHER_TARGET,
                    "was compiled for kernel " + form.kernel() + ", and this object must load on "
                            + options.targetKernel(),
                    "say minKernel = \"" + form.kernel() + "\" in @Bpf, or build " + name + " for the older one");
        if (!form.machine().equals(Precompiled.machine(options)))
            return Found.not(
                    OTHER_TARGET,
                    "was compiled for " + form.machine().replace("\t", ", ") + " endian, and this object is for "
                            + Precompiled.machine(options).replace("\t", ", ") + " endian",
                    "build " + name + " with the same -Askep.machine and -Askep.endian");
        return seen.add(type)
                ? used(lowered(type).orElseThrow(), form, options, now, seen)
                : Found.of(lowered(type).orElseThrow());
    }

    private Found used(
            LoweredClass lowered,
            Precompiled form,
            Options options,
            Predicate<TypeElement> now,
            Set<TypeElement> seen) {
        for (var from : form.imports().values())
            if (elements.getTypeElement(from) == null)
                return Found.not(
                        OTHER_CLASS,
                        "uses `" + from + "`, which is not on the class path",
                        "put the jar with it on the class path");
        for (var from : lowered.imports().values()) {
            var obstacle =
                    now.test(from) ? null : find(from, options, now, seen).obstacle();
            if (obstacle != null)
                return Found.not(
                        obstacle.code(),
                        "uses `" + from.getSimpleName() + "`, which " + obstacle.message(),
                        obstacle.fix());
        }
        return Found.of(lowered);
    }

    private LoweredClass lowered(TypeElement type, Precompiled form) {
        Map<String, TypeElement> imports = new HashMap<>();
        form.imports().forEach((name, from) -> {
            var found = elements.getTypeElement(from);
            if (found != null) imports.put(name, found);
        });
        return new LoweredClass(
                type, form.unit(), form.library(), imports, new Indices(form.indices()), LoweredClass.Places.NONE);
    }

    /** A form that names another class was moved by hand. */
    private Read read(TypeElement type) {
        var text = text(elements.getBinaryName(type).toString());
        if (text.isEmpty()) return new Read(Optional.empty(), "");
        try {
            var form = Precompiled.parse(text.get());
            return form.type().contentEquals(type.getQualifiedName())
                    ? new Read(Optional.of(form), "")
                    : new Read(Optional.empty(), "is that of `" + form.type() + "`");
        } catch (NotReadable e) {
            return new Read(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }
}

package dev.skep.processor;

import static dev.skep.compiler.DiagnosticCode.DUPLICATE_NAME;
import static dev.skep.compiler.DiagnosticCode.OBJECT_MEMBERS;
import static dev.skep.compiler.DiagnosticCode.UNPROVED_INDEX;

import com.sun.source.tree.Tree;
import dev.skep.asm.SourceLine;
import dev.skep.compiler.Compiler;
import dev.skep.compiler.CompilerFault;
import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.SkepException;
import dev.skep.lang.Bpf;
import dev.skep.processor.lowering.LoweredClass;
import dev.skep.processor.source.Reporter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** Makes one object of the classes that belong to it, in the order of their names. */
final class CompileObject {
    private final String name;
    private final List<LoweredSource> sources;
    private final List<LoweredClass> mains;
    private final ClassTable classes;

    /**
     * Prepares an object.
     *
     * @param sources those of its classes that this build compiles, at least one
     * @param earlier those that an earlier build has compiled
     */
    CompileObject(String name, List<LoweredSource> sources, List<LoweredClass> earlier, ClassTable classes) {
        this.name = name;
        this.sources = sources;
        this.mains = Stream.concat(sources.stream().map(LoweredSource::lowered), earlier.stream())
                .sorted(Comparator.comparing(
                        main -> main.type().getQualifiedName().toString()))
                .toList();
        this.classes = classes;
    }

    /** Returns whether all that the classes use is there. */
    boolean isComplete() {
        return LinkClasses.isComplete(mains, classes);
    }

    /** Returns its bytes, empty when something is wrong, which has been reported. */
    Optional<byte[]> bytes() {
        if (!agree("license", Bpf::license) || !agree("minKernel", Bpf::minKernel)) return Optional.empty();
        var first = sources.get(0);
        try {
            var linked = LinkClasses.link(name, mains, classes);
            return linked.isWithinArrays(this::refuseElsewhere)
                    ? Optional.of(Compiler.compile(linked.unit(), first.options()))
                    : Optional.empty();
        } catch (LinkClasses.Conflict e) {
            report(e);
        } catch (SkepException e) {
            e.diagnostics().forEach(this::report);
        } catch (CompilerFault fault) {
            throw new ClassFault(knowing(fault.location()).orElse(first.reporter()), fault);
        } catch (RuntimeException | StackOverflowError | AssertionError fault) {
            throw new ClassFault(first.reporter(), fault);
        }
        return Optional.empty();
    }

    /** What all classes of an object say of it must be the same; the later one is to blame. */
    private boolean agree(String what, Function<Bpf, String> said) {
        var first = mains.get(0).type();
        var agree = true;
        for (var main : mains) {
            var here = said.apply(main.type().getAnnotation(Bpf.class));
            var there = said.apply(first.getAnnotation(Bpf.class));
            if (here.equals(there)) continue;
            agree = false;
            var source = source(main.type()).orElse(sources.get(0));
            source.reporter()
                    .refuse(
                            source.annotation(),
                            OBJECT_MEMBERS,
                            what + " of `" + main.type().getSimpleName() + "` is \"" + here + "\", and of `"
                                    + first.getSimpleName() + "` in the same object \"" + there + "\"");
        }
        return agree;
    }

    private Optional<LoweredSource> source(TypeElement type) {
        return sources.stream()
                .filter(source -> source.lowered().type().equals(type))
                .findFirst();
    }

    private void report(LinkClasses.Conflict conflict) {
        var later = conflict.later().flatMap(this::source);
        var source = later.orElse(sources.get(0));
        source.reporter()
                .refuse(
                        later.map(found -> found.declaration(conflict.name())).orElse(source.place()),
                        DUPLICATE_NAME,
                        String.valueOf(conflict.getMessage()),
                        "rename one of them, or give it another @Name");
    }

    /** What is wrong in a function of another class is said there. */
    private void report(Diagnostic diagnostic) {
        var place = diagnostic.location();
        var knowing = knowing(place);
        var first = sources.get(0);
        if (knowing.isPresent() || place.line() == 0) {
            knowing.orElse(first.reporter()).report(diagnostic);
        } else {
            var message = diagnostic.message() + ", in " + place;
            first.reporter().refuse(first.place(), diagnostic.code(), message, diagnostic.fix());
        }
    }

    private Optional<Reporter> knowing(SourceLine place) {
        return Stream.concat(sources.stream(), classes.sources().stream())
                .map(LoweredSource::reporter)
                .filter(reporter -> reporter.knows(place))
                .findFirst();
    }

    /** What is wrong in a class without source is said where it is used. */
    private void refuseElsewhere(TypeElement owner, String function, String message) {
        for (var source : sources) {
            var use = use(source, owner, function);
            if (use.isEmpty()) continue;
            source.reporter().refuse(use.get(), UNPROVED_INDEX, message);
            return;
        }
        var first = sources.get(0);
        first.reporter().refuse(first.place(), UNPROVED_INDEX, message);
    }

    private static Optional<Tree> use(LoweredSource source, TypeElement owner, String function) {
        var uses = source.lowered().places().uses();
        var imports = source.lowered().imports();
        if (owner.equals(imports.get(function))) return Optional.ofNullable(uses.get(function));
        return uses.entrySet().stream()
                .filter(use -> owner.equals(imports.get(use.getKey())))
                .min(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }
}

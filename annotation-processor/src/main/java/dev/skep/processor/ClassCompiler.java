package dev.skep.processor;

import static dev.skep.compiler.DiagnosticCode.INVALID_OBJECT;
import static dev.skep.compiler.DiagnosticCode.NO_KERNEL_TYPE;

import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import dev.skep.compiler.Options;
import dev.skep.compiler.StageListener;
import dev.skep.kernel.KernelVersion;
import dev.skep.lang.Bpf;
import dev.skep.lang.KernelType;
import dev.skep.processor.lowering.EarlierBuilds;
import dev.skep.processor.lowering.UnitLowering;
import dev.skep.processor.source.ClassSource;
import dev.skep.processor.source.Enums;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.source.Reporter;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** From an attributed class to the bytes of its object. */
final class ClassCompiler {
    private final Elements elements;
    private final Trees trees;
    private final ProcessorOptions given;
    private final Enums enums;
    private final StageListener listener;

    ClassCompiler(Elements elements, Trees trees, ProcessorOptions given, Enums enums, StageListener listener) {
        this.elements = elements;
        this.trees = trees;
        this.enums = enums;
        this.given = given;
        this.listener = listener;
    }

    /** Returns the class lowered, with what it uses of other classes of the build still by name; empty when something is wrong, which has been reported. */
    Optional<LoweredSource> lower(TypeElement type, EarlierBuilds earlier) {
        var source = ClassSource.of(elements, trees, type, enums);
        if (source.attribution().erroneous()) {
            if (!given.hasTypes()) warnOfNames(source);
            return Optional.empty();
        }
        var reporter = source.reporter();
        new SubsetChecker(reporter).check(source.tree());
        try {
            var options = options(reporter, source.tree(), type.getAnnotation(Bpf.class));
            return UnitLowering.of(source, options, given.prototypes(), earlier)
                    .lower()
                    .map(lowered -> new LoweredSource(
                            lowered, type.getAnnotation(Bpf.class).object(), source.tree(), options, reporter));
        } catch (Refusal reported) {
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError | AssertionError confused) {
            if (reporter.failed()) return Optional.empty();
            throw new ClassFault(reporter, confused);
        }
    }

    /** javac finds no member in a struct of the kernel of which only the name comes along, and cannot say why. */
    private static void warnOfNames(ClassSource source) {
        for (var tree : source.attribution().unresolved()) {
            if (!(source.attribution().type(tree.getExpression()) instanceof DeclaredType owner)
                    || owner.asElement().getAnnotation(KernelType.class) == null
                    || !ElementFilter.fieldsIn(owner.asElement().getEnclosedElements())
                            .isEmpty()) continue;
            source.reporter()
                    .warn(
                            tree,
                            NO_KERNEL_TYPE,
                            "nothing of `" + owner.asElement().getSimpleName() + "` but the name comes along with Skep",
                            KernelTypeWriter.ELSEWHERE);
        }
    }

    private Options options(Reporter reporter, Tree tree, Bpf object) {
        if (object.license().isBlank()) throw reporter.refuse(tree, INVALID_OBJECT, "the license is empty");
        var kernel = given.targetKernel().orElseGet(() -> minKernel(reporter, tree, object));
        try {
            return given.compilerOptions(kernel).withListener(listener);
        } catch (IllegalArgumentException e) {
            throw reporter.refuse(
                    tree,
                    INVALID_OBJECT,
                    String.valueOf(e.getMessage()),
                    "raise the kernel that the object is made for, or ask for a lower level");
        }
    }

    private static KernelVersion minKernel(Reporter reporter, Tree tree, Bpf object) {
        try {
            var kernel = KernelVersion.parse(object.minKernel());
            if (kernel.atLeast(Options.OLDEST_KERNEL)) return kernel;
        } catch (IllegalArgumentException e) {
            throw reporter.refuse(tree, INVALID_OBJECT, String.valueOf(e.getMessage()));
        }
        throw reporter.refuse(
                tree,
                INVALID_OBJECT,
                "minKernel is " + object.minKernel() + ", the oldest that objects are made for is "
                        + Options.OLDEST_KERNEL);
    }
}

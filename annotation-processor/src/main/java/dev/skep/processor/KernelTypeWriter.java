package dev.skep.processor;

import static dev.skep.compiler.DiagnosticCode.NO_KERNEL_TYPE;

import com.sun.source.util.Trees;
import dev.skep.lang.KernelTypes;
import dev.skep.processor.bindings.BoundConstants;
import dev.skep.processor.bindings.KernelBindings;
import dev.skep.processor.bindings.Kernels;
import dev.skep.processor.source.MessageText;
import dev.skep.processor.source.NamedTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Writes the classes of the structs and enums of the kernel that source files with {@link KernelTypes} name, once for each package. */
final class KernelTypeWriter {
    private final ProcessingEnvironment environment;
    private final Trees trees;
    private final Kernels types;
    private final SourceFiles files;

    KernelTypeWriter(ProcessingEnvironment environment, Trees trees, Kernels types) {
        this.environment = environment;
        this.trees = trees;
        this.types = types;
        this.files = new SourceFiles(environment);
    }

    /** Writes what some classes name. */
    void write(Collection<TypeElement> declared) {
        var packages = new TreeMap<String, List<TypeElement>>();
        for (var type : declared)
            packages.computeIfAbsent(packageOf(type), p -> new ArrayList<>()).add(type);
        packages.forEach(this::write);
    }

    private String packageOf(TypeElement type) {
        return environment
                .getElementUtils()
                .getPackageOf(type)
                .getQualifiedName()
                .toString();
    }

    private void write(String packageName, List<TypeElement> declared) {
        var names = new TreeSet<String>();
        var members = new TreeSet<String>();
        var words = new TreeSet<String>();
        for (var type : declared) {
            var named = namesIn(type);
            members.addAll(named.members());
            words.addAll(named.words());
            named.types().stream()
                    .filter(name -> !isPresent(packageName, name) && KernelBindings.isKnown(types, name))
                    .forEach(names::add);
            for (var more : type.getAnnotation(KernelTypes.class).value()) {
                if (KernelBindings.isKnown(types, more)) names.add(more);
                else refuse(type, "no struct, union or enum of the kernel is named `" + more + "`");
            }
        }
        var wanted =
                new KernelBindings.Wanted(members::contains, words::contains, name -> isPresent(packageName, name));
        for (var binding : KernelBindings.missing(types, packageName, names, wanted))
            files.write(packageName, binding.name(), binding.text(), declared);
        if (!isPresent(packageName, BoundConstants.NAME)) writeConstants(packageName, declared);
    }

    private void writeConstants(String packageName, List<TypeElement> declared) {
        var names = new TreeSet<String>();
        for (var type : declared) names.addAll(namesIn(type).constants());
        if (names.isEmpty()) return;
        try {
            var constants = BoundConstants.of(types, packageName, names);
            files.write(packageName, constants.name(), constants.text(), declared);
        } catch (IllegalArgumentException unknown) {
            refuse(declared.get(0), String.valueOf(unknown.getMessage()));
        }
    }

    private NamedTypes namesIn(TypeElement type) {
        return NamedTypes.in(trees.getPath(type).getCompilationUnit());
    }

    /** A class that an earlier compilation left is written again: other members may be read now. */
    private boolean isPresent(String packageName, String name) {
        var qualified = packageName.isEmpty() ? name : packageName + "." + name;
        var element = environment.getElementUtils().getTypeElement(qualified);
        return element != null && trees.getPath(element) != null;
    }

    private void refuse(TypeElement type, String message) {
        environment.getMessager().printMessage(Diagnostic.Kind.ERROR, MessageText.of(NO_KERNEL_TYPE, message), type);
    }
}

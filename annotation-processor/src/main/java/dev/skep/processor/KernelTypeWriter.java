package dev.skep.processor;

import static dev.skep.compiler.DiagnosticCode.NO_KERNEL_TYPE;

import com.sun.source.tree.CompilationUnitTree;
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
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Writes the classes of the structs and enums of the kernel that source files with {@link KernelTypes} name, once for each package. */
final class KernelTypeWriter {
    /** What to do where too few types come along. */
    static final String ELSEWHERE =
            "name the types of a kernel, which has all: -Askep.btf=/sys/kernel/btf/vmlinux, or --btf of skep build";

    private final ProcessingEnvironment environment;
    private final Trees trees;
    private final Kernels types;
    private final boolean areOurs;
    private final SourceFiles files;

    /**
     * @param areOurs whether the types are those that come with the processor
     */
    KernelTypeWriter(ProcessingEnvironment environment, Trees trees, Kernels types, boolean areOurs) {
        this.areOurs = areOurs;
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
            warnOfUnknown(packageName, type, named);
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

    /** javac only says that it finds no class of that name. Names of the kernel are in small letters, and those of Java's own types are not. */
    private void warnOfUnknown(String packageName, TypeElement type, NamedTypes named) {
        var file = trees.getPath(type).getCompilationUnit();
        named.written().forEach((name, place) -> {
            if (!name.equals(name.toLowerCase(Locale.ROOT))
                    || KernelBindings.isKnown(types, name)
                    || isFound(packageName, file, name)) return;
            var message = "no struct, union or enum of the kernel is named `" + name + "`";
            var text = areOurs
                    ? MessageText.of(NO_KERNEL_TYPE, message + ", of the common ones that come with Skep", ELSEWHERE)
                    : MessageText.of(NO_KERNEL_TYPE, message);
            trees.printMessage(Diagnostic.Kind.WARNING, text, place, file);
        });
    }

    /** Returns whether a name is that of a class in the package, or of one that the file may name by an import of many. */
    private boolean isFound(String packageName, CompilationUnitTree file, String name) {
        var many = file.getImports().stream()
                .map(each -> each.getQualifiedIdentifier().toString())
                .filter(each -> each.endsWith(".*"))
                .map(each -> each.substring(0, each.length() - 1));
        return Stream.concat(Stream.of(packageName.isEmpty() ? "" : packageName + "."), many)
                .anyMatch(owner -> environment.getElementUtils().getTypeElement(owner + name) != null);
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

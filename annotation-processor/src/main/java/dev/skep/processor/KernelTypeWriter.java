package dev.skep.processor;

import static dev.skep.compiler.DiagnosticCode.NO_KERNEL_TYPE;

import com.sun.source.util.Trees;
import dev.skep.btf.BtfIndex;
import dev.skep.lang.KernelTypes;
import dev.skep.processor.bindings.KernelBindings;
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

/** Writes the classes of the structs of the kernel that source files with {@link KernelTypes} name, once for each package. */
final class KernelTypeWriter {
    private final ProcessingEnvironment environment;
    private final Trees trees;
    private final BtfIndex types;
    private final SourceFiles files;

    KernelTypeWriter(ProcessingEnvironment environment, Trees trees, BtfIndex types) {
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
        var structs = new TreeSet<String>();
        var members = new TreeSet<String>();
        for (var type : declared) {
            var named = NamedTypes.in(trees.getPath(type).getCompilationUnit());
            members.addAll(named.members());
            named.types().stream()
                    .filter(name -> !isPresent(packageName, name) && KernelBindings.isStruct(types, name))
                    .forEach(structs::add);
            for (var more : type.getAnnotation(KernelTypes.class).value()) {
                if (KernelBindings.isStruct(types, more)) structs.add(more);
                else refuse(type, MessageText.of(NO_KERNEL_TYPE, "no struct of the kernel is named `" + more + "`"));
            }
        }
        var bindings = KernelBindings.missing(
                types, packageName, structs, members::contains, name -> isPresent(packageName, name));
        for (var binding : bindings) files.write(packageName, binding.name(), binding.text(), declared);
    }

    /** A class that an earlier compilation left is written again: other members may be read now. */
    private boolean isPresent(String packageName, String name) {
        var qualified = packageName.isEmpty() ? name : packageName + "." + name;
        var element = environment.getElementUtils().getTypeElement(qualified);
        return element != null && trees.getPath(element) != null;
    }

    private void refuse(TypeElement type, String message) {
        environment.getMessager().printMessage(Diagnostic.Kind.ERROR, message, type);
    }
}

package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.GPL_ONLY;
import static dev.skep.compiler.DiagnosticCode.OTHER_CLASS;

import com.sun.source.tree.Tree;
import dev.skep.lang.Bpf;
import dev.skep.processor.source.Reporter;
import dev.skep.processor.type.Names;
import dev.skep.processor.type.Owners;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * The other {@code @Bpf} classes of the build. What a class uses of them is a name at first, since javac may come to them later; the object
 * gets its own copy of it when all are there.
 */
final class OtherClasses {
    private final Predicate<TypeElement> inBuild;
    private final TypeElement owner;
    private final Reporter reporter;
    private final Set<String> own = new HashSet<>();
    private final Map<String, TypeElement> imports = new HashMap<>();

    OtherClasses(Predicate<TypeElement> inBuild, TypeElement owner, Reporter reporter) {
        this.inBuild = inBuild;
        this.owner = owner;
        this.reporter = reporter;
        for (var member : owner.getEnclosedElements()) if (!(member instanceof TypeElement)) own.add(Names.of(member));
    }

    /** Returns whether a class is one of them. */
    boolean contains(TypeElement type) {
        return !type.equals(owner) && type.getAnnotation(Bpf.class) != null;
    }

    /** Takes a member of one of them, and returns its name in the object. */
    String take(Tree use, Element member) {
        var from = Owners.of(member);
        var name = Names.of(member);
        var text = "`" + from.getSimpleName() + "." + member.getSimpleName() + "`";
        if (!inBuild.test(from))
            throw reporter.refuse(
                    use,
                    OTHER_CLASS,
                    text + " has no source in this build",
                    "compile `" + from.getSimpleName() + "` together with this class");
        if (isGpl(from) && !isGpl(owner))
            throw reporter.refuse(
                    use, GPL_ONLY, text + " is under the license \"" + license(from) + "\", and this class is not");
        var other = own.contains(name) ? owner : imports.putIfAbsent(name, from);
        if (other == null || other.equals(from)) return name;
        throw reporter.refuse(
                use,
                OTHER_CLASS,
                text + " has the name of `" + other.getSimpleName() + "." + name + "`, and both are in the object",
                "rename one of them, or give it another @Name");
    }

    /** Returns the classes whose members were taken, by the names of those. */
    Map<String, TypeElement> imports() {
        return imports;
    }

    private static boolean isGpl(TypeElement type) {
        return HelperRules.isGpl(license(type));
    }

    private static String license(TypeElement type) {
        return type.getAnnotation(Bpf.class).license();
    }
}

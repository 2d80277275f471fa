package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.GPL_ONLY;
import static dev.skep.compiler.DiagnosticCode.OTHER_CLASS;

import com.sun.source.tree.Tree;
import dev.skep.compiler.Options;
import dev.skep.ir.Unit;
import dev.skep.lang.Bpf;
import dev.skep.processor.source.Reporter;
import dev.skep.processor.type.Names;
import dev.skep.processor.type.Owners;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * The other {@code @Bpf} classes, of this build and of earlier ones. What a class uses of them is a name at first, since javac may come to them later; the object
 * gets its own copy of it when all are there.
 */
final class OtherClasses {
    private final EarlierBuilds earlier;
    private final Options options;
    private final TypeElement owner;
    private final Reporter reporter;
    private final Set<String> own = new HashSet<>();
    private final Map<String, TypeElement> imports = new HashMap<>();
    private final Map<String, Tree> uses = new HashMap<>();

    OtherClasses(EarlierBuilds earlier, Options options, TypeElement owner, Reporter reporter) {
        this.earlier = earlier;
        this.options = options;
        this.owner = owner;
        this.reporter = reporter;
        for (var member : owner.getEnclosedElements()) if (!(member instanceof TypeElement)) own.add(Names.of(member));
    }

    /** Returns whether a class is one of them. */
    boolean contains(TypeElement type) {
        return !type.equals(owner) && type.getAnnotation(Bpf.class) != null;
    }

    /**
     * Takes a member of one of them, and returns its name in the object.
     *
     * @param difference tells how what an earlier build has made of it differs from what is declared
     */
    String take(Tree use, Element member, Function<Unit, Optional<String>> difference) {
        var from = Owners.of(member);
        var name = Names.of(member);
        var text = "`" + from.getSimpleName() + "." + member.getSimpleName() + "`";
        if (!earlier.isCompiledNow(from)) requireEarlier(use, from, text, difference);
        uses.putIfAbsent(name, use);
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

    private void requireEarlier(Tree use, TypeElement from, String text, Function<Unit, Optional<String>> difference) {
        var found = earlier.find(from, options);
        var obstacle = found.obstacle();
        if (obstacle != null)
            throw reporter.refuse(use, obstacle.code(), text + " " + obstacle.message(), obstacle.fix());
        found.usable().flatMap(lowered -> difference.apply(lowered.library())).ifPresent(different -> {
            throw reporter.refuse(
                    use, OTHER_CLASS, text + " " + different, "compile `" + from.getSimpleName() + "` again");
        });
    }

    /** Returns where members of other classes were taken first, by their names. */
    Map<String, Tree> uses() {
        return uses;
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

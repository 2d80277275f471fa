package dev.skep.processor;

import static dev.skep.compiler.DiagnosticCode.OBJECT_INCOMPLETE;
import static dev.skep.compiler.DiagnosticCode.OBJECT_MEMBERS;

import dev.skep.compiler.DiagnosticCode;
import dev.skep.processor.lowering.LoweredClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Which classes make an object that has several: a list of binary names beside it, {@code META-INF/bpf/<object>.bpf.classes}. A build that
 * compiles some of them takes the others as the build before has compiled them, or refuses.
 */
final class ObjectMembers {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    private final Elements elements;
    private final ObjectFiles files;
    private final PrecompiledFiles earlier;
    private final ClassTable classes;

    ObjectMembers(Elements elements, ObjectFiles files, PrecompiledFiles earlier, ClassTable classes) {
        this.elements = elements;
        this.files = files;
        this.earlier = earlier;
        this.classes = classes;
    }

    private static String path(String object) {
        return "META-INF/bpf/" + object + ".bpf.classes";
    }

    /**
     * Returns the classes of an object that are not compiled now; empty when one of them is not to be had, which has been reported.
     *
     * @param source one that is compiled now
     */
    Optional<List<LoweredClass>> earlier(LoweredSource source) {
        List<LoweredClass> found = new ArrayList<>();
        for (var name : listed(source.object())) {
            if (classes.announced().contains(name.replace('$', '.'))) continue;
            if (!files.isInOutput(PrecompiledFiles.path(name))) continue; // is no more
            var form = earlier.of(name);
            if (form.isPresent() && !form.get().object().equals(source.object())) continue; // is elsewhere
            var type = form.map(known -> elements.getTypeElement(known.type()));
            if (type.isEmpty()) return missing(source, name);
            var lowered = classes.find(type.get());
            if (lowered.isEmpty()) return missing(source, name);
            found.add(lowered.get());
        }
        return Optional.of(found);
    }

    private static Optional<List<LoweredClass>> missing(LoweredSource source, String name) {
        refuse(
                source,
                OBJECT_INCOMPLETE,
                "object `" + source.object() + "` has `" + name
                        + "`, too, which is not compiled now, and of which no compiled form is on the class path");
        return Optional.empty();
    }

    private List<String> listed(String object) {
        return files.readOutput(path(object)).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** Writes down which classes make an object. */
    void write(String object, List<TypeElement> types, List<LoweredClass> others) {
        var names = new TreeSet<String>();
        for (var type : types) names.add(elements.getBinaryName(type).toString());
        for (var other : others) names.add(elements.getBinaryName(other.type()).toString());
        files.writeText(path(object), String.join("\n", names) + "\n", types);
    }

    /** Returns whether a class can be part of the object that it names; what keeps it from that has been reported. */
    boolean mayJoin(LoweredSource source) {
        var object = source.object();
        if (!object.isEmpty() && !NAME.matcher(object).matches())
            return refuse(
                    source,
                    OBJECT_MEMBERS,
                    "`" + object + "` is no name of a file: use letters, digits, `.`, `-` and `_`");
        if (classes.announcedAlone().contains(object))
            return refuse(
                    source,
                    OBJECT_MEMBERS,
                    "class `" + object + "` has an object of that name, and says nothing of others");
        if (!object.isEmpty() && !classes.isCompiledNow(source.lowered().type()))
            return refuse(
                    source,
                    OBJECT_INCOMPLETE,
                    "this class is compiled only because another one names it, and its object may have more classes");
        return mayLeave(source);
    }

    /** A class that is taken out of an object leaves one behind that still has it, unless the others are compiled, too. */
    private boolean mayLeave(LoweredSource source) {
        var name = elements.getBinaryName(source.lowered().type()).toString();
        var before = earlier.of(name).map(Precompiled::object).orElse("");
        if (before.isEmpty() || before.equals(source.object())) return true;
        var left = listed(before).stream()
                .filter(other -> !other.equals(name) && files.isInOutput(PrecompiledFiles.path(other)))
                .filter(other -> !classes.announced().contains(other.replace('$', '.')))
                .toList();
        if (left.isEmpty()) {
            if (classes.members(before).isEmpty()) files.removeOld(ObjectFiles.path(before));
            return true;
        }
        return refuse(
                source,
                OBJECT_INCOMPLETE,
                "object `" + before + "` had this class, and its others are not compiled now: "
                        + String.join(", ", left));
    }

    private static boolean refuse(LoweredSource source, DiagnosticCode code, String message) {
        source.reporter().refuse(source.annotation(), code, message);
        return false;
    }
}

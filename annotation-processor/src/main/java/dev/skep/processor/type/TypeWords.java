package dev.skep.processor.type;

import dev.skep.lang.Bpf;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What to write instead of a type that BPF programs do not know. */
final class TypeWords {
    private static final String TEXT =
            "print the parts with Kernel.printk(\"%d %d\", one, other), or fill a byte array";
    private static final String COLLECTION = "use an array of constant length, or a map of dev.skep.lang";
    private static final String MAIN = "make everything static: no object of this class is needed";
    private static final String DATA = "mark it @Struct if it is data, with static methods that take it";

    // spotless:off
    private static final Map<String, String> BOXES = Map.of(
            "java.lang.Boolean", "boolean", "java.lang.Byte", "byte", "java.lang.Short", "short", "java.lang.Character", "char",
            "java.lang.Integer", "int", "java.lang.Long", "long");

    /** By how the name of the class begins; the first that fits counts. */
    private static final List<Map.Entry<String, String>> LIBRARY = List.of(
            Map.entry("java.util.function.",     "write a static method and call it; what the kernel calls back is handed to it as a lambda"),
            Map.entry("java.lang.Runnable",      "write a static method and call it; what the kernel calls back is handed to it as a lambda"),
            Map.entry("java.util.Random",        "use Kernel.prandomU32()"),
            Map.entry("java.util.concurrent.",   "keep what several programs change in a map, with atomic operations"),
            Map.entry("java.util.",              COLLECTION),
            Map.entry("java.lang.StringBu",      TEXT),
            Map.entry("java.lang.Thread",        "a program runs to its end: keep what it has done in a map"),
            Map.entry("java.lang.Float",         "count in integers, of a smaller unit where it must be"),
            Map.entry("java.lang.Double",        "count in integers, of a smaller unit where it must be"));
    // spotless:on

    private TypeWords() {}

    /** Returns what to write instead, empty where nothing fits better than what is said of all. */
    static String instead(TypeMirror type) {
        if (type.getKind() == TypeKind.FLOAT || type.getKind() == TypeKind.DOUBLE)
            return "count in integers, of a smaller unit where it must be";
        if (type.getKind() == TypeKind.TYPEVAR) return "name the type";
        if (!(type instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element))
            return "";
        var name = element.getQualifiedName().toString();
        var primitive = BOXES.get(name);
        if (primitive != null) return "write `" + primitive + "`, which is never null";
        return LIBRARY.stream()
                .filter(row -> name.startsWith(row.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseGet(() -> own(element, name));
    }

    private static String own(TypeElement element, String name) {
        if (element.getSimpleName().length() == 0) return "write a static method and call it";
        if (name.startsWith("java.") || element.getKind() != ElementKind.CLASS) return "";
        return element.getAnnotation(Bpf.class) != null ? MAIN : DATA;
    }
}

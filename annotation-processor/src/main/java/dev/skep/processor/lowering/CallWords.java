package dev.skep.processor.lowering;

import dev.skep.processor.type.Owners;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;

/** What to write instead of a call that the kernel does not know. */
final class CallWords {
    private static final String PRINT = "print with Kernel.printk(\"%d\", number)";
    private static final String CHANCE = "use Kernel.prandomU32()";
    private static final String TIME = "use Kernel.ktimeNs(), which counts from when the machine started";
    private static final String TEXT = "compare bytes with Bytes.equal(array, \"text\"), and print with Kernel.printk";
    private static final String OPERATORS = "write it with operators, in a static method of this class";
    private static final String UNBOX = "leave it out: numbers are not kept in objects";
    private static final String SETTING = "declare a setting, which the loader fills: @Config static int size = 3";
    private static final String ENDS = "a program runs to its end: keep what it has done in a map";
    private static final String LOOP = "write a loop over the array";
    private static final String COLLECTION = "use an array of constant length and a loop, or a map of dev.skep.lang";
    private static final String FIELDS = "compare or print the fields, one by one";
    private static final String CONSTANTS =
            "compare constants with ==, or use a switch: the kernel knows their numbers only";

    // spotless:off
    /** By how the names of class and method begin; the first that fits counts. */
    private static final List<Map.Entry<String, String>> LIBRARY = List.of(
            Map.entry("java.io.PrintStream.",                PRINT),
            Map.entry("java.lang.System.nanoTime",           TIME),
            Map.entry("java.lang.System.currentTimeMillis",  TIME),
            Map.entry("java.lang.System.getenv",             SETTING),
            Map.entry("java.lang.System.getProperty",        SETTING),
            Map.entry("java.lang.Integer.getInteger",        SETTING),
            Map.entry("java.lang.Long.getLong",              SETTING),
            Map.entry("java.lang.Math.random",               CHANCE),
            Map.entry("java.util.Random.",                   CHANCE),
            Map.entry("java.util.concurrent.ThreadLocal",    CHANCE),
            Map.entry("java.lang.Math.sqrt",                 "count in integers, of a smaller unit where it must be"),
            Map.entry("java.lang.Math.round",                "count in integers, of a smaller unit where it must be"),
            Map.entry("java.lang.Math.pow",                  "count in integers, of a smaller unit where it must be"),
            Map.entry("java.lang.Math.",                     OPERATORS),
            Map.entry("java.lang.String.valueOf",            PRINT),
            Map.entry("java.lang.String.format",             PRINT),
            Map.entry("java.lang.Integer.toString",          PRINT),
            Map.entry("java.lang.Long.toString",             PRINT),
            Map.entry("java.lang.StringBu",                  PRINT),
            Map.entry("java.lang.AbstractStringBuilder",     PRINT),
            Map.entry("java.lang.String.",                   TEXT),
            Map.entry("java.lang.Integer.valueOf",           UNBOX),
            Map.entry("java.lang.Integer.intValue",          UNBOX),
            Map.entry("java.lang.Long.valueOf",              UNBOX),
            Map.entry("java.lang.Long.longValue",            UNBOX),
            Map.entry("java.lang.Integer.",                  OPERATORS),
            Map.entry("java.lang.Long.",                     OPERATORS),
            Map.entry("java.lang.Byte.",                     OPERATORS),
            Map.entry("java.lang.Short.",                    OPERATORS),
            Map.entry("java.lang.Character.",                OPERATORS),
            Map.entry("java.lang.Boolean.",                  OPERATORS),
            Map.entry("java.lang.Enum.",                     CONSTANTS),
            Map.entry("java.lang.Object.wait",               ENDS),
            Map.entry("java.lang.Object.notify",             ENDS),
            Map.entry("java.lang.Object.",                   FIELDS),
            Map.entry("java.lang.Thread.",                   ENDS),
            Map.entry("java.lang.Iterable.",                 COLLECTION),
            Map.entry("java.util.function.",                 "write a static method and call it"),
            Map.entry("java.lang.Runnable.",                 "write a static method and call it"),
            Map.entry("java.util.Arrays.",                   LOOP),
            Map.entry("Array.clone",                         "copy into an array that is there: System.arraycopy(from, 0, to, 0, to.length)"),
            Map.entry("java.util.concurrent.",               "keep what several programs change in a map, with atomic operations"),
            Map.entry("java.util.",                          COLLECTION));
    // spotless:on

    private CallWords() {}

    /** Returns what to write instead of calling a method. */
    static String instead(ExecutableElement method) {
        var owner = Owners.of(method);
        var name = owner.getQualifiedName() + "." + method.getSimpleName();
        return LIBRARY.stream()
                .filter(row -> name.startsWith(row.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseGet(() -> own(owner, method));
    }

    private static String own(Element owner, ExecutableElement method) {
        if (owner.getKind() == ElementKind.ENUM) return CONSTANTS;
        return method.getModifiers().contains(Modifier.STATIC)
                ? "use a helper of dev.skep.lang, or write a static method in this class"
                : "write a static method in this class that takes what it needs";
    }
}

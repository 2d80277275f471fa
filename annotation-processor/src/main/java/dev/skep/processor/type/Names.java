package dev.skep.processor.type;

import dev.skep.lang.Name;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;

/** What declarations are called in the object. */
public final class Names {
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private Names() {}

    /** Returns the name in Java, or the one that {@link Name} gives. */
    public static String of(Element declared) {
        var name = declared.getAnnotation(Name.class);
        return name == null ? declared.getSimpleName().toString() : name.value();
    }

    /** Returns the name in Java in snake case, as the kernel writes names, or the one that {@link Name} gives. */
    public static String ofTheKernel(Element declared) {
        return declared.getAnnotation(Name.class) == null ? inSnakeCase(of(declared)) : of(declared);
    }

    /** Returns a name in camel case as the kernel writes it. */
    static String inSnakeCase(String name) {
        return CAPITAL.matcher(name).replaceAll("_$0").toLowerCase(Locale.ROOT);
    }
}

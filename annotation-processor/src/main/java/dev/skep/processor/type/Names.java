package dev.skep.processor.type;

import dev.skep.lang.Name;
import javax.lang.model.element.Element;

/** What declarations are called in the object. */
public final class Names {
    private Names() {}

    /** Returns the name in Java, or the one that {@link Name} gives. */
    public static String of(Element declared) {
        var name = declared.getAnnotation(Name.class);
        return name == null ? declared.getSimpleName().toString() : name.value();
    }
}

package dev.skep.processor.type;

import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Which classes declare what. */
public final class Owners {
    private Owners() {}

    /** Returns the class that declares a field, a method or a constructor. */
    public static TypeElement of(Element member) {
        if (member.getEnclosingElement() instanceof TypeElement owner) return owner;
        throw new IllegalStateException("`" + member + "` is no member of a class");
    }
}

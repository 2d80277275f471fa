package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The number that the kernel knows an enum constant by. An enum with one final integer field, which its constructor fills, needs it only in
 * classes compiled before: there the field's number counts, and the field's type is how many bytes it has. Without both the position counts.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Code {
    /** The number. */
    long value();
}

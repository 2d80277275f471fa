package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The field is a bit-field, {@code int flags : 3}. It lies beside the bit-fields before it where C puts it: never across a boundary of its
 * type's words, unless the struct is {@link Packed}. Writing keeps the low bits; reading extends them as the type says.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Bits {
    /** How many bits; at most as many as the type has. */
    int value();
}

package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The array lies inline, with this many elements, as {@code char comm[16]} does; an array of arrays has a number for each dimension, as {@code
 * int table[4][8]} does: {@code @Length({4, 8}) int[][] table}. A {@link Config} text is an array of bytes, too. A {@link Ptr} that a method
 * takes leads to this many elements at least.
 */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.CLASS)
public @interface Length {
    /** How many elements, from the outermost dimension to the innermost. */
    int[] value();
}

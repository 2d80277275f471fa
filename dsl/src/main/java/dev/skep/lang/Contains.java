package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the field by which objects hang in a {@link BpfListHead} or a {@link BpfRbRoot}, where their struct has several of the kind: {@code
 * __contains(Timer, byTime)} of C.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Contains {
    /** The name of a {@link BpfListNode} or {@link BpfRbNode} field. */
    String value();
}

package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A setting: user space may change it before load, then it is a constant that the verifier knows. It lies in
 * {@code .rodata}. Integers, booleans, enums, arrays of those, and texts: {@code @Config @Length(16) static String name = "eth0";}. Kernel 5.2.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Config {}

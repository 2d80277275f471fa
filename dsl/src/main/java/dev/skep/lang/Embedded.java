package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The member of a {@link KernelType} class is a struct that lies within this one, {@code struct sock_common __sk_common}, or an array of such;
 * without it a member whose type is a class is a pointer. What lies in it is read in one step, from the outer struct.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Embedded {}

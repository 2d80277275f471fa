package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method stays a function of its own in the object, called from wherever it is used. It takes up to five integers, contexts,
 * references to {@link Struct} classes and cells, which are never null inside, and structs of the kernel ({@link KernelType}), whose fields
 * are read there through {@code bpf_probe_read_kernel} wherever they come from. It returns an integer or nothing. Kernel 4.16.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Subprogram {}

package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method is a global function of the object: the verifier checks it once, by its signature alone, however often it is called, and a program
 * of type {@code BPF_PROG_TYPE_EXT} can take its place. It takes up to five integers, contexts and references to {@link Struct} classes and
 * cells, and returns an integer, of which callers know nothing more. A reference is never null inside, which kernels know from 6.8 on; one
 * that is {@code @Nullable}, of whatever package, may be, and that goes from 5.13 on. Kernel 5.6.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Global {}

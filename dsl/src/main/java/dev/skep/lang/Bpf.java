package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The class is compiled to one eBPF object, {@code META-INF/bpf/<binary name>.bpf.o} in the class output, alone or with others that name the
 * same {@link #object}.
 *
 * <p>Its functions, structs and maps can be used in other classes of the build, and through a jar: beside the class lies what is compiled of
 * it, {@code <binary name>$$Bpf.class}, of which the objects of others take what they use.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Bpf {
    /** The license as the kernel compares it: {@code GPL}, {@code Dual BSD/GPL}, …; it decides which helpers may be called. */
    String license();

    /** The oldest kernel that must take the object, such as {@code 5.15}; it decides which instructions and helpers may be used. */
    String minKernel() default "5.10";

    /**
     * The object that the class is part of, {@code META-INF/bpf/<object>.bpf.o}; without it, the class has one of its own. All classes of an
     * object have one license and one oldest kernel, and no name of a program, function, map or global variable twice. A build that compiles
     * only some of them takes the others from the class output as the build before has compiled them, or refuses.
     */
    String object() default "";
}

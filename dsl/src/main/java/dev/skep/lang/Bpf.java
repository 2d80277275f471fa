package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The class is compiled to one eBPF object, {@code META-INF/bpf/<binary name>.bpf.o} in the class output. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Bpf {
    /** The license as the kernel compares it: {@code GPL}, {@code Dual BSD/GPL}, …; it decides which helpers may be called. */
    String license();

    /** The oldest kernel that must take the object, such as {@code 5.15}; it decides which instructions and helpers may be used. */
    String minKernel() default "5.10";
}

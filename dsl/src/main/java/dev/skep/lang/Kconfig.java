package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A value of the configuration of the kernel that loads the object: {@code extern int CONFIG_HZ __kconfig}, and {@code LINUX_KERNEL_VERSION}.
 * The loader puts it in, then it is a constant that the verifier knows. An integer, a {@code boolean} for {@code y}, a {@link Tristate}, or
 * with {@link Length} a text. Only libbpf knows it; the kernel must tell its configuration. Kernel 5.2.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Kconfig {
    /** Its name, where it is not the name of the field. */
    String value() default "";

    /** Whether it is 0 where the kernel has none, instead of the loader refusing the object. */
    boolean weak() default false;
}

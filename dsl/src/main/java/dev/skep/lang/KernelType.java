package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The class stands for a struct of the kernel, or for a union where it is a {@link Union} as well, and has the members that the program reads. The loader finds them in the BTF of the kernel that
 * runs, by the name of the struct and theirs, wherever they lie there (CO-RE). A reference is a pointer, which need not be compared with null:
 * what cannot be read is 0. Few fields of what the verifier trusts are otherwise, such as {@code sk} of a {@code socket} or {@code sk_buff}
 * that a program is handed: newer kernels want to see them compared.
 *
 * <p>A member in camel case has the kernel's name in snake case, or the one of its {@link Name}. It is an integer, an enum, or a pointer, whose
 * type is another such class; what lies within the struct is {@link Embedded}, a pointer to anything else is an {@link Address}, an enum that is
 * read as a number a {@link KernelEnum}, a bit-field says its {@link Bits}. An array of these has its {@link Length}, which is 0 where the
 * struct has none. Members of anonymous structs and unions are members here.
 *
 * <p>An index of an array must be proved to be within the {@link Length}. By a constant one the element is read as any member is; by one that is
 * computed through {@code bpf_probe_read_kernel}, and kernels whose array has fewer elements refuse the program. Of an array without a length
 * any element is read, by an index that is not negative. {@code System.arraycopy} copies a part of an array of numbers into one of the
 * program's. Kernel 5.2.
 *
 * <p>A number has the width that the class says. Where the kernel has it narrower, the loader makes a direct read as narrow, if it is {@link
 * Unsigned}; {@code bpf_probe_read_kernel}, which reads what the verifier does not trust, reads what lies behind it, too. {@link Core#sizeOf(Object)}
 * tells the kernel's width.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface KernelType {
    /**
     * The name of the struct: {@code task_struct}; what comes behind three underscores is ours, {@code task_struct___old}. Empty for a struct
     * or union without a name, which programs reach through what they are {@link Embedded} in.
     */
    String value();
}

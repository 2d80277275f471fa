package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Structs and enums of the kernel that this source file names become classes of its package, as if somebody had written them by hand: a {@link
 * KernelType} class of the struct's own name for each name that stands where a type does and that nothing else has, with the members that the
 * file reads by their own names, and the structs that those lead to. An enum, named itself or the type of such a member, becomes a {@link
 * KernelEnum} with those of its constants that the file names. Enumerators of enums without a name are numbers of the class {@code
 * KernelConstants}: {@code KernelConstants.TCP_ESTABLISHED}.
 *
 * <pre>{@code
 * @Bpf(license = "GPL")
 * @KernelTypes
 * final class Switches {
 *     @BtfTracepoint("sched_switch")
 *     static int onSwitch(boolean preempt, task_struct previous, task_struct next) {
 *         return next.real_parent.tgid == previous.tgid ? 1 : 0;
 *     }
 * }
 * }</pre>
 *
 * <p>What the structs have is read from the BTF file that {@code -Askep.btf} names; without it from the types of some hundred common structs and
 * enums that come with the processor, of a new kernel and of an old one: members and constants that only one of them has are there, too, and
 * the class says where. Programs do not depend on where a member lies there: loaders find it in the kernel that runs. A member whose
 * name is a word of Java has a line behind it. Floating point and integers of 128 bits are left out; the class says which and why.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface KernelTypes {
    /** More structs, unions and enums, which the file does not name. */
    String[] value() default {};
}

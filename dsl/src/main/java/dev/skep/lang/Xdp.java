package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program on every packet that a network device receives, before the stack sees it. Kernel 4.8. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "xdp", context = XdpContext.class, verdict = XdpAction.class)
public @interface Xdp {
    /** Where it stands. */
    Place value() default Place.DEVICE;

    /** Whether it takes packets that lie in several pieces; the first piece is the packet that it sees. Kernel 5.18. */
    boolean frags() default false;

    /** Whether loaders leave the program out unless they are told otherwise: a {@code ?} in front of the section name. */
    boolean optional() default false;

    /** Where programs meet packets. */
    enum Place {
        /** At a network device that receives the packet. */
        @Name("")
        DEVICE,
        /** At an entry of a {@link BpfDevMap}, behind a redirect. Kernel 5.8. */
        DEVMAP,
        /** At an entry of a {@link BpfCpuMap}, on the CPU that the packet was sent to. Kernel 5.9. */
        CPUMAP
    }
}

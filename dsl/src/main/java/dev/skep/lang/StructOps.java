package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The {@link Bpf} class is a struct of functions that the kernel calls, such as a TCP congestion control: {@code struct tcp_congestion_ops Reno =
 * { .ssthresh = ssthresh, .name = "reno", … }}. Each {@link Member} of it is one of the struct; the others are zero. It has the name of
 * the class, or its {@link Name}, and is a map for loaders: the kernel takes it when user space registers that, as {@code bpftool struct_ops
 * register} does. The license must be for the GPL. Kernel 5.6.
 *
 * <pre>{@code
 * @Bpf(license = "GPL", minKernel = "5.13")
 * @KernelTypes
 * @StructOps("tcp_congestion_ops")
 * final class Reno {
 *     @Member static final String name = "skep_reno";
 *
 *     @Member static @Unsigned int ssthresh(tcp_sock tp) { return Math.max(tp.snd_cwnd >>> 1, 2); }
 *
 *     @Member static void congAvoid(tcp_sock tp, @Unsigned int ack, @Unsigned int acked) { renoCongAvoid(tp.inet_conn.icsk_inet.sk, ack, acked); }
 *     …
 * }
 * }</pre>
 *
 * <p>What members there are, and what their functions take and return, is read from the BTF file that {@code -Askep.btf} names, or from the types
 * that come with the processor, which know {@code tcp_congestion_ops} and {@code bpf_dummy_ops}. Where a member lies in the kernel that runs, loaders
 * find out.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface StructOps {
    /** The name of the kernel's struct: {@code tcp_congestion_ops}. */
    String value();

    /**
     * Whether the kernel takes it by a link, which user space can pin and exchange for another, and not by filling the map: section {@code
     * .struct_ops.link} in place of {@code .struct_ops}. Kernel 6.4.
     */
    boolean link() default false;

    /** Whether loaders leave it out unless they are told otherwise: a {@code ?} in front of the section name. libbpf 1.4 or later. */
    boolean optional() default false;
}

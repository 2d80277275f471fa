package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.Kconfig;
import dev.skep.lang.Ksym;
import dev.skep.lang.Struct;
import dev.skep.lang.Syscall;
import dev.skep.lang.Tristate;
import dev.skep.lang.Unsigned;

/**
 * Tells user space what the kernel that runs was built with, and where one of its functions lies. The loader puts these values in, and the
 * verifier leaves out what they rule out.
 */
@Bpf(license = "GPL", minKernel = "5.14")
final class KernelFacts {
    @Struct
    static final class Facts {
        int ticksPerSecond;

        @Unsigned
        int version;

        boolean ipv6;
        boolean preemptible;

        @Unsigned
        long entry;
    }

    @Kconfig
    static int CONFIG_HZ;

    @Kconfig("LINUX_KERNEL_VERSION")
    static @Unsigned int version;

    @Kconfig(value = "CONFIG_IPV6", weak = true)
    static Tristate ipv6;

    @Kconfig(value = "CONFIG_PREEMPT", weak = true)
    static boolean preemptible;

    @Ksym("vfs_read")
    static @Unsigned long entry;

    private KernelFacts() {}

    @Syscall
    static int tell(Facts facts) {
        facts.ticksPerSecond = CONFIG_HZ;
        facts.version = version;
        facts.ipv6 = ipv6 != Tristate.NO;
        facts.preemptible = preemptible;
        facts.entry = entry;
        return 0;
    }
}

import dev.skep.lang.*;

@Bpf(license = "Proprietary", minKernel = "6.12")
final class KfuncsWithoutGpl {
    @Xdp
    static int program(XdpContext context) {
        try (var rcu = Kernel.rcuReadLock()) {
//                                       ^ SKEP3022 `bpf_rcu_read_lock` is for the GPL only, and the license is not
            return 0;
        }
    }
}

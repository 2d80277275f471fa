import dev.skep.lang.*;

@Bpf(license = "MIT", minKernel = "5.17")
final class Licenses {
    @Xdp
    static int program(XdpContext context) {
        return (int) Kernel.printk("for the GPL only");
//                                ^ SKEP3022 `bpf_trace_printk` is for the GPL only, and the license is "MIT"
    }

    @Lsm("task_free")
//  ^ SKEP3022 a program of section `lsm` is for the GPL only, and the license is "MIT"
    static int hook(long task) {
        return 0;
    }
}

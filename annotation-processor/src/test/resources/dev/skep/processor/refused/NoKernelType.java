import dev.skep.lang.*;

@Bpf(license = "GPL")
@KernelTypes("task")
final class NoKernelType {
//    ^ SKEP2037 no struct, union or enum of the kernel is named `task`
    @Xdp
    static int program(XdpContext context) {
        return 2;
    }
}

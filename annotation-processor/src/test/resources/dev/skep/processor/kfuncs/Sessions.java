import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.10")
final class Sessions {
    static long calls, took;

    @KprobeSession("do_nanosleep")
    static int slept(PtRegs registers) {
        if (!BpfSession.isReturn(registers)) {
            calls++;
            BpfSession.cookie(registers).value = Kernel.ktimeNs();
            return 0;
        }
        took += Kernel.ktimeNs() - BpfSession.cookie(registers).value;
        return 0;
    }
}

import dev.skep.lang.*;

final class Sessions {
    @Bpf(license = "GPL", minKernel = "6.10")
    static final class Elsewhere {
        @Kprobe("do_nanosleep")
        static int started(PtRegs registers) {
            return BpfSession.isReturn(registers) ? 1 : 0;
//                                    ^ SKEP3023 `bpf_session_is_return` is for programs that run at the start and at the return of a function
        }
    }

    @Bpf(license = "MIT", minKernel = "6.10")
    static final class OtherLicense {
        @KprobeSession("do_nanosleep")
        static int slept(PtRegs registers) {
            return (int) BpfSession.cookie(registers).value;
//                                        ^ SKEP3022 `bpf_session_cookie` is for the GPL only, and the license is not
        }
    }
}

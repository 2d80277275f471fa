package dev.skep.lang;

/**
 * What programs of {@link KprobeSession} and {@link UprobeSession} ask, which run at the start of a function and at its return. For the GPL only.
 * Kernel 6.10. Kernel 7.0 has given the functions a parameter: an object that must load before that has both forms, which libbpf tells apart.
 *
 * <pre>{@code
 * if (!BpfSession.isReturn(registers)) {
 *     BpfSession.cookie(registers).value = Kernel.ktimeNs();
 *     return 0;
 * }
 * took = Kernel.ktimeNs() - BpfSession.cookie(registers).value;
 * }</pre>
 */
public final class BpfSession {
    private BpfSession() {}

    /** Returns whether the function returns now, not starts: {@code bpf_session_is_return}. Kernel 6.10. */
    public static boolean isReturn(PtRegs context) {
        throw KernelOnly.here();
    }

    /** Returns a number that is the same at both ends of a call, 0 at first: {@code bpf_session_cookie}. Kernel 6.10. */
    public static U64 cookie(PtRegs context) {
        throw KernelOnly.here();
    }
}

package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.Bytes;
import dev.skep.lang.Kfunc;
import dev.skep.lang.Struct;
import dev.skep.lang.Syscall;

/**
 * Tells whether a line of a request for a web page asks for a host, by the kernel's own functions for text. They are declared as what they are:
 * native methods.
 */
@Bpf(license = "GPL", minKernel = "6.17")
final class KernelStrings {
    /** User space writes both before it asks. */
    static final byte[] line = new byte[128];

    static final byte[] host = new byte[32];

    @Struct
    static final class Answer {
        /** Where the name of the host begins in the line. */
        int found;
    }

    private KernelStrings() {}

    @Kfunc("bpf_strlen")
    private static native int strlen(byte[] text);

    /** Returns where {@code part} begins in {@code text}, or a negative error. */
    @Kfunc("bpf_strstr")
    private static native int strstr(byte[] text, byte[] part);

    /** Returns whether the line asks for the host. */
    @Syscall
    static int find(Answer answer) {
        if (strlen(host) <= 0 || strstr(line, Bytes.of("Host: ")) != 0) return 0;
        answer.found = strstr(line, host);
        return answer.found > 0 ? 1 : 0;
    }
}

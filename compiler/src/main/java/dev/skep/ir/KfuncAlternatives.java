package dev.skep.ir;

import java.util.Optional;
import java.util.Set;

/**
 * Kernel functions that later kernels have under another name, with other parameters. A program has both calls and asks which kernel runs;
 * loaders need to find only one of the functions, and the verifier looks only at the call that is reached.
 */
public final class KfuncAlternatives {
    /** The newer ones, which leave out what the verifier puts in. */
    private static final Set<String> NEWER = Set.of(
            "bpf_wq_set_callback",
            "bpf_stream_vprintk",
            "bpf_task_work_schedule_signal",
            "bpf_task_work_schedule_resume");

    /** What the name of the older one ends with. */
    private static final String OLDER = "_impl";

    private KfuncAlternatives() {}

    /** Returns the function that older kernels have instead; empty where there is none. */
    public static Optional<String> older(String kfunc) {
        return NEWER.contains(kfunc) ? Optional.of(kfunc + OLDER) : Optional.empty();
    }

    /** Returns whether a kernel may lack the function, since the other one is called there. */
    public static boolean isReplaced(String kfunc, Set<String> called) {
        var newer = kfunc.endsWith(OLDER) ? kfunc.substring(0, kfunc.length() - OLDER.length()) : kfunc;
        return NEWER.contains(newer) && called.contains(newer) && called.contains(newer + OLDER);
    }
}

package dev.skep.ir;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Kernel functions that later kernels have under another name, or with other parameters: then a suffix that loaders leave out tells one from
 * the other. A program has both calls and asks which kernel runs; loaders need to find only one of the functions, and the verifier looks only
 * at the call that is reached.
 */
public final class KfuncAlternatives {
    /** The newer one and the older one. */
    // spotless:off
    private static final Map<String, String> OLDER = Map.of(
            "bpf_wq_set_callback",           "bpf_wq_set_callback_impl",
            "bpf_stream_vprintk",            "bpf_stream_vprintk_impl",
            "bpf_task_work_schedule_signal", "bpf_task_work_schedule_signal_impl",
            "bpf_task_work_schedule_resume", "bpf_task_work_schedule_resume_impl",
            "bpf_session_is_return",         "bpf_session_is_return___void",
            "bpf_session_cookie",            "bpf_session_cookie___void");
    // spotless:on

    private KfuncAlternatives() {}

    /** Returns the function that older kernels have instead; empty where there is none. */
    public static Optional<String> older(String kfunc) {
        return Optional.ofNullable(OLDER.get(kfunc));
    }

    /** Returns whether a kernel may lack the function, since the other one is called there. */
    public static boolean isReplaced(String kfunc, Set<String> called) {
        return OLDER.entrySet().stream()
                .filter(pair -> kfunc.equals(pair.getKey()) || kfunc.equals(pair.getValue()))
                .anyMatch(pair -> called.contains(pair.getKey()) && called.contains(pair.getValue()));
    }
}

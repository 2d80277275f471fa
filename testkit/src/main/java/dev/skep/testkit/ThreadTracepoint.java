package dev.skep.testkit;

/**
 * A tracepoint with a program attached by a perf event of the calling thread. The kernel runs the program for other threads, too, that come by
 * meanwhile: it has to look whose call it is.
 */
public final class ThreadTracepoint {
    /** {@code PERF_TYPE_TRACEPOINT}. */
    private static final int TRACEPOINT = 2;

    private ThreadTracepoint() {}

    /** Runs something while a program is attached. */
    public static void during(LoadedProgram program, long id, Runnable work) {
        try (ThreadClock event = ThreadClock.of(program, TRACEPOINT, id, 1)) {
            event.during(work);
        }
    }
}

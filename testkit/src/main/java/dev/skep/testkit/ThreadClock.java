package dev.skep.testkit;

import com.sun.jna.Memory;

/** A perf event of the calling thread alone: its clock, which runs a program every so often while the thread is busy. */
public final class ThreadClock implements AutoCloseable {
    private static final int ATTRIBUTE_SIZE = 112;
    private static final int TYPE = 0;
    private static final int SIZE = 4;
    private static final int CONFIGURATION = 8;
    private static final int SAMPLE_PERIOD = 16;
    private static final int FLAGS = 40;

    /** {@code PERF_TYPE_SOFTWARE}; its {@code PERF_COUNT_SW_CPU_CLOCK} is 0. */
    private static final int SOFTWARE = 1;

    private static final long DISABLED = 1;
    private static final long ENABLE = 0x2400;
    private static final long DISABLE = 0x2401;
    private static final long SET_BPF = 0x40042408;

    private final int descriptor;

    private ThreadClock(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Opens a clock that ticks so many nanoseconds apart, and attaches a program of type {@code PERF_EVENT}; it stands still at first. */
    public static ThreadClock of(LoadedProgram program, long nanoseconds) {
        return of(program, SOFTWARE, 0, nanoseconds);
    }

    /** Opens a perf event of the calling thread, with a program attached. */
    static ThreadClock of(LoadedProgram program, int type, long configuration, long period) {
        Memory attribute = Bpf.zeros(ATTRIBUTE_SIZE);
        attribute.setInt(TYPE, type);
        attribute.setInt(SIZE, ATTRIBUTE_SIZE);
        attribute.setLong(CONFIGURATION, configuration);
        attribute.setLong(SAMPLE_PERIOD, period);
        attribute.setLong(FLAGS, DISABLED);
        int descriptor = (int) Bpf.LIBC.syscall(number(), attribute, 0L, -1L, -1L, 0L);
        if (descriptor < 0) throw Missing.judge("no right to open a perf event: " + Bpf.describe(Bpf.errno()));
        ThreadClock clock = new ThreadClock(descriptor);
        clock.tell(SET_BPF, program.descriptor());
        return clock;
    }

    /** Runs something while the clock runs. */
    public void during(Runnable work) {
        tell(ENABLE, 0);
        try {
            work.run();
        } finally {
            tell(DISABLE, 0);
        }
    }

    private void tell(long request, int argument) {
        if (Bpf.LIBC.ioctl(descriptor, request, argument) < 0)
            throw new IllegalStateException("perf event: " + Bpf.describe(Bpf.errno()));
    }

    private static long number() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> 298;
            case "aarch64" -> 241;
            default -> throw Missing.judge("the number of perf_event_open on this machine is not known here");
        };
    }

    @Override
    public void close() {
        Bpf.close(descriptor);
    }
}

package dev.skep.testkit;

import com.sun.jna.Memory;
import java.lang.ref.Reference;

/** One {@code BPF_PROG_TEST_RUN}: the layout of {@code struct bpf_test_run_opts} and the buffers that it points to. */
final class TestRun {
    private static final int SIZE = 80;
    private static final int DATA_IN = 8;
    private static final int DATA_OUT = 16;
    private static final int DATA_SIZE_IN = 24;
    private static final int DATA_SIZE_OUT = 28;
    private static final int CONTEXT_IN = 32;
    private static final int CONTEXT_OUT = 40;
    private static final int CONTEXT_SIZE_IN = 48;
    private static final int CONTEXT_SIZE_OUT = 52;
    private static final int RETURN_VALUE = 56;
    private static final int REPEAT = 60;
    private static final int DURATION = 64;

    /** How much a program may grow a packet. */
    private static final int ROOM = 8192;

    private final Memory options = Bpf.zeros(SIZE);
    private final Memory dataIn;
    private final Memory dataOut;
    private final Memory context;

    private TestRun(byte[] packet, byte[] context) {
        this.dataIn = Bpf.copy(packet);
        this.dataOut = Bpf.zeros(packet.length + (long) ROOM);
        this.context = Bpf.copy(context);
        options.setLong(0, SIZE);
        if (context.length > 0) {
            options.setPointer(CONTEXT_IN, this.context);
            options.setInt(CONTEXT_SIZE_IN, context.length);
        }
    }

    static TestRun onPacket(byte[] packet, byte[] context, int times) {
        TestRun run = new TestRun(packet, context);
        run.options.setPointer(DATA_IN, run.dataIn);
        run.options.setInt(DATA_SIZE_IN, packet.length);
        run.options.setPointer(DATA_OUT, run.dataOut);
        run.options.setInt(DATA_SIZE_OUT, packet.length + ROOM);
        if (context.length > 0) {
            run.options.setPointer(CONTEXT_OUT, run.context);
            run.options.setInt(CONTEXT_SIZE_OUT, context.length);
        }
        run.options.setInt(REPEAT, times);
        return run;
    }

    /** The kernel wants nothing but the context here, and writes a syscall program's back where it came from. */
    static TestRun onContext(byte[] context) {
        return new TestRun(new byte[0], context);
    }

    Run execute(int descriptor, String name) {
        try {
            Bpf.check(Bpf.LIBBPF.bpf_prog_test_run_opts(descriptor, options), "test run of program " + name);
        } finally {
            Reference.reachabilityFence(this); // the options hold addresses of our buffers, which is no reference
        }
        return new Run(
                options.getInt(RETURN_VALUE),
                dataOut.getByteArray(0, dataSizeOut()),
                context.getByteArray(0, options.getInt(CONTEXT_SIZE_IN)),
                options.getInt(DURATION));
    }

    private int dataSizeOut() {
        return options.getPointer(DATA_OUT) == null ? 0 : options.getInt(DATA_SIZE_OUT);
    }
}

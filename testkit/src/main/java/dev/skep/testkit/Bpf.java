package dev.skep.testkit;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The loaded libraries, libbpf's messages as text, and errors as exceptions. */
final class Bpf {
    static final Libbpf LIBBPF = Native.load(Libbpf.NAME, Libbpf.class);

    static final Libbpf.C LIBC = Libbpf.C.load();

    /** libbpf has one printer per process; what it says belongs to the call that the same thread is in. */
    private static final ThreadLocal<StringBuilder> MESSAGES = ThreadLocal.withInitial(StringBuilder::new);

    /** Held here because the native side does not keep it alive. */
    private static final Libbpf.Print PRINTER = Bpf::print;

    private static final int LIBBPF_WARN = 0;
    private static final int LIBBPF_DEBUG = 2;

    /** The least important level of messages that a thread takes down. */
    private static final ThreadLocal<Integer> LEVEL = ThreadLocal.withInitial(() -> LIBBPF_WARN);

    private static final int MESSAGE_LIMIT = 4096;

    static {
        LIBBPF.libbpf_set_print(PRINTER);
    }

    private Bpf() {}

    /** A call's result and the warnings that libbpf gave during it. */
    record Said<T>(T result, String messages) {}

    /** As {@link #listening}, and all that libbpf says about what it does. */
    static <T> Said<T> overhearing(Supplier<T> call) {
        LEVEL.set(LIBBPF_DEBUG);
        try {
            return listening(call);
        } finally {
            LEVEL.set(LIBBPF_WARN);
        }
    }

    static <T> Said<T> listening(Supplier<T> call) {
        StringBuilder messages = MESSAGES.get();
        messages.setLength(0);
        T result = call.get();
        return new Said<>(result, messages.toString());
    }

    /** The result of a call, unless it is a negative errno. */
    static int check(int result, String what) {
        if (result < 0) {
            throw new IllegalStateException(what + ": " + describe(-result));
        }
        return result;
    }

    /** The errno that the last call of a native function by this thread left. */
    static int errno() {
        return Native.getLastError();
    }

    static String describe(int errno) {
        return LIBC.strerror(errno) + " (errno " + errno + ")";
    }

    static void close(int descriptor) {
        check(LIBC.close(descriptor) == 0 ? 0 : -errno(), "close descriptor " + descriptor);
    }

    /** A native copy of {@code bytes}; never empty, so that it has an address. */
    static Memory copy(byte[] bytes) {
        Memory memory = zeros(bytes.length);
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }

    static Memory zeros(long size) {
        Memory memory = new Memory(Math.max(size, 1));
        memory.clear();
        return memory;
    }

    static Memory text(String text) {
        return copy((text + '\0').getBytes(StandardCharsets.UTF_8));
    }

    private static int print(int level, Pointer format, Pointer arguments) {
        if (level <= LEVEL.get()) {
            Memory buffer = zeros(MESSAGE_LIMIT);
            LIBC.vsnprintf(buffer, MESSAGE_LIMIT, format, arguments);
            MESSAGES.get().append(buffer.getString(0, StandardCharsets.UTF_8.name()));
        }
        return 0;
    }
}

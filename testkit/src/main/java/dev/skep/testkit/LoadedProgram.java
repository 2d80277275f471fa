package dev.skep.testkit;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;

/** A program that the kernel has accepted. It lives as long as the object or code that it came from. */
public final class LoadedProgram {
    private static final int INFO_SIZE = 256;
    private static final int INFO_ID = 4;
    private static final int INFO_JITED_SIZE = 16;
    private static final int INFO_TRANSLATED_SIZE = 20;

    private static final int STREAM_READ_BY_FD = 37;
    private static final int STREAM_ATTRIBUTES = 24;
    private static final int STREAM_SIZE = 4096;

    private final String name;
    private final int descriptor;
    private final int instructionCount;
    private final VerifierLog log;

    LoadedProgram(String name, int descriptor, int instructionCount, VerifierLog log) {
        this.name = name;
        this.descriptor = descriptor;
        this.instructionCount = instructionCount;
        this.log = log;
    }

    /** The program's name in its object. */
    public String name() {
        return name;
    }

    int descriptor() {
        return descriptor;
    }

    /** The kernel's number for it, as {@code bpftool prog show id} takes it. */
    public int id() {
        return info(INFO_ID);
    }

    /** How many 8-byte instruction slots were handed to the kernel, called subprograms included. */
    public int instructionCount() {
        return instructionCount;
    }

    /** How many bytes of BPF the kernel keeps after its own rewriting. */
    public int translatedBytes() {
        return info(INFO_TRANSLATED_SIZE);
    }

    /** How many bytes of machine code the kernel made of it; 0 where it interprets. */
    public int jitedBytes() {
        return info(INFO_JITED_SIZE);
    }

    /** What the verifier wrote about it. */
    public VerifierLog log() {
        return log;
    }

    /** Runs the program once on a packet. */
    public Run run(byte[] packet) {
        return run(packet, new byte[0]);
    }

    /** Runs the program once on a packet with a context, as the kernel takes it for this type: {@code struct __sk_buff} …. */
    public Run run(byte[] packet, byte[] context) {
        return TestRun.onPacket(packet, context, 1).execute(descriptor, name);
    }

    /** Runs the program {@code times} times on the same packet, for its duration. */
    public Run repeat(byte[] packet, int times) {
        return TestRun.onPacket(packet, new byte[0], times).execute(descriptor, name);
    }

    /** Runs a program that has a context and no packet: a raw tracepoint's arguments, a syscall program's struct. */
    public Run runContext(byte[] context) {
        return TestRun.onContext(context).execute(descriptor, name);
    }

    /** Takes what the program has printed to a stream, {@code BPF_STDOUT} (1) or {@code BPF_STDERR} (2). */
    public String takeStream(int stream) {
        Memory text = Bpf.zeros(STREAM_SIZE);
        Memory attributes = Bpf.zeros(STREAM_ATTRIBUTES);
        attributes.setPointer(0, text);
        attributes.setInt(8, STREAM_SIZE);
        attributes.setInt(12, stream);
        attributes.setInt(16, descriptor);
        int read = (int) Bpf.LIBC.syscall(number(), STREAM_READ_BY_FD, attributes, (long) STREAM_ATTRIBUTES);
        return new String(
                text.getByteArray(0, Bpf.check(read < 0 ? -Bpf.errno() : read, "stream of program " + name)),
                StandardCharsets.UTF_8);
    }

    private static long number() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> 321;
            case "aarch64" -> 280;
            default -> throw Missing.judge("the number of bpf on this machine is not known here");
        };
    }

    private int info(int offset) {
        Memory info = Bpf.zeros(INFO_SIZE);
        Memory size = Bpf.copy(NativeOrder.u32(INFO_SIZE));
        Bpf.check(Bpf.LIBBPF.bpf_obj_get_info_by_fd(descriptor, info, size), "information about program " + name);
        return info.getInt(offset);
    }
}

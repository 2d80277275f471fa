package dev.skep.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The running kernel, reached through the system's libbpf. */
public final class Kernel {
    /** {@code r0 = 0; exit}, the same in both byte orders. */
    private static final byte[] RETURN_0 = {(byte) 0xb7, 0, 0, 0, 0, 0, 0, 0, (byte) 0x95, 0, 0, 0, 0, 0, 0, 0};

    private Kernel() {}

    /** Whether objects can be loaded here: Linux, {@code libbpf.so.1}, and the right to call bpf(2). */
    public static boolean available() {
        return unavailable().isEmpty();
    }

    /** Why objects cannot be loaded here; empty where they can. */
    public static Optional<String> unavailable() {
        return Probe.UNAVAILABLE;
    }

    /** Skips the test with the reason where objects cannot be loaded; fails it there when {@code CI=true}. */
    public static void require() {
        if (!available()) {
            throw Missing.judge(unavailable().orElseThrow());
        }
    }

    /** Opens an object, to be set up and loaded. */
    public static ObjectLoader open(byte[] object) {
        return new ObjectLoader(object);
    }

    /** Opens an object file, to be set up and loaded. */
    public static ObjectLoader open(Path object) {
        try {
            return open(Files.readAllBytes(object));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads an object as it is. */
    public static LoadedObject load(byte[] object) {
        return open(object).load();
    }

    /** Loads an object file as it is. */
    public static LoadedObject load(Path object) {
        return open(object).load();
    }

    /**
     * Loads bare instructions, in the kernel's byte order, as a program under the GPL.
     *
     * @throws KernelRefused with the verifier's log when the kernel refuses them
     */
    public static LoadedCode loadCode(ProgramKind kind, byte[] instructions) {
        return LoadedCode.load(kind, instructions, LogDetail.PATHS);
    }

    /** Whether the kernel takes bare instructions as a program of a type and attach type, by the kernel's numbers for both. */
    public static boolean accepts(int programType, int attachType, byte[] instructions) {
        return LoadedCode.accepts(programType, attachType, instructions);
    }

    /** What the verifier says against bare instructions, in the kernel's byte order, under the GPL; empty where the kernel takes them. */
    public static Optional<String> refusal(BareProgram program, byte[] instructions) {
        return LoadedCode.refusal(program, instructions);
    }

    /** Asked once: neither the library nor the rights of this process come and go. */
    private static final class Probe {
        static final Optional<String> UNAVAILABLE = ask();

        private Probe() {}

        private static Optional<String> ask() {
            if (!"Linux".equals(System.getProperty("os.name"))) {
                return Optional.of("only Linux runs BPF programs");
            }
            try (LoadedCode code = loadCode(ProgramKind.SOCKET_FILTER, RETURN_0)) {
                return code.program().id() == 0 ? Optional.of("the kernel gave no program id") : Optional.empty();
            } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
                return Optional.of("no " + Libbpf.NAME + " on this machine");
            } catch (KernelRefused | IllegalStateException e) {
                return Optional.of("no right to load BPF programs: " + e.getMessage());
            }
        }
    }
}

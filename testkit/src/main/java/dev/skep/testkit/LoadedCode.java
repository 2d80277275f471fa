package dev.skep.testkit;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A program loaded from bare instructions, by {@link Kernel#loadCode}. */
public final class LoadedCode implements AutoCloseable {
    private static final int INSTRUCTION_SIZE = 8;

    /** The layout of {@code struct bpf_prog_load_opts}. */
    private static final int OPTIONS_SIZE = 104;

    private static final int ATTACH_TYPE = 12;
    private static final int PROGRAM_FLAGS = 20;
    private static final int ATTACH_TYPE_ID = 32;
    private static final int LOG_LEVEL = 88;
    private static final int LOG_SIZE = 92;
    private static final int LOG_BUFFER = 96;

    private static final int LOG_BYTES = 1 << 24;
    private static final int SHORT_LOG_BYTES = 1 << 16;

    private final LoadedProgram program;
    private final int descriptor;

    private LoadedCode(LoadedProgram program, int descriptor) {
        this.program = program;
        this.descriptor = descriptor;
    }

    static LoadedCode load(ProgramKind kind, byte[] instructions, LogDetail detail) {
        if (instructions.length == 0 || instructions.length % INSTRUCTION_SIZE != 0) {
            throw new IllegalArgumentException(
                    instructions.length + " bytes are not a positive number of 8-byte instructions");
        }
        Memory log = Bpf.zeros(LOG_BYTES);
        int count = instructions.length / INSTRUCTION_SIZE;
        int result = Bpf.LIBBPF.bpf_prog_load(
                kind.number(),
                "code",
                "GPL",
                Bpf.copy(instructions),
                count,
                options(kind.loadFlags(), detail.level(), log));
        String text = log.getString(0, StandardCharsets.UTF_8.name());
        if (result < 0) {
            throw new KernelRefused("code", -result, "", text);
        }
        return new LoadedCode(new LoadedProgram("code", result, count, new VerifierLog(text)), result);
    }

    static boolean accepts(int programType, int attachType, byte[] instructions) {
        Memory options = Bpf.zeros(OPTIONS_SIZE);
        options.setLong(0, OPTIONS_SIZE);
        options.setInt(ATTACH_TYPE, attachType);
        int count = instructions.length / INSTRUCTION_SIZE;
        int result = Bpf.LIBBPF.bpf_prog_load(programType, "code", "GPL", Bpf.copy(instructions), count, options);
        if (result >= 0) {
            Bpf.close(result);
        }
        return result >= 0;
    }

    /** What the verifier says against the program; empty where the kernel takes it. */
    static Optional<String> refusal(BareProgram program, byte[] instructions) {
        Memory log = Bpf.zeros(SHORT_LOG_BYTES);
        Memory options = options(program.flags(), 1, log);
        options.setInt(ATTACH_TYPE, program.attachType());
        options.setInt(ATTACH_TYPE_ID, (int) program.attachTypeId());
        int count = instructions.length / INSTRUCTION_SIZE;
        int result = Bpf.LIBBPF.bpf_prog_load(program.type(), "code", "GPL", Bpf.copy(instructions), count, options);
        if (result < 0) {
            return Optional.of(log.getString(0, StandardCharsets.UTF_8.name()));
        }
        Bpf.close(result);
        return Optional.empty();
    }

    private static Memory options(int programFlags, int logLevel, Memory log) {
        Memory options = Bpf.zeros(OPTIONS_SIZE);
        options.setLong(0, OPTIONS_SIZE);
        options.setInt(PROGRAM_FLAGS, programFlags);
        options.setInt(LOG_LEVEL, logLevel);
        options.setInt(LOG_SIZE, (int) log.size());
        options.setPointer(LOG_BUFFER, log);
        return options;
    }

    /** The program, to run and to ask. */
    public LoadedProgram program() {
        return program;
    }

    @Override
    public void close() {
        Bpf.close(descriptor);
    }
}

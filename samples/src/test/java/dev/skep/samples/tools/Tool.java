package dev.skep.samples.tools;

import dev.skep.samples.InC;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.ObjectLoader;
import java.nio.file.Path;
import java.util.Locale;

/** The tools that are compared with what clang makes of the same in C. */
enum Tool {
    OPEN_SNOOP(OpenSnoop.class),
    BOOTSTRAP(Bootstrap.class),
    RUNQ_LATENCY(RunqLatency.class),
    BLOCK_LATENCY(BlockLatency.class),
    TCP_CONNECT(TcpConnect.class),
    TCP_LIFE(TcpLife.class),
    TASK_LIST(TaskList.class),
    FILE_GUARD(FileGuard.class),
    EXEC_SNOOP(ExecSnoop.class),
    PROFILE(Profile.class),
    CUBIC(Cubic.class);

    private final Class<?> type;

    Tool(Class<?> type) {
        this.type = type;
    }

    /** The object that javac made of it. */
    Path object() {
        return object(type);
    }

    ObjectLoader open() {
        return Kernel.open(object());
    }

    /** What clang makes of it, stripped, where {@code vmlinux.h} is. */
    Path inC(Path folder) {
        var source = Path.of("src/test/c/tools", name().toLowerCase(Locale.ROOT) + ".bpf.c");
        return InC.compiled(source, folder, "-I" + folder, "-D__TARGET_ARCH_x86", "-mcpu=v3");
    }

    static Path object(Class<?> type) {
        return Path.of("target/classes/META-INF/bpf", type.getName() + ".bpf.o");
    }
}

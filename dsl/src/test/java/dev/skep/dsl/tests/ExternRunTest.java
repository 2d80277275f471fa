package dev.skep.dsl.tests;

import static dev.skep.dsl.ExternDef.kconfig;
import static dev.skep.dsl.ExternDef.ksym;
import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.KernelVariable.kernelVariable;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.rawTracepoint;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.Types.BOOL;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.XdpAction.PASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.U64;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the loader finds in the kernel that runs. */
class ExternRunTest {
    private static final GlobalDef<U64> VERSION = global("version", U64);
    private static final GlobalDef<U64> HAS_BPF = global("has_bpf", U64);
    private static final GlobalDef<U64> MISSING = global("missing", U64, 5);
    private static final GlobalDef<U64> ADDRESS = global("address", U64);
    private static final GlobalDef<U64> NOWHERE = global("nowhere", U64, 5);

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void isWhatTheKernelHas() {
        var object = BpfObjects.build("test", o -> o.license(GPL).program("test", xdp(), p -> {
            p.global(VERSION).set(p.extern(kconfig("LINUX_KERNEL_VERSION", U32)).to(U64));
            p.global(HAS_BPF).set(p.extern(kconfig("CONFIG_BPF_SYSCALL", BOOL)).to(U64));
            p.global(MISSING)
                    .set(p.extern(kconfig("CONFIG_SKEP_IS_NOT_THERE", U64).weak()));
            p.global(ADDRESS).set(p.extern(ksym("vfs_read")));
            p.global(NOWHERE).set(p.extern(ksym("skep_is_not_there").weak()));
            p.return_(PASS);
        }));
        try (var loaded = Kernel.load(object.bytes())) {
            loaded.program("test").run(new byte[64]);
            var release = System.getProperty("os.version").split("\\.");
            var version = Integer.parseInt(release[0]) << 16 | Integer.parseInt(release[1]) << 8;
            assertThat(loaded.global("version").number() & ~0xff).isEqualTo(version);
            assertThat(loaded.global("has_bpf").number()).isOne();
            assertThat(loaded.global("missing").number()).isZero();
            assertThat(loaded.global("address").number())
                    .as("an address of the kernel")
                    .isNegative();
            assertThat(loaded.global("nowhere").number()).isZero();
        }
    }

    /** The loader has found it by its type when the kernel looks for its address. */
    @Test
    void variablesAreFoundByTheirTypes() {
        var active = kernelVariable("bpf_prog_active", S32).perCpu();
        var object = BpfObjects.build("test", o -> o.license(GPL).program("test", rawTracepoint("sched_switch"), p -> {
            p.ifThen(p.thisCpu(active).lt(0), () -> p.return_(5));
            p.return_(7);
        }));
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(loaded.program("test").runContext(new byte[24]).returnValue())
                    .isEqualTo(7);
        } catch (KernelRefused refused) {
            assertThat(refused).hasMessageContaining("failed to find the address for kernel symbol 'bpf_prog_active'");
        }
    }

    /** Kernels without {@code CONFIG_KALLSYMS_ALL} have the types of their variables, and no addresses. */
    @Test
    void variablesAreReadOnEachCpu() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/kallsyms"))) {
            assumeTrue(
                    lines.anyMatch(line -> line.endsWith(" runqueues")), "this kernel tells no addresses of variables");
        }
        var queue = kernelStruct("rq");
        var cpu = queue.field("cpu", S32);
        var queues = kernelVariable("runqueues", queue).perCpu();
        var object = BpfObjects.build("test", o -> o.license(GPL).program("test", rawTracepoint("sched_switch"), p -> {
            var here = p.smpProcessorId().to(S32);
            p.ifThen(p.thisCpu(queues).get(cpu).ne(here), () -> p.return_(1));
            var same = p.perCpu(queues, p.smpProcessorId()).orElseReturn(2);
            p.ifThen(same.get(cpu).ne(here), () -> p.return_(3));
            p.perCpu(queues, u32(1 << 20)).ifPresent(none -> p.return_(4));
            p.ifThen(p.thisCpu(kernelVariable("bpf_prog_active", S32).perCpu()).lt(0), () -> p.return_(5));
            p.ifThen(
                    p.addressOf(kernelVariable("skep_is_not_there", U32)
                                    .perCpu()
                                    .weak())
                            .ne(0),
                    () -> p.return_(6));
            p.return_(7);
        }));
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(loaded.program("test").runContext(new byte[24]).returnValue())
                    .isEqualTo(7);
        }
    }
}

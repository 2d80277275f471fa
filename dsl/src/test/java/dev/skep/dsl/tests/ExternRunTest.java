package dev.skep.dsl.tests;

import static dev.skep.dsl.ExternDef.kconfig;
import static dev.skep.dsl.ExternDef.ksym;
import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.Types.BOOL;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.XdpAction.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.U64;
import dev.skep.testkit.Kernel;
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
}

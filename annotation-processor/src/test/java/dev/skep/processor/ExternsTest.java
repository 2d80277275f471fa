package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What libbpf looks up in the kernel that runs is what that kernel says of itself. */
class ExternsTest {
    private static final Path CONFIGURATION = Path.of("/proc/config.gz");

    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Externs {
                @Struct static final class Answers {
                    long hz;
                    @Unsigned int version;
                    int syscall;
                    int tristate;
                    int missing;
                    @Unsigned long address;
                    @Unsigned long nowhere;
                    @Length(16) byte[] name;
                    int named;
                }

                @Kconfig static int CONFIG_HZ;
                @Kconfig("LINUX_KERNEL_VERSION") static @Unsigned int version;
                @Kconfig("CONFIG_BPF_SYSCALL") static boolean hasSyscall;
                @Kconfig("CONFIG_BPF") static Tristate hasBpf;
                @Kconfig(value = "CONFIG_SKEP_IS_NOT_THERE", weak = true) static long missing;
                @Kconfig("CONFIG_DEFAULT_HOSTNAME") @Length(16) static String host;
                @Ksym static long vfs_read;
                @Ksym(value = "skep_is_not_there", weak = true) static @Unsigned long nowhere;

                @Xdp static int program(XdpContext context) {
                    var answers = context.packet().next(Answers.class);
                    if (answers == null) return 0;
                    answers.hz = CONFIG_HZ;
                    answers.version = version;
                    answers.syscall = hasSyscall ? 1 : 2;
                    answers.tristate = hasBpf == Tristate.YES ? 1 : 2;
                    answers.missing = missing == 0 ? 1 : 2;
                    answers.address = vfs_read;
                    answers.nowhere = nowhere;
                    if (nowhere != 0 || vfs_read == 0) return 1;
                    answers.named = Bytes.equal(answers.name, host) ? 1 : 2;
                    return 2;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
        assumeTrue(Files.isReadable(CONFIGURATION), "this kernel does not tell its configuration");
    }

    @Test
    void areWhatTheKernelSays() throws IOException {
        var packet = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        packet.put(40, configured("CONFIG_DEFAULT_HOSTNAME").replace("\"", "").getBytes(StandardCharsets.UTF_8));
        try (var object = Kernel.load(Build.of("Externs", SOURCE).objectOrFail("Externs"))) {
            var run = object.program("program").run(packet.array());
            assertThat(run.returnValue()).isEqualTo(2);
            var answers = ByteBuffer.wrap(run.data()).order(ByteOrder.nativeOrder());
            assertThat(answers.getLong(0)).isEqualTo(Long.parseLong(configured("CONFIG_HZ")));
            assertThat(answers.getInt(8) >>> 8).isEqualTo(release());
            assertThat(answers.getInt(12))
                    .isEqualTo(configured("CONFIG_BPF_SYSCALL").equals("y") ? 1 : 2);
            assertThat(answers.getInt(16)).isEqualTo(configured("CONFIG_BPF").equals("y") ? 1 : 2);
            assertThat(answers.getInt(20)).isEqualTo(1);
            assertThat(answers.getLong(24)).isEqualTo(address("vfs_read"));
            assertThat(answers.getLong(32)).isZero();
            assertThat(answers.getInt(56)).isEqualTo(1);
        }
    }

    @Test
    void mustBeThereUnlessTheyAreWeak() {
        var object = Build.of("Externs", SOURCE.replace(", weak = true) static long missing", ") static long missing"))
                .objectOrFail("Externs");
        assertThatThrownBy(() -> Kernel.load(object).close())
                .isInstanceOf(KernelRefused.class)
                .hasMessageContaining("CONFIG_SKEP_IS_NOT_THERE");
    }

    private static int release() throws IOException {
        var parts = Files.readString(Path.of("/proc/sys/kernel/osrelease")).split("[.-]");
        return Integer.parseInt(parts[0]) << 8 | Integer.parseInt(parts[1]);
    }

    private static long address(String symbol) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/kallsyms"))) {
            var line = lines.filter(each -> each.matches("\\p{XDigit}+ . " + symbol))
                    .findFirst();
            return Long.parseUnsignedLong(line.orElseThrow().substring(0, 16), 16);
        }
    }

    private static String configured(String name) {
        try (var input = new GZIPInputStream(Files.newInputStream(CONFIGURATION))) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElse("n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.skep.samples.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.guest.Guest;
import dev.skep.testkit.guest.GuestCommand;
import dev.skep.testkit.guest.GuestFiles;
import dev.skep.testkit.guest.GuestKernel;
import dev.skep.testkit.guest.GuestResult.Finished;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the tools tell of a whole machine, a virtual one, while commands run there. */
@EnabledIfSystemProperty(named = "skep.all", matches = "true", disabledReason = "boots kernels: ./check --all does")
final class ToldInGuestsTest {
    @TempDir
    private static Path folder;

    private static Path observer;

    @BeforeAll
    static void compiles() throws IOException {
        var source = folder.resolve("told.c");
        try (var resource = ToldInGuestsTest.class.getResourceAsStream("told.c")) {
            Files.write(source, Objects.requireNonNull(resource).readAllBytes());
        }
        observer = folder.resolve("told");
        Judge.require("clang-19")
                .run("-O1", "-o", observer.toString(), source.toString(), "-lbpf")
                .orFail();
    }

    @ParameterizedTest
    @EnumSource(names = {"V6_1", "NEWEST"})
    void filesAreToldWithWhereTheirPathsBegin(GuestKernel kernel) throws IOException {
        var script = "mkdir -p /run/outer/inner && cd /run/outer/inner && echo x >there"
                + " && {} sh -c 'cat there missing; cat /proc/stat; true' | grep ^opens";
        var opens = told(kernel, OpenSnoop.class, script, "opens", OpenSnoopBpf.Views.OpenView::of);
        for (var path : List.of("there", "missing"))
            assertThat(opens)
                    .filteredOn(open -> open.pathText().equals(path))
                    .hasSize(1)
                    .allSatisfy(open -> {
                        assertThat(open.commText()).isEqualTo("cat");
                        assertThat(open.result()).isEqualTo(path.equals("missing") ? -2 : 3);
                        assertThat(open.uid()).isZero();
                        assertThat(ToldDirectory.of(open.from().steps(), open.from()::namesText))
                                .isEqualTo("/run/outer/inner");
                    });
        assertThat(opens)
                .filteredOn(open -> open.pathText().equals("/proc/stat"))
                .hasSize(1)
                .allMatch(open -> open.from().steps() == 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"V6_1", "NEWEST"})
    void bothSidesOfAConnectionAreTold(GuestKernel kernel) throws IOException {
        var script = "{} sh -c 'nc -l -p 7777 >/tmp/got & sleep 1; printf hello | nc 127.0.0.1 7777; wait'";
        var lives = told(kernel, TcpLife.class, script, "lives", TcpLifeBpf.Views.LifeView::of);
        assertThat(lives).hasSize(2).allSatisfy(life -> {
            assertThat(life.family()).isIn(2L, 10L);
            assertThat(life.commText()).isEqualTo("nc");
            assertThat(life.pid()).isPositive();
            assertThat(life.lasted())
                    .isPositive()
                    .isLessThan(Duration.ofMinutes(1).toNanos());
            assertThat(address(life.local())).isEqualTo("127.0.0.1");
            assertThat(address(life.remote())).isEqualTo("127.0.0.1");
        });
        assertThat(lives)
                .filteredOn(life -> life.localPort() == 7777)
                .singleElement()
                .satisfies(server -> assertThat(server.received()).isEqualTo(6));
        assertThat(lives)
                .filteredOn(life -> life.remotePort() == 7777)
                .singleElement()
                .satisfies(client -> assertThat(client.acknowledged()).isEqualTo(7));
    }

    @ParameterizedTest
    @EnumSource(names = {"V6_1", "NEWEST"})
    void theBeginningOfAConnectionIsTold(GuestKernel kernel) throws IOException {
        var script = "{} sh -c 'nc -l -p 7777 & sleep 1; nc 127.0.0.1 7777 </dev/null; wait'";
        var connects = told(kernel, TcpConnect.class, script, "connects", TcpConnectBpf.Views.ConnectView::of);
        assertThat(connects).singleElement().satisfies(connect -> {
            assertThat(connect.destination()).isEqualTo(0x7f00_0001);
            assertThat(connect.destinationPort()).isEqualTo(7777);
            assertThat(connect.commText()).isEqualTo("nc");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"V6_1", "NEWEST"})
    void processesAreToldAtTheirStartAndEnd(GuestKernel kernel) throws IOException {
        var script = "ln -s /bin/busybox /tmp/sh; {} sh -c '/tmp/sh -c \"exit 3\"; true'";
        var events = told(kernel, Bootstrap.class, script, "events", BootstrapBpf.Views.EventView::of);
        var failed = events.stream().filter(event -> event.exitCode() == 3 << 8).toList();
        assertThat(failed).singleElement().satisfies(end -> {
            assertThat(end.ended()).isTrue();
            assertThat(end.lived()).isPositive();
            assertThat(events)
                    .filteredOn(event -> event.pid() == end.pid() && !event.ended())
                    .singleElement()
                    .satisfies(start -> {
                        assertThat(start.pathText()).isEqualTo("/tmp/sh");
                        assertThat(start.parent()).isEqualTo(end.parent());
                    });
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"V6_1", "NEWEST"})
    void waitingForACpuIsCounted(GuestKernel kernel) throws IOException {
        var lines =
                lines(kernel, RunqLatency.class, "{} sh -c 'for i in 1 2 3; do ls /bin >/dev/null; sleep 0.1; done'");
        assertThat(lines).isNotEmpty().allMatch(line -> line.matches("slots \\d+ \\d+"));
        assertThat(lines.stream()
                        .mapToLong(line -> Long.parseLong(line.split(" ")[2]))
                        .sum())
                .isGreaterThan(6);
    }

    /** A file is opened by the user it is guarded for, not by another, be that root. */
    @Test
    void aGuardedFileIsRefused() throws IOException {
        var script = "entry() { echo guarded=$(printf %02x $(stat -c %d $1))00000000000000"
                + "$(printf %02x%02x $(($(stat -c %i $1) & 255)) $(($(stat -c %i $1) >> 8)))000000000000=$2; };"
                + " cd /tmp; echo others >others; echo own >own; echo free >free;"
                + " {} $(entry others e8030000) $(entry own 00000000) sh -c 'cat free; cat own; cat others || echo refused'";
        assertThat(lines(GuestKernel.NEWEST, FileGuard.class, script)).containsExactly("free", "own", "refused");
    }

    private static String address(ByteBuffer bytes) {
        var copy = new byte[16];
        bytes.get(0, copy);
        try {
            return InetAddress.getByAddress(copy).getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static <V> List<V> told(
            GuestKernel kernel, Class<?> tool, String script, String map, Function<ByteBuffer, V> view)
            throws IOException {
        List<V> records = new ArrayList<>();
        for (var line : lines(kernel, tool, script)) {
            assertThat(line).startsWith(map + " ");
            records.add(view.apply(ByteBuffer.wrap(HexFormat.of().parseHex(line.substring(map.length() + 1)))));
        }
        return records;
    }

    /** What is printed by a script in which braces stand for a tool that watches. */
    private static List<String> lines(GuestKernel kernel, Class<?> tool, String script) throws IOException {
        var files = new GuestFiles().add("/tool.o", Tool.object(tool));
        var words = files.addProgram("told", Path.of("/"), observer.toRealPath().toString());
        var command = script.replace("{}", String.join(" ", words) + " /tool.o");
        var run = Guest.require(kernel)
                .run(files, List.of(new GuestCommand("tool", List.of("sh", "-c", command), Duration.ofSeconds(60))));
        assertThat(run.results().get(0)).as(run.console()).isInstanceOf(Finished.class);
        var result = (Finished) run.results().get(0);
        assertThat(result.exit()).as(result.errText() + result.outText()).isZero();
        return result.outText().lines().toList();
    }
}

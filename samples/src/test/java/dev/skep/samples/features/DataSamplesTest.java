package dev.skep.samples.features;

import static dev.skep.samples.features.Packets.CLIENT;
import static dev.skep.samples.features.Packets.ETHERNET;
import static dev.skep.samples.features.Packets.IPV4;
import static dev.skep.samples.features.Packets.SERVER;
import static dev.skep.samples.features.Packets.UDP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, structs, records, enums, arrays, text and variables, in the kernel. */
final class DataSamplesTest {
    private static final int PASS = 2;
    private static final int DROP = 1;
    private static final int SKB = 192;
    private static final int MARK = 8;
    private static final int PRIORITY = 32;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void sequenceNumbersWrap() {
        try (var loaded = Kernel.load(SequenceNumbersBpf.bytes())) {
            for (var number : new int[] {-3000, -1500, -3000, 0, 1500, -1500, 1500, 3000, 4500, 6000})
                segment(loaded, number);
            assertThat(loaded.global("fresh").number()).isEqualTo(7);
            assertThat(loaded.global("repeated").number()).isEqualTo(3);
            assertThat(loaded.global("percent").number()).isEqualTo(30);
            assertThat(loaded.global("highest").number()).isEqualTo(6000);
        }
    }

    private static void segment(LoadedObject loaded, int number) {
        var packet = Packets.tcp(CLIENT, 1000, SERVER, 80, 0).putInt(ETHERNET + IPV4 + 4, number);
        assertThat(loaded.program("watch").run(packet.array()).returnValue()).isEqualTo(PASS);
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource({
        "8, 0, 0x00070203, 0x203, 0,          0",
        "5, 1, 0x0a0000fe, 0,     0x0a0000fe, 0",
        "3, 4, 0x00000578, 0,     0,          1400",
        "3, 1, 0x00000578, 0,     0,          0",
        "0, 0, 0x00070203, 0,     0,          0",
    })
    // spotless:on
    void messagesMeanWhatTheirTypeSays(int type, int code, int rest, long ping, long gateway, long mtu) {
        try (var loaded = Kernel.load(IcmpMessagesBpf.bytes())) {
            var packet = Packets.ipv4(CLIENT, SERVER, 1);
            packet.put(ETHERNET + IPV4, (byte) type).put(ETHERNET + IPV4 + 1, (byte) code);
            packet.putInt(ETHERNET + IPV4 + 4, rest);
            assertThat(loaded.program("listen").run(packet.array()).returnValue())
                    .isEqualTo(PASS);
            assertThat(loaded.global("lastPing").number()).isEqualTo(ping);
            assertThat(loaded.global("lastGateway").number()).isEqualTo(gateway);
            assertThat(loaded.global("lastMtu").number()).isEqualTo(mtu);
        }
    }

    @Test
    void flagsAreSingleBits() {
        try (var loaded = Kernel.load(DnsAnswersBpf.bytes())) {
            for (var flags : new int[] {0x8180, 0x8183, 0x8583, 0x8380, 0x0100}) {
                var packet = Packets.udp(SERVER, 53, CLIENT, 4000).putShort(ETHERNET + IPV4 + UDP + 2, (short) flags);
                loaded.program("count").run(packet.array());
            }
            var results = ByteBuffer.wrap(loaded.global("results").bytes()).order(ByteOrder.nativeOrder());
            assertThat(results.getInt(0)).as("fine").isEqualTo(2);
            assertThat(results.getInt(3 * 4)).as("no such name").isEqualTo(2);
            assertThat(loaded.global("truncated").number()).isEqualTo(1);
        }
    }

    @Test
    void bothDirectionsAreOneFlow() {
        try (var loaded = Kernel.load(FlowTableBpf.bytes())) {
            var program = loaded.program("account");
            program.run(Packets.udp(CLIENT, 4000, SERVER, 53, new byte[30]).array());
            program.run(Packets.udp(SERVER, 53, CLIENT, 4000, new byte[100]).array());
            program.run(Packets.udp(CLIENT, 4001, SERVER, 53, new byte[30]).array());
            var flows = loaded.map("flows");
            assertThat(flows.keys()).hasSize(2);
            var key = FlowTableBpf.Views.FlowView.allocate();
            key.source(CLIENT)
                    .destination(SERVER)
                    .sourcePort(4000)
                    .destinationPort(53)
                    .protocol(17);
            var traffic = FlowTableBpf.Views.flowsValue(
                    ByteBuffer.wrap(flows.lookup(bytes(key.bytes())).orElseThrow()));
            assertThat(traffic.packets()).isEqualTo(2);
            assertThat(traffic.bytes_()).isEqualTo(2 * (IPV4 + UDP) + 130);
        }
    }

    @ParameterizedTest
    @CsvSource({"ALLOW, 2, 0", "WATCH, 2, 1", "DENY, 1, 0"})
    void policiesAreNumbersInTheMap(ProtocolPolicy.Policy policy, int verdict, int watched) {
        try (var loaded = Kernel.load(ProtocolPolicyBpf.bytes())) {
            var rule = ProtocolPolicyBpf.Views.RuleView.allocate().policy(policy.ordinal());
            loaded.map("rules").update(NativeOrder.u32(17), bytes(rule.bytes()));
            var packet = Packets.udp(CLIENT, 1, SERVER, 2).array();
            assertThat(loaded.program("decide").run(packet).returnValue()).isEqualTo(verdict);
            var after = loaded.map("rules").lookup(NativeOrder.u32(17)).orElseThrow();
            assertThat(ProtocolPolicyBpf.Views.rulesValue(ByteBuffer.wrap(after))
                            .watched())
                    .isEqualTo(watched);
            assertThat(loaded.program("decide")
                            .run(Packets.tcp(CLIENT, 1, SERVER, 2, 0).array())
                            .returnValue())
                    .as("a protocol without a rule of its own")
                    .isEqualTo(PASS);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0x20, 1", "0xb8, 6", "0xc0, 7", "0xff, 7"})
    void prioritiesComeFromTheTable(int typeOfService, int priority) {
        try (var loaded = Kernel.load(DscpPriorityBpf.bytes())) {
            var packet = Packets.udp(CLIENT, 1, SERVER, 2).put(ETHERNET + 1, (byte) typeOfService);
            var run = loaded.program("prioritize").run(packet.array(), new byte[SKB]);
            assertThat(run.returnValue()).isZero();
            assertThat(number(run.context(), PRIORITY)).isEqualTo(priority);
        }
    }

    @Test
    void aLineIsWrittenForTheCommandThatIsWatched() throws IOException {
        var self = Files.readString(Path.of("/proc/thread-self/comm")).strip();
        try (var loaded = Kernel.load(CommandLogBpf.configure().watched(self).object());
                var other = Kernel.load(CommandLogBpf.bytes())) {
            assertThat(loaded.program("onExec").runContext(new byte[8]).returnValue())
                    .isEqualTo(1);
            var line = CommandLogBpf.Views.line(
                    ByteBuffer.wrap(loaded.global("line").bytes()));
            var uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            assertThat(line.textText())
                    .isEqualTo(
                            "%s[%d] of user %d", self, ProcessHandle.current().pid(), uid);
            assertThat(other.program("onExec").runContext(new byte[8]).returnValue())
                    .as("not bash")
                    .isZero();
        }
    }

    @Test
    void sizesAreCountedInATable() {
        try (var loaded = Kernel.load(SizeTableBpf.bytes())) {
            for (var payload : new int[] {0, 3, 4, 1000})
                loaded.program("count")
                        .run(Packets.udp(CLIENT, 1, SERVER, 2, new byte[payload])
                                .array());
            loaded.program("count").run(Packets.tcp(CLIENT, 1, SERVER, 2, 0).array());
            loaded.program("count")
                    .run(Packets.ipv4(CLIENT, SERVER, 1)
                            .putShort(ETHERNET + 2, (short) 65535)
                            .array());
            var packets = new long[3][16];
            for (var value :
                    loaded.map("tables").lookupPerCpu(NativeOrder.u32(0)).orElseThrow()) {
                var table = SizeTableBpf.Views.tablesValue(ByteBuffer.wrap(value));
                for (var i = 0; i < 3; i++) for (var j = 0; j < 16; j++) packets[i][j] += table.packets(i, j);
            }
            assertThat(packets[1]).as("UDP").isEqualTo(new long[] {0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0});
            assertThat(packets[0][5]).as("TCP").isEqualTo(1);
            assertThat(packets[2][15]).as("others").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.1 404 Not Found, 404", "HTTP/2 200, 200", "HTTP/2 20x, 0", "'', 0", "GET, 0"})
    void theStatusIsFound(String text, int status) {
        try (var loaded = Kernel.load(StatusLineBpf.bytes())) {
            loaded.global("line").set(Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 64));
            var run = loaded.program("count").runContext(new byte[4]);
            assertThat(run.returnValue()).isEqualTo(status == 0 ? 0 : 1);
            assertThat(number(run.context(), 0)).isEqualTo(status);
            assertThat(loaded.map("counts").keys()).hasSize(status == 0 ? 0 : 1);
        }
    }

    @Test
    void everyThirdPacketIsMarkedUnlessPaused() {
        try (var loaded = Kernel.load(SamplerBpf.configure().every(3).object())) {
            var marks = new StringBuilder();
            for (var i = 0; i < 9; i++) {
                if (i == 6) loaded.global("paused").set(1);
                var run = loaded.program("sample").run(Packets.ethernet(0x0800), new byte[SKB]);
                marks.append(number(run.context(), MARK) == Sampler.MARK ? 'x' : '.');
            }
            assertThat(marks).hasToString("..x..x...");
            assertThat(loaded.global("seen").number()).isEqualTo(6);
        }
    }

    private static int number(byte[] bytes, int offset) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(offset);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}

package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.kernel.AttachType;
import dev.skep.kernel.ProgramType;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs of several kinds, run by the kernel: what they are handed, and what becomes of what they write and return. */
class HooksInTheKernelTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;
            import dev.skep.lang.net.*;
            import java.util.Arrays;

            @Bpf(license = "GPL", minKernel = "5.18")
            final class Programs {
                @Struct
                static final class Metadata {
                    @Unsigned int color;
                }

                @Struct
                static final class Arguments {
                    int a;
                    int b;
                    long sum;
                    @Length(3) short[] rest;
                }

                @Xdp
                static int metadata(XdpContext context) {
                    var metadata = context.metadata(Metadata.class);
                    return metadata == null ? -1 : (int) metadata.color++;
                }

                @FlowDissector
                static FlowDissectorVerdict dissect(SkBuff skb) {
                    var keys = skb.flowKeys;
                    var packet = skb.packet();
                    packet.skip(keys.nhoff & 0x3f);
                    var ip = packet.next(Ipv4.class);
                    if (ip == null) return FlowDissectorVerdict.DROP;
                    keys.nProto = EtherType.IP;
                    keys.ipProto = ip.protocol;
                    keys.addrProto = EtherType.IP;
                    keys.ipv4Src = ip.saddr;
                    keys.thoff = (short) (keys.nhoff + 20);
                    return FlowDissectorVerdict.OK;
                }

                @Syscall
                static int add(Arguments arguments) {
                    arguments.sum = (long) arguments.a + arguments.b;
                    arguments.rest[2]--;
                    return arguments.a;
                }

                record Pair(byte small, long large) {}

                @Struct
                static final class Pairs {
                    int number;
                    Pair from;
                    Pair to;
                    @Length(8) byte[] name;
                    @Length(2) short[] rest;
                }

                @Syscall
                static int swap(Pairs pairs) {
                    var from = pairs.from;
                    pairs.to = new Pair((byte) (from.small() + pairs.number), from.large());
                    Bytes.set(pairs.name, "skep");
                    Arrays.fill(pairs.rest, (short) 0);
                    return pairs.from.equals(pairs.to) ? 1 : 0;
                }

                @LwtXmit
                static LwtVerdict mark(SkBuff skb) {
                    skb.mark = skb.mark + 1;
                    skb.cb[4] = 9;
                    return skb.mark == 6 ? LwtVerdict.OK : LwtVerdict.DROP;
                }

                static int bytes;
                static int family;

                @CgroupSkb
                static SkAction look(SkBuff skb) {
                    var socket = skb.sk;
                    if (socket != null) family = (int) socket.family;
                    bytes = (int) skb.len;
                    return SkAction.PASS;
                }
            }
            """;

    private static final String NETFILTER = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.4")
            final class Filters {
                @KernelType("sk_buff") static final class Buffer { @Unsigned int len; }
                @KernelType("nf_hook_state") static final class State { @Unsigned byte pf; }

                static int pf;
                static int bytes;

                @Netfilter
                static NetfilterVerdict filter(NetfilterContext context) {
                    pf = context.state(State.class).pf & 0xff;
                    bytes = (int) context.skb(Buffer.class).len;
                    return bytes == 64 ? NetfilterVerdict.ACCEPT : NetfilterVerdict.DROP;
                }
            }
            """;

    private static final String REPLACEMENT = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.10")
            final class Other {
                @Freplace
                static int instead(XdpContext context) {
                    return (int) context.rxQueueIndex + 3;
                }
            }
            """;

    private static final String PROBE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Probes {
                static long sum;

                @Kprobe("any")
                static int probe(PtRegs registers) {
                    sum = registers.arg(1) + registers.result();
                    return 0;
                }

                @PerfEvent
                static int sample(PerfEventContext context) {
                    sum = context.samplePeriod();
                    return 0;
                }
            }
            """;

    private static final int EPERM = 1;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void metadataLiesInFrontOfThePacket() {
        var packet = ByteBuffer.allocate(68).order(ByteOrder.nativeOrder()).putInt(0, 77);
        var context = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
        context.putInt(0, 4).putInt(4, 68);
        try (var loaded = load()) {
            assertThat(loaded.program("metadata")
                            .run(packet.array(), context.array())
                            .returnValue())
                    .isEqualTo(77);
            assertThat(loaded.program("metadata").run(new byte[64]).returnValue())
                    .isEqualTo(-1);
        }
    }

    @Test
    void flowsAreDissected() {
        var packet = ByteBuffer.allocate(64).putShort(12, (short) 0x0800);
        packet.put(14, (byte) 0x45).put(23, (byte) 17).putInt(26, 0x01020304);
        try (var loaded = load()) {
            var run = loaded.program("dissect").run(packet.array());
            assertThat(run.returnValue()).isZero();
            var keys = ByteBuffer.wrap(run.data()).order(ByteOrder.nativeOrder());
            assertThat(run.data()).hasSize(56);
            assertThat(keys.getShort(2)).as("thoff").isEqualTo((short) (keys.getShort(0) + 20));
            assertThat(keys.get(9)).as("ip_proto").isEqualTo((byte) 17);
            assertThat(keys.order(ByteOrder.BIG_ENDIAN).getShort(10))
                    .as("n_proto")
                    .isEqualTo((short) 0x0800);
            assertThat(keys.getInt(16)).as("ipv4_src").isEqualTo(0x01020304);
        }
    }

    @Test
    void memoryOfUserSpaceIsReadAndWritten() {
        var context = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
        context.putInt(0, 40).putInt(4, 2).putShort(20, (short) 1);
        try (var loaded = load()) {
            var run = loaded.program("add").runContext(context.array());
            var after = ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder());
            assertThat(run.returnValue()).isEqualTo(40);
            assertThat(after.getLong(8)).isEqualTo(42);
            assertThat(after.getShort(20)).isZero();
        }
    }

    @Test
    void recordsLieInTheMemoryOfUserSpace() {
        var context = ByteBuffer.allocate(56).order(ByteOrder.nativeOrder());
        context.putInt(0, 5)
                .put(8, (byte) 3)
                .putLong(16, -9)
                .putLong(24, -1)
                .putLong(32, -1)
                .putLong(40, -1)
                .putLong(48, -1);
        try (var loaded = load()) {
            var run = loaded.program("swap").runContext(context.array());
            var after = ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder());
            assertThat(run.returnValue()).isZero();
            assertThat(after.getLong(24))
                    .as("the number and zeroes")
                    .isEqualTo(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 8 : 8L << 56);
            assertThat(after.getLong(32)).isEqualTo(-9);
            assertThat(Arrays.copyOfRange(run.context(), 40, 56))
                    .isEqualTo(new byte[] {'s', 'k', 'e', 'p', 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1});
        }
    }

    @Test
    void packetsOfTunnelsAndCgroupsAreSeen() {
        var skb = ByteBuffer.allocate(192).order(ByteOrder.nativeOrder()).putInt(8, 5);
        var packet = ByteBuffer.allocate(64).putShort(12, (short) 0x0800).array();
        try (var loaded = load()) {
            var run = loaded.program("mark").run(packet, skb.array());
            var after = ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder());
            assertThat(run.returnValue()).isZero();
            assertThat(after.getInt(8)).as("mark").isEqualTo(6);
            assertThat(after.getInt(64)).as("cb[4]").isEqualTo(9);
            assertThat(loaded.program("look").run(packet).returnValue()).isEqualTo(1);
            assertThat(loaded.global("bytes").number()).isEqualTo(50);
            assertThat(loaded.global("family").number())
                    .as("AF_UNSPEC or AF_INET")
                    .isIn(0L, 2L);
        }
    }

    @Test
    void hooksOfNetfilterHandOverStructsOfTheKernel() {
        var object = Build.of("Filters", NETFILTER).objectOrFail("Filters");
        var packet = ByteBuffer.allocate(64).putShort(12, (short) 0x0800).put(14, (byte) 0x45);
        try (var loaded = Kernel.open(object)
                .as(ProgramType.NETFILTER.id(), AttachType.NETFILTER.id())
                .load()) {
            assertThat(loaded.program("filter").run(packet.array()).returnValue())
                    .isEqualTo(1);
            assertThat(loaded.global("bytes").number()).isEqualTo(64);
            assertThat(loaded.global("pf").number()).isEqualTo(2);
        }
    }

    /** Some kernels lend no attachment of this kind to anybody. */
    @Test
    void programsReplaceFunctionsOfOthers() {
        try {
            replace();
        } catch (KernelRefused refused) {
            Assumptions.assumeFalse(refused.errno() == EPERM && refused.log().isBlank(), "freplace is forbidden here");
            throw refused;
        }
    }

    private static void replace() {
        try (var target = load();
                var other = Kernel.open(Build.of("Other", REPLACEMENT).objectOrFail("Other"))
                        .replacing("instead", target.program("metadata"), "metadata")
                        .load()) {
            assertThat(other.programs()).containsExactly("instead");
        }
    }

    @Test
    void registersAreThoseOfTheMachine() {
        assertThat(code("x86_64")).contains("(r1 + 104)", "(r1 + 80)", "(r1 + 168)");
        assertThat(code("aarch64")).contains("(r1 + 8)", "(r1 + 0)", "(r1 + 272)");
    }

    private static String code(String machine) {
        var options = List.<Object>of("-Askep.machine=" + machine, "-Askep.dump=code");
        return Build.with(options, "Probes", PROBE).compilation().notes().stream()
                .map(note -> note.getMessage(Locale.ROOT))
                .reduce("", String::concat);
    }

    private static LoadedObject load() {
        return Kernel.load(Build.of("Programs", SOURCE).objectOrFail("Programs"));
    }
}

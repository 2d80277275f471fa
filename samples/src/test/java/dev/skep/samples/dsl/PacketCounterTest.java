package dev.skep.samples.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import dev.skep.testkit.Shared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sample in the running kernel: against what its first sentence says, against the same in C, and in annotated Java. */
class PacketCounterTest {
    private static final long SEED = 20261122;
    private static final int PROTOCOLS = 256;
    private static final int ETHERNET = 14;
    private static final int DROP = 1;
    private static final int PASS = 2;
    private static final int[] TYPES = {0x0800, 0x86dd, 0x8100, 0x88a8, 0x0806};

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void countsPacketsOfItsOwnMaking() {
        var expected = new long[PROTOCOLS];
        try (var loaded = Kernel.load(PacketCounter.object().bytes())) {
            for (var packet : crafted()) {
                protocol(packet).ifPresent(protocol -> expected[protocol]++);
                assertThat(verdict(loaded, "countPacket", packet)).isEqualTo(DROP);
            }
            assertThat(counters(loaded, "packets")).isEqualTo(expected);
        }
    }

    @Test
    void letsCountedPacketsPassWhenToldTo() {
        try (var loaded =
                Kernel.open(PacketCounter.object().bytes()).set("pass", 1).load()) {
            for (var packet : crafted()) {
                var counted = protocol(packet).isPresent();
                assertThat(verdict(loaded, "countPacket", packet)).isEqualTo(counted ? PASS : DROP);
            }
        }
    }

    @Test
    void doesWhatTheSameInCDoes() throws IOException {
        var c = compileC(Shared.require("bench/c/xdp_count.c"));
        try (var ours = Kernel.load(PacketCounter.object().bytes());
                var theirs = Kernel.load(c)) {
            for (var packet : all()) {
                assertThat(verdict(ours, "countPacket", packet)).isEqualTo(verdict(theirs, "xdp_count", packet));
            }
            assertThat(counters(ours, "packets")).isEqualTo(counters(theirs, "rxcnt"));
        }
    }

    @Test
    void doesWhatTheAnnotatedSampleDoes() throws IOException {
        var annotated = annotated();
        for (var pass = 0; pass < 2; pass++) {
            try (var ours = Kernel.open(PacketCounter.object().bytes())
                            .set("pass", pass)
                            .load();
                    var theirs = Kernel.open(annotated).set("pass", pass).load()) {
                for (var packet : all()) {
                    assertThat(verdict(ours, "countPacket", packet)).isEqualTo(verdict(theirs, "countPacket", packet));
                }
                assertThat(counters(ours, "packets")).isEqualTo(counters(theirs, "packets"));
            }
        }
    }

    private static byte[] annotated() throws IOException {
        try (var object =
                PacketCounterTest.class.getResourceAsStream("/META-INF/bpf/dev.skep.samples.PacketCounter.bpf.o")) {
            return Objects.requireNonNull(object, "the annotated sample").readAllBytes();
        }
    }

    private static byte[] compileC(Path source) {
        var architecture = "-I/usr/include/" + System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-gnu";
        return Judge.require("clang-19")
                .run("-target", "bpf", "-O2", "-g", architecture, "-c", source.toString(), "-o", "-")
                .orFail()
                .bytes();
    }

    /** What the first sentence of the sample says of a packet; empty when it is too short for that. */
    private static OptionalInt protocol(byte[] packet) {
        var wire = ByteBuffer.wrap(packet);
        var at = ETHERNET;
        for (var tags = 0; ; tags++) {
            var type = Short.toUnsignedInt(wire.getShort(at - 2));
            var header = type == 0x0800 ? 20 : type == 0x86dd ? 40 : isTag(type) && tags < 2 ? 4 : 0;
            if (at + header > packet.length) return OptionalInt.empty();
            if (header != 4) {
                var field = type == 0x0800 ? 9 : 6;
                return OptionalInt.of(header == 0 ? 0 : Byte.toUnsignedInt(packet[at + field]));
            }
            at += header;
        }
    }

    private static boolean isTag(int type) {
        return type == 0x8100 || type == 0x88a8;
    }

    /** Random packets: up to three tags, any type, any length. */
    private static List<byte[]> crafted() {
        var random = RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(SEED);
        List<byte[]> packets = new ArrayList<>();
        for (var i = 0; i < 500; i++) packets.add(crafted(random));
        return packets;
    }

    private static byte[] crafted(RandomGenerator random) {
        var packet = new byte[ETHERNET + random.nextInt(64)];
        random.nextBytes(packet);
        for (var at = ETHERNET - 2; at + 2 <= packet.length && at <= ETHERNET + 10; at += 4) {
            ByteBuffer.wrap(packet).putShort(at, (short) TYPES[random.nextInt(TYPES.length)]);
        }
        return packet;
    }

    /** The packets of the benchmarks, each also cut short everywhere, and the crafted ones. */
    private static List<byte[]> all() throws IOException {
        var packets = crafted();
        try (var files = Files.list(Shared.require("bench/packets"))) {
            for (var file : files.sorted().toList()) {
                var packet = Files.readAllBytes(file);
                for (var size = ETHERNET; size <= packet.length; size++) packets.add(Arrays.copyOf(packet, size));
            }
        }
        return packets;
    }

    private static int verdict(LoadedObject object, String program, byte[] packet) {
        return object.program(program).run(packet).returnValue();
    }

    private static long[] counters(LoadedObject object, String map) {
        return LongStream.range(0, PROTOCOLS)
                .map(protocol -> object.map(map).lookupPerCpu(NativeOrder.u32((int) protocol)).orElseThrow().stream()
                        .mapToLong(NativeOrder::number)
                        .sum())
                .toArray();
    }
}

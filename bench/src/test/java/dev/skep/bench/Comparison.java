package dev.skep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.LoadedMap;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import dev.skep.testkit.Seed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Two objects in the kernel that should do the same on packets: return the same verdicts, write the same packets and count the same. */
final class Comparison {
    /** The kernel lets no test run have less. */
    private static final int SHORTEST_PACKET = 14;

    /** {@code BPF_MAP_TYPE_ARRAY}. */
    private static final int ARRAY = 2;

    private static final int CHANGED_PACKETS = 200;

    /** Maps whose values have the time in them: only their keys are the same. */
    private static final Set<String> WITH_CLOCK = Set.of("conn", "buckets", "classes");

    private Comparison() {}

    /** What became of one packet. */
    private record Outcome(int verdict, String packet) {}

    /** Runs both on the packets of a case, each also cut short everywhere and changed by chance. */
    static void of(LoadedObject ours, LoadedObject theirs, BenchCase given) {
        assertThat(ours.programs()).isEqualTo(theirs.programs());
        long seed = Seed.ofThisRun();
        fill(ours, given, new Random(seed));
        fill(theirs, given, new Random(seed));
        for (var packet : given.packets()) {
            for (byte[] bytes : variants(packet.bytes(), new Random(seed)))
                if (isRun(packet.program(), bytes))
                    assertThat(run(ours, packet.program(), bytes))
                            .as(() -> "%s, seed %d, on %s"
                                    .formatted(
                                            packet.program(),
                                            seed,
                                            HexFormat.of().formatHex(bytes)))
                            .isEqualTo(run(theirs, packet.program(), bytes));
            for (String map : theirs.maps())
                if (!map.contains("."))
                    assertThat(contents(ours.map(map)))
                            .as("map %s, seed %d", map, seed)
                            .isEqualTo(contents(theirs.map(map)));
        }
    }

    /** What the case says; and so that it matters which element a program takes, numbers by chance into arrays that it leaves alone. */
    private static void fill(LoadedObject loaded, BenchCase given, Random random) {
        for (String name : loaded.maps()) {
            LoadedMap map = loaded.map(name);
            if (map.type() == ARRAY
                    && map.valueSize() == Integer.BYTES
                    && given.entries().stream().noneMatch(e -> e.map().equals(name)))
                for (int i = 0; i < map.maxEntries(); i++)
                    map.update(NativeOrder.u32(i), NativeOrder.u32(random.nextInt(16)));
        }
        for (var entry : given.entries()) {
            LoadedMap map = loaded.map(entry.map());
            map.update(entry.key(), Arrays.copyOf(entry.value(), map.valueSize()));
        }
    }

    /** Returns whether the kernel runs a program on a packet: in the network stack there is an IP header where the Ethernet header says so. */
    private static boolean isRun(String program, byte[] packet) {
        if (!program.startsWith("tc_")) return true;
        int header =
                switch (ByteBuffer.wrap(packet).getShort(12) & 0xffff) {
                    case 0x0800 -> 20;
                    case 0x86dd -> 40;
                    default -> 1;
                };
        return packet.length >= SHORTEST_PACKET + header;
    }

    /** The packet whole, cut at every length, and with some bytes of its headers changed by chance. */
    private static List<byte[]> variants(byte[] packet, Random random) {
        List<byte[]> variants = new ArrayList<>();
        variants.add(packet);
        for (int length = SHORTEST_PACKET; length < packet.length; length++)
            variants.add(Arrays.copyOf(packet, length));
        for (int i = 0; i < CHANGED_PACKETS; i++) {
            byte[] changed = packet.clone();
            for (int bytes = random.nextInt(3); bytes >= 0; bytes--)
                changed[12 + random.nextInt(packet.length - 12)] = (byte) random.nextInt();
            variants.add(changed);
        }
        return variants;
    }

    private static Outcome run(LoadedObject loaded, String program, byte[] packet) {
        var run = loaded.program(program).run(packet);
        return new Outcome(run.returnValue(), HexFormat.of().formatHex(run.data()));
    }

    /** The entries of a map; what CPUs count apart is added up. */
    private static Map<String, String> contents(LoadedMap map) {
        Map<String, String> contents = new TreeMap<>();
        for (byte[] key : map.keys()) {
            String value = WITH_CLOCK.contains(map.name()) ? "" : value(map, key);
            contents.put(HexFormat.of().formatHex(key), value);
        }
        return contents;
    }

    private static String value(LoadedMap map, byte[] key) {
        if (!map.isPerCpu())
            return map.lookup(key).map(HexFormat.of()::formatHex).orElse("none");
        long[] sums = new long[(map.valueSize() + Long.BYTES - 1) / Long.BYTES];
        for (byte[] one : map.lookupPerCpu(key).orElseThrow()) {
            ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(one, sums.length * Long.BYTES))
                    .order(ByteOrder.nativeOrder());
            for (int i = 0; i < sums.length; i++) sums[i] += words.getLong();
        }
        return Arrays.toString(sums);
    }
}

package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NetworkNamespace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Connections that programs make, look up and change, in a network namespace whose table the kernel shows as text. */
class ConntrackTest {
    private static final byte[] PACKET = new byte[64];
    private static final int ENOENT = -2;
    private static final int EBUSY = -16;
    private static final int SEEN_REPLY = 1 << 1;
    private static final int CONFIRMED = 1 << 3;

    private static LoadedObject loaded;

    @BeforeAll
    static void load() {
        Kernel.require();
        loaded = Kernel.load(KfuncSources.object("Conntrack"));
    }

    @AfterAll
    static void unload() {
        if (loaded != null) loaded.close();
    }

    private static int run(NetworkNamespace network, String program) {
        return network.call(() -> loaded.program(program).run(PACKET).returnValue());
    }

    /** What the kernel shows of each connection behind the number of its protocol: the seconds that are left, its state and its addresses. */
    private static List<String> table(NetworkNamespace network) {
        var lines = network.run("cat", "/proc/net/nf_conntrack").orFail().out().lines();
        return lines.map(line -> line.split(" +", 5)[4]).sorted().collect(Collectors.toList());
    }

    private static int found(int field) {
        var data = loaded.map("skep.bss").lookup(new byte[4]).orElseThrow();
        return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt(4 * field);
    }

    @Test
    void aConnectionIsMadeFoundAndChanged() {
        try (var network = NetworkNamespace.create()) {
            assertThat(run(network, "circle")).isZero();
            assertThat(table(network))
                    .singleElement()
                    .asString()
                    .matches("(499|500) src=10.0.0.1 dst=10.0.0.2 sport=1000 dport=80 "
                            + "src=10.0.0.2 dst=10.0.0.1 sport=80 dport=1000 \\[ASSURED] mark=42 zone=0 use=2");
            assertThat(found(0)).isEqualTo(ENOENT);
            assertThat(found(1)).isEqualTo(EBUSY);
            assertThat(found(3) - found(2))
                    .as("ticks of 400 seconds")
                    .isPositive()
                    .matches(ticks -> ticks % 400 == 0);
            assertThat(found(4)).isEqualTo(SEEN_REPLY | CONFIRMED);
            assertThat(found(5)).isEqualTo(42);
            assertThat(found(6)).as("of a reply").isEqualTo(1);
        }
    }

    @Test
    void anEntryIsInsertedWhicheverWayIsLeft() {
        try (var network = NetworkNamespace.create()) {
            assertThat(run(network, "leaves")).isEqualTo(7);
            var table = table(network);
            assertThat(table).hasSize(5);
            for (var i = 0; i < 5; i++)
                assertThat(table.get(i))
                        .contains("sport=" + (2000 + i) + " dport=53 [UNREPLIED]")
                        .endsWith("mark=0 zone=0 use=2");
        }
    }

    @Test
    void addressesAreTranslated() {
        try (var network = NetworkNamespace.create()) {
            assertThat(run(network, "translated")).isZero();
            assertThat(table(network))
                    .singleElement()
                    .asString()
                    .contains("src=10.0.0.3 dst=10.0.0.4 sport=3000 dport=443")
                    .contains("src=192.168.0.2 dst=192.168.0.1 sport=8443 dport=5000");
        }
    }

    @Test
    void anEntryHasTenSecondsUnlessToldOtherwise() {
        try (var network = NetworkNamespace.create()) {
            assertThat(run(network, "brief")).isEqualTo(5);
            assertThat(table(network)).singleElement().asString().matches("(9|10) src=0.0.0.0 .*");
        }
    }
}

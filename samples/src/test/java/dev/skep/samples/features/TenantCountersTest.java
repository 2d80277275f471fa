package dev.skep.samples.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.BpfFs;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.Output;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code TenantCounters}, with bpftool in the part of user space: it makes a table for a tenant and puts it in. */
final class TenantCountersTest {
    @Test
    void eachTenantHasATableOfItsOwn(@TempDir Path folder) throws IOException {
        Kernel.require();
        var object = Files.write(folder.resolve("tenants.bpf.o"), TenantCountersBpf.bytes())
                .toString();
        try (var pins = BpfFs.mount()) {
            var programs = pins.folder().resolve("programs");
            var maps = pins.folder().resolve("maps");
            bpftool("prog", "loadall", object, programs.toString(), "pinmaps", maps.toString());
            var table = pins.folder().resolve("seven").toString();
            bpftool(
                    "map", "create", table, "type", "hash", "key", "4", "value", "8", "entries", "256", "name",
                    "seven");
            bpftool(
                    "map",
                    "update",
                    "pinned",
                    maps.resolve("tenants").toString(),
                    "key",
                    "7",
                    "0",
                    "0",
                    "0",
                    "value",
                    "pinned",
                    table);

            for (var tenant : new int[] {7, 0, 7, 9}) {
                var packet =
                        Files.write(folder.resolve("packet"), packet(tenant)).toString();
                bpftool("prog", "run", "pinned", programs.resolve("count").toString(), "data_in", packet);
            }
            assertThat(udp(table)).isEqualTo(2);
            assertThat(udp(maps.resolve("others").toString())).isEqualTo(1);
        }
    }

    private static int udp(String map) {
        var dumped = bpftool("map", "lookup", "pinned", map, "key", "17", "0", "0", "0", "-j")
                .out();
        return Integer.decode(
                dumped.replaceFirst(".*\"value\":\\[\"(\\w+)\".*", "$1").strip());
    }

    private static byte[] packet(int tenant) {
        var plain = Packets.udp(1, 2, 3, 4).array();
        var packet = ByteBuffer.allocate(plain.length + 4)
                .put(plain, 0, 12)
                .putShort((short) 0x8100)
                .putShort((short) tenant);
        return packet.put(plain, 12, plain.length - 12).array();
    }

    private static Output bpftool(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (all.remove("-j")) all.add(0, "-j");
        return Judge.require("bpftool").run(all.toArray(String[]::new)).orFail();
    }
}

package dev.skep.bench;

import dev.skep.testkit.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a program is compared on, as its file says: {@code map NAME KEY VALUE} for each entry, {@code run PROGRAM pkt=NAME} for each packet.
 * Lines about sockets and arguments of tracepoints are left to those who make them.
 */
record BenchCase(List<Entry> entries, List<Packet> packets) {
    /** What lies in a map before the first run; a value is filled up with zeroes. */
    record Entry(String map, byte[] key, byte[] value) {}

    /** A packet for a program. */
    record Packet(String program, byte[] bytes) {}

    static BenchCase read(String name) {
        List<Entry> entries = new ArrayList<>();
        List<Packet> packets = new ArrayList<>();
        for (String line : lines(Shared.require("bench/cfg/" + name + ".cfg"))) {
            String[] words = line.strip().split(" +");
            if (words[0].equals("map")) entries.add(new Entry(words[1], bytes(words[2]), bytes(words[3])));
            if (words[0].equals("run") && words[2].startsWith("pkt="))
                packets.add(new Packet(words[1], packet(words[2].substring("pkt=".length()))));
        }
        return new BenchCase(entries, packets);
    }

    private static byte[] bytes(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] packet(String name) {
        try {
            return Files.readAllBytes(Shared.require("bench/packets/" + name + ".bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.skep.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The sockets of this process, by their descriptors: Java tells nobody which one is whose. */
public final class Sockets {
    private Sockets() {}

    /** The descriptors that are sockets now. */
    public static Set<Integer> open() throws IOException {
        Set<Integer> sockets = new HashSet<>();
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (var descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)
                        && Files.readSymbolicLink(descriptor).toString().startsWith("socket:"))
                    sockets.add(Integer.parseInt(descriptor.getFileName().toString()));
            }
        }
        return sockets;
    }
}

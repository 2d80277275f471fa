package dev.skep.testkit.loader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Source files that come with this class.
 *
 * @param folder where they lie, beside it
 * @param names their names
 */
record Sources(String folder, List<String> names) {
    Sources {
        names = List.copyOf(names);
    }

    void writeTo(Path target) throws IOException {
        Files.createDirectories(target);
        for (String name : names) {
            Files.write(target.resolve(name), read(name));
        }
    }

    /** A short name for just these bytes. */
    String hash() {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append(name).append('\n').append(new String(read(name), StandardCharsets.UTF_8));
        }
        return hash(all.toString());
    }

    static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] read(String name) {
        try (InputStream resource = Sources.class.getResourceAsStream(folder + "/" + name)) {
            if (resource == null) {
                throw new IllegalStateException("no resource " + folder + "/" + name);
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

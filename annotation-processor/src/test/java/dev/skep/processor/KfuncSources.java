package dev.skep.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The programs of the folder {@code kfuncs}, which call functions of the kernel, by their names. */
final class KfuncSources {
    private KfuncSources() {}

    static Map<String, String> all() {
        try (var files =
                Files.list(Path.of(KfuncSources.class.getResource("kfuncs").toURI()))) {
            var sources = new TreeMap<String, String>();
            for (var file : (Iterable<Path>) files::iterator)
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compiles one of them. */
    static byte[] object(String name) {
        return Build.of(name, all().get(name)).objectOrFail(name);
    }
}

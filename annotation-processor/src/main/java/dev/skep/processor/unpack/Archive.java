package dev.skep.processor.unpack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** A tar archive with the types of one kernel, as BTFHub has them. */
final class Archive {
    private static final int RECORD = 512;
    private static final int NAME_AT = 257;
    private static final String NAME = "ustar";
    private static final int ENTRIES = 10_000;

    private Archive() {}

    /** Returns whether a file is an archive: {@code ustar} is where it has to be. */
    static boolean is(byte[] file) {
        return file.length >= RECORD
                && new String(file, NAME_AT, NAME.length(), StandardCharsets.US_ASCII).equals(NAME);
    }

    /**
     * Returns the file in an archive that has types.
     *
     * @throws IOException when there is none, or more than one
     */
    static byte[] typesIn(byte[] file) throws IOException {
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(file), StandardCharsets.UTF_8.name())) {
            return typesIn(tar);
        } catch (IllegalArgumentException e) { // as it says that a header makes no sense
            throw new IOException("broken tar: " + e.getMessage(), e);
        }
    }

    private static byte[] typesIn(TarArchiveInputStream tar) throws IOException {
        byte @Nullable [] found = null;
        var name = "";
        var entries = 0;
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (++entries > ENTRIES) throw new IOException("an archive of more than " + ENTRIES + " files");
            if (!entry.isFile() || entry.isSparse()) continue;
            var bytes = Packing.all(tar);
            if (!TypeFile.isTypes(bytes) && !TypeFile.isElf(bytes)) continue;
            if (found != null)
                throw new IOException(
                        "`" + name + "` and `" + entry.getName() + "` both have types: unpack one of them");
            found = bytes;
            name = entry.getName();
        }
        return Optional.ofNullable(found).orElseThrow(() -> new IOException("an archive without types"));
    }
}

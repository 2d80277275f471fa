package dev.skep.dsl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A BPF object file, as every loader takes it. Settings and sizes of maps are changed in a copy of its bytes: {@code ObjectCopy.of(bytes)}. */
public final class ObjectFile {
    private final String name;
    private final byte[] bytes;

    ObjectFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** Returns the name of the object. */
    public String name() {
        return name;
    }

    /** Returns the contents. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Writes the file, in place of one that is there. */
    public void write(Path file) throws IOException {
        Files.write(file, bytes);
    }

    @Override
    public String toString() {
        return "object `" + name + "`, " + bytes.length + " bytes";
    }
}

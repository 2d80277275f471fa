package dev.skep.dsl;

import dev.skep.lang.companion.ObjectCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A BPF object file, as every loader takes it. */
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

    /** Returns a copy in which a map has that many entries, a ring buffer that many bytes, whatever its definition says. */
    public ObjectFile withMaxEntries(MapDef<?> map, long entries) {
        return new ObjectFile(
                name, ObjectCopy.of(bytes).maxEntries(map.toString(), entries).object());
    }

    /** Returns a copy in which a setting is another number. */
    public <V extends HostInteger<V>> ObjectFile with(ConfigDef<V> setting, long value) {
        setting.type().literal(value);
        var size = setting.type().btf().size();
        return new ObjectFile(
                name,
                ObjectCopy.of(bytes).integers(setting.toString(), size, value).object());
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

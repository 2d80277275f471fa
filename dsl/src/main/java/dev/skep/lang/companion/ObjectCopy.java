package dev.skep.lang.companion;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A copy of an object in which settings and sizes of maps are changed before a loader gets it, as {@code bpf_map__set_max_entries} and
 * writing to a skeleton's {@code rodata} do, without native code. Settings are found by their symbols, sizes of maps by their types.
 */
public final class ObjectCopy {
    private final Elf elf;
    private final Map<String, Long> sizes = new LinkedHashMap<>();

    private ObjectCopy(Elf elf) {
        this.elf = elf;
    }

    /**
     * Returns a copy of an object.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static ObjectCopy of(byte[] object) {
        return new ObjectCopy(new Elf(object.clone()));
    }

    /**
     * Sets the numbers in a setting, or in the array that it is, which has as many.
     *
     * @param size bytes of each
     * @throws IllegalArgumentException when the object has no such setting
     */
    public ObjectCopy integers(String setting, int size, long... values) {
        var bytes = ByteBuffer.allocate(Math.multiplyExact(size, values.length)).order(order());
        for (var value : values) {
            switch (size) {
                case Byte.BYTES -> bytes.put((byte) value);
                case Short.BYTES -> bytes.putShort((short) value);
                case Integer.BYTES -> bytes.putInt((int) value);
                case Long.BYTES -> bytes.putLong(value);
                default -> throw new IllegalArgumentException("no integer has " + size + " bytes");
            }
        }
        return bytes(setting, bytes.array());
    }

    /**
     * Sets a text: UTF-8 and zeroes behind it, one at least.
     *
     * @throws IllegalArgumentException when the object has no such setting, or the text has no room in it
     */
    public ObjectCopy text(String setting, String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        var size = setting(setting).size();
        if (utf8.length >= size)
            throw new IllegalArgumentException(
                    setting + " has " + size + " bytes, and the text " + utf8.length + " and a NUL");
        if (text.indexOf('\0') >= 0) throw new IllegalArgumentException("the text for " + setting + " has a NUL in it");
        return bytes(setting, Arrays.copyOf(utf8, size));
    }

    /**
     * Sets all bytes of a setting.
     *
     * @throws IllegalArgumentException when the object has no such setting, or it has another size
     */
    public ObjectCopy bytes(String setting, byte[] bytes) {
        var symbol = setting(setting);
        if (bytes.length != symbol.size())
            throw new IllegalArgumentException(setting + " has " + symbol.size() + " bytes, not " + bytes.length);
        elf.put(symbol, bytes);
        return this;
    }

    /**
     * Sets how many entries a map has at most, or how many bytes a ring buffer has.
     *
     * @throws IllegalArgumentException when there is no such map, or the number is none for a map
     */
    public ObjectCopy maxEntries(String map, long entries) {
        if (entries < 1 || entries > 0xffff_ffffL)
            throw new IllegalArgumentException("map " + map + " cannot have " + entries + " entries");
        MapSizes.of(elf).require(map);
        sizes.put(map, entries);
        return this;
    }

    /** Returns the byte order of the machines that the object is for. */
    public ByteOrder order() {
        return elf.order();
    }

    /** Returns the object as it is now. */
    public byte[] object() {
        if (sizes.isEmpty()) return elf.bytes();
        var types = MapSizes.of(elf);
        sizes.forEach(types::set);
        return elf.with(".BTF", types.bytes());
    }

    private Elf.Symbol setting(String name) {
        var symbol = elf.symbol(name);
        if (!symbol.section().equals(".rodata") && !symbol.section().startsWith(".rodata."))
            throw new IllegalArgumentException(name + " lies in " + symbol.section() + " and is no setting");
        return symbol;
    }
}

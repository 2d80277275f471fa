package dev.skep.object.link;

import dev.skep.elf.ByteString;

/**
 * An object to link.
 *
 * @param name what messages call it, a file's name
 * @param bytes the object
 */
public record LinkInput(String name, ByteString bytes) {
    /** An object to link; the bytes are copied. */
    public static LinkInput of(String name, byte[] bytes) {
        return new LinkInput(name, ByteString.of(bytes));
    }
}

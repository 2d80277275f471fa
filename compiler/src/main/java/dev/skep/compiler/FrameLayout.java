package dev.skep.compiler;

import dev.skep.asm.SourceLine;
import java.util.List;

/**
 * Who owns which bytes of a function's frame.
 *
 * @param areas from the frame pointer down
 */
public record FrameLayout(List<Area> areas) {
    /** What the kernel gives one call chain. */
    public static final int LIMIT = 512;

    /** Why a piece of the frame is there. */
    public enum Purpose {
        /** A variable of the program that has an address. */
        SLOT,
        /** A value that found no register. */
        SPILL
    }

    /**
     * A piece of the frame.
     *
     * @param name what the user calls it; for a spill, that it is one
     * @param offset from the frame pointer, negative
     * @param size bytes
     * @param location where it is declared, or the value comes from
     */
    public record Area(Purpose purpose, String name, int offset, int size, SourceLine location) {}

    /** Copies the list. */
    public FrameLayout {
        areas = List.copyOf(areas);
    }

    /** Returns how many bytes the frame has, padding included. */
    public int size() {
        return areas.isEmpty() ? 0 : -areas.get(areas.size() - 1).offset();
    }
}

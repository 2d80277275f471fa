package dev.skep.dsl;

import dev.skep.asm.SourceLine;

/** What a program took and has to give back: a ring buffer record, a reference to a socket. Each is its own, wherever it was taken. */
final class Reservation {
    private final String name;
    private final String release;
    private final SourceLine line;

    /**
     * Something that was taken.
     *
     * @param release how it is given back: {@code submit() or discard()}
     */
    Reservation(String name, String release, SourceLine line) {
        this.name = name;
        this.release = release;
        this.line = line;
    }

    /** Returns how it is given back. */
    String release() {
        return release;
    }

    @Override
    public String toString() {
        return name + " of " + line;
    }
}

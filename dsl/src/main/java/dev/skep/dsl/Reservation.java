package dev.skep.dsl;

import dev.skep.asm.SourceLine;

/** A ring buffer record that a program has asked for; each is its own, wherever it was asked for. */
final class Reservation {
    private final String name;
    private final SourceLine line;

    Reservation(String name, SourceLine line) {
        this.name = name;
        this.line = line;
    }

    @Override
    public String toString() {
        return "reserved record `" + name + "` of " + line;
    }
}

package dev.skep.dsl;

/** A block of the user's program; what is made in it is known until it ends. */
final class Scope {
    private boolean open = true;

    boolean isOpen() {
        return open;
    }

    void close() {
        open = false;
    }
}

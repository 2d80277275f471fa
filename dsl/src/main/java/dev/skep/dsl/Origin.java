package dev.skep.dsl;

import dev.skep.asm.SourceLine;

/** Where a handle was made: it is good in the same function until the block around that line ends. */
record Origin(Body body, Frame frame, Scope scope, SourceLine line) {
    /** Throws unless {@code what} from here may be used in {@code user}. */
    void require(Body user, String what) {
        if (body != user) {
            throw new IllegalArgumentException(
                    what + " of " + line + " belongs to `" + body.name() + "` and is used in `" + user.name() + "`");
        }
        if (!scope.isOpen()) {
            throw new IllegalStateException(what + " of " + line
                    + " is used after its block has ended; a variable made before the block carries values out");
        }
    }

    /** Throws unless {@code what} from here may still be used. */
    void require(String what) {
        require(body, what);
    }

    /** Throws unless {@code what} from here may still be used, in this function and not in one that is called back. */
    void requireHere(String what) {
        require(what);
        if (frame != body.frame()) {
            throw new IllegalStateException(
                    what + " of " + line + " stays outside of a callback, which is another function");
        }
    }
}

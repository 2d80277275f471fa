package dev.skep.dsl;

import dev.skep.ir.Unit;
import java.util.function.Consumer;

/** Opens the door to the IR for tests, which live outside this package because they are users. */
public final class Units {
    private Units() {}

    /** What an object is compiled from. */
    public static Unit of(Consumer<ObjectBuilder> contents) {
        return BpfObjects.unit("test", contents);
    }
}

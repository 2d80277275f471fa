package dev.skep.dsl;

import dev.skep.ir.Unit;
import java.util.function.Consumer;

/** Where objects come from. */
public final class BpfObjects {
    private BpfObjects() {}

    /** Returns what the object is compiled from. */
    static Unit unit(String name, Consumer<ObjectBuilder> contents) {
        var builder = new ObjectBuilder(name);
        contents.accept(builder);
        return builder.finish();
    }
}

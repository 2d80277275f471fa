package dev.skep.dsl;

import dev.skep.compiler.Compiler;
import dev.skep.ir.Unit;
import java.util.function.Consumer;

/** Where objects come from. */
public final class BpfObjects {
    private BpfObjects() {}

    /**
     * Builds an object; {@code contents} runs now, once.
     *
     * @throws dev.skep.compiler.SkepException with everything that the compiler finds wrong with it, each at the user's line
     */
    public static ObjectFile build(String name, Consumer<ObjectBuilder> contents) {
        var builder = new ObjectBuilder(name);
        contents.accept(builder);
        var unit = builder.finish();
        Index.prove(unit, builder.indices());
        return new ObjectFile(name, Compiler.compile(unit, builder.options()));
    }

    /** Returns what an object is compiled from. */
    static Unit unit(String name, Consumer<ObjectBuilder> contents) {
        var builder = new ObjectBuilder(name);
        contents.accept(builder);
        return builder.finish();
    }
}

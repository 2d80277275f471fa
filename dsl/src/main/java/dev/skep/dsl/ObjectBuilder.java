package dev.skep.dsl;

import dev.skep.compiler.Options;
import dev.skep.ir.BpfType;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Unit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says what an object holds: programs, and with them the maps, globals and subprograms that they use. */
public final class ObjectBuilder {
    private final String name;
    private @Nullable Parts parts;
    private @Nullable License license;
    private Options options = Options.DEFAULT;
    private boolean finished;

    ObjectBuilder(String name) {
        this.name = name;
    }

    /** Sets the license of all programs, before the first. */
    public ObjectBuilder license(License of) {
        requireNoProgram("the license");
        license = of;
        return this;
    }

    /** Sets what the object is made for, {@link Options#DEFAULT} else, before the first program. */
    public ObjectBuilder options(Options madeFor) {
        requireNoProgram("what it is made for");
        options = madeFor;
        return this;
    }

    /**
     * Adds a program; {@code statements} runs now, once.
     *
     * @throws IllegalStateException when the oldest kernel does not load programs of that type
     */
    public <B extends FunctionBuilder<?>> ObjectBuilder program(
            String program, ProgramType<B> type, Consumer<? super B> statements) {
        requireOpen();
        var all = parts();
        var kind = new FunctionKind.Entry(type.section());
        all.rules(kind).requireKernel(type.since(), "a program of section `" + type + "`");
        var body = new Body(all, program, kind, BpfType.S32, UserCode.line());
        var builder = type.builder(body);
        body.guarded(() -> statements.accept(builder));
        all.add(body.finish());
        return this;
    }

    /** Adds a function, called by a program or not: a global one, for other objects to replace. */
    public ObjectBuilder function(SubprogramDef<?> function) {
        requireOpen();
        parts().add(function);
        return this;
    }

    /** Adds a map that no program uses: user space does, or it pins it for others. */
    public ObjectBuilder map(MapDef<?> map) {
        requireOpen();
        parts().add(map);
        return this;
    }

    Options options() {
        return options;
    }

    List<Index> indices() {
        return parts().indices();
    }

    Unit finish() {
        var all = parts();
        finished = true;
        return all.unit(name);
    }

    private Parts parts() {
        if (parts == null) {
            if (license == null)
                throw new IllegalStateException(
                        "object `" + name + "` has no license; say one, such as o.license(GPL)");
            parts = new Parts(options, license);
        }
        return parts;
    }

    private void requireNoProgram(String what) {
        requireOpen();
        if (parts != null)
            throw new IllegalStateException("object `" + name + "` has a program already; say " + what + " before");
    }

    private void requireOpen() {
        if (finished) throw new IllegalStateException("object `" + name + "` is finished");
    }
}

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
    private final Parts parts = new Parts();
    private @Nullable License license;
    private Options options = Options.DEFAULT;
    private boolean finished;

    ObjectBuilder(String name) {
        this.name = name;
    }

    /** Sets the license of all programs. */
    public ObjectBuilder license(License of) {
        requireOpen();
        license = of;
        return this;
    }

    /** Sets what the object is made for, {@link Options#DEFAULT} else. */
    public ObjectBuilder options(Options madeFor) {
        requireOpen();
        options = madeFor;
        return this;
    }

    /** Adds a program; {@code statements} runs now, once. */
    public <B extends FunctionBuilder<?>> ObjectBuilder program(
            String program, ProgramType<B> type, Consumer<? super B> statements) {
        requireOpen();
        var body = new Body(parts, program, new FunctionKind.Entry(type.section()), BpfType.S32, UserCode.line());
        var builder = type.builder(body);
        body.guarded(() -> statements.accept(builder));
        parts.add(body.finish());
        return this;
    }

    Options options() {
        return options;
    }

    List<Index> indices() {
        return parts.indices();
    }

    Unit finish() {
        finished = true;
        if (license == null) {
            throw new IllegalStateException("object `" + name + "` has no license; say one, such as o.license(GPL)");
        }
        return parts.unit(name, license);
    }

    private void requireOpen() {
        if (finished) throw new IllegalStateException("object `" + name + "` is finished");
    }
}

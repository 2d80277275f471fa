package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.compiler.Options;
import dev.skep.ir.Function;
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
        if (type.name().kind().programType() == dev.skep.kernel.ProgramType.STRUCT_OPS)
            throw new IllegalArgumentException(
                    "a program of section `" + type + "` is a member of a struct of functions: say o.structOps(…)");
        var kind = new FunctionKind.Entry(type.section());
        parts().add(written(program, type, statements, UserCode.line(), parts().rules(kind)));
        return this;
    }

    /**
     * Adds a struct of functions for the kernel to call; the statements of its programs run now, once.
     *
     * @throws IllegalStateException when it lacks what the kernel needs, or the oldest kernel does not take it
     */
    public ObjectBuilder structOps(StructOpsDef ops) {
        requireOpen();
        ops.require(parts());
        for (var function : ops.write(this)) parts().add(function);
        parts().add(ops);
        return this;
    }

    /** Returns the program that {@code statements} write. */
    <B extends FunctionBuilder<?>> Function written(
            String program, ProgramType<B> type, Consumer<? super B> statements, SourceLine line, Rules rules) {
        type.require(rules);
        var kind = new FunctionKind.Entry(type.section());
        var body = new Body(parts(), rules, program, kind, type.returned(), line);
        var builder = type.builder(body);
        body.guarded(() -> {
            statements.accept(builder);
            builder.end();
        });
        return body.finish();
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
        map.require(parts().rules(new FunctionKind.Subprogram()));
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

    Parts parts() {
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

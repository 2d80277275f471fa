package dev.skep.compiler.machine.allocation;

import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.Source;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.Optional;

/** Asks a source which register it is. */
enum Sources implements Source.Visitor<Optional<VirtualRegister>> {
    ASK;

    /** Returns the virtual register; empty when the source is a recipe. */
    static Optional<VirtualRegister> register(Source source) {
        return source.accept(ASK);
    }

    @Override
    public Optional<VirtualRegister> register(VirtualRegister register) {
        return Optional.of(register);
    }

    @Override
    public Optional<VirtualRegister> recipe(Recipe recipe) {
        return Optional.empty();
    }
}

package dev.skep.compiler.machine.layout;

import dev.skep.asm.Comparison;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.Width;
import java.util.Optional;

/**
 * The opposites of comparisons, as far as the level of the instruction set has them: v1 has no less-than, which is a greater-than of two
 * registers the other way round, and nothing at all of a register and an immediate.
 */
record Opposites(IsaVersion isa) {
    /** Returns the comparison that holds exactly when this one does not; empty where no instruction makes it. */
    Optional<Comparison> of(Comparison comparison) {
        return comparison.negate().flatMap(this::made);
    }

    private Optional<Comparison> made(Comparison comparison) {
        if (isa.includes(comparison.condition().register(Width.DW).isa())) return Optional.of(comparison);
        if (!(comparison instanceof Comparison.WithRegister asked)) return Optional.empty();
        var condition = asked.condition().swap();
        var left = asked.right();
        var right = asked.left();
        return Optional.of(new Comparison.WithRegister(condition, asked.width(), left, right));
    }
}

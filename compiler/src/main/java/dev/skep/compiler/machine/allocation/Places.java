package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.asm.SourceLine;
import dev.skep.compiler.machine.allocation.Location.InRegister;
import dev.skep.compiler.machine.allocation.Location.Made;
import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.Source;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where each value is at each point, register or not. */
final class Places {
    private final Flow flow;
    private final Pieces pieces;
    private final Recipes recipes;
    private final Words words;
    private @Nullable Occupancy occupancy;

    Places(MachineFunction function, Flow flow, Pieces pieces, Recipes recipes) {
        this.flow = flow;
        this.pieces = pieces;
        this.recipes = recipes;
        this.words = Words.of(function.registers(), pieces, recipes, flow);
    }

    boolean exists(VirtualRegister value) {
        return pieces.exists(value);
    }

    /** Returns where the value is born. */
    Location first(VirtualRegister value) {
        return at(pieces.of(value).get(0));
    }

    Location at(VirtualRegister value, int point) {
        return at(pieces.at(value, point));
    }

    Location at(Source source, int point) {
        return source.accept(new Source.Visitor<>() {
            @Override
            public Location register(VirtualRegister register) {
                return at(register, point);
            }

            @Override
            public Location recipe(Recipe recipe) {
                return new Made(recipe);
            }
        });
    }

    /** Returns the register of a value that needs one at {@code point}. */
    Register register(VirtualRegister value, int point) {
        return pieces.registerAt(value, point)
                .orElseThrow(() -> new IllegalStateException(value + " has no register at " + point));
    }

    /** Returns the word of a value that is ever without a register. */
    Optional<Location> word(VirtualRegister value) {
        return words.of(value).map(word -> word);
    }

    /** Returns for each word the line of the value that needed it first. */
    List<SourceLine> wordLines() {
        return words.lines();
    }

    /** Returns what is unused both at {@code before} and at {@code after}. */
    ParallelMove.Spares spares(int before, int after) {
        return new ParallelMove.Spares() {
            @Override
            public List<Register> registers() {
                if (occupancy == null) occupancy = new Occupancy(pieces.all());
                return occupancy.idleAt(before, after);
            }

            @Override
            public Location aside() {
                return words.aside(flow.lineAt(before));
            }

            @Override
            public Location borrowed() {
                return words.borrowed(flow.lineAt(before));
            }
        };
    }

    private Location at(Interval piece) {
        return piece.register()
                .<Location>map(InRegister::new)
                .or(() -> recipes.of(piece.value()).map(Made::new))
                .or(() -> words.of(piece.value()))
                .orElseThrow(() -> new IllegalStateException(piece + " has neither register nor word"));
    }
}

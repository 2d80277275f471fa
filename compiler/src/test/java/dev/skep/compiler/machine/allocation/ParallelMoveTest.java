package dev.skep.compiler.machine.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.allocation.AllocatedStep.Execute;
import dev.skep.compiler.machine.allocation.AllocatedStep.Move;
import dev.skep.compiler.machine.allocation.Location.InRegister;
import dev.skep.compiler.machine.allocation.Location.InWord;
import dev.skep.compiler.machine.allocation.Location.Made;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.testkit.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Moves that happen at once, one after the other: every way to fill a few places from a few, and many at random. */
class ParallelMoveTest {
    private static final InWord ASIDE = new InWord(90);
    private static final InWord BORROWED = new InWord(91);

    /** What is free for a value that steps aside. */
    private record Spare(List<Register> registers) implements ParallelMove.Spares {
        @Override
        public Location aside() {
            return ASIDE;
        }

        @Override
        public Location borrowed() {
            return BORROWED;
        }
    }

    private static InRegister register(int number) {
        return new InRegister(Register.of(number));
    }

    /** Each of three registers and a word gets what any of them, or nobody, had: 6⁴ ways, with and without a register to spare. */
    @Test
    void everyWayToFillFourPlaces() {
        var places = List.<Location>of(register(0), register(1), register(2), new InWord(0));
        var sources = new ArrayList<>(places);
        sources.add(new Made(new Recipe.Number(5)));
        for (var way = 0; way < 6 * 6 * 6 * 6; way++) {
            Map<Location, Location> moves = new LinkedHashMap<>();
            var rest = way;
            for (var to : places) {
                if (rest % 6 < sources.size()) moves.put(to, sources.get(rest % 6));
                rest /= 6;
            }
            check(moves, List.of());
            check(moves, List.of(Register.R7));
        }
    }

    @Test
    void manyPlacesInAnyOrder() {
        var seed = Seed.ofThisRun();
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++) {
            List<Location> places = new ArrayList<>();
            for (var i = 0; i < 10; i++) places.add(register(i));
            for (var i = 0; i < random.nextInt(6); i++) places.add(new InWord(i));
            Map<Location, Location> moves = new LinkedHashMap<>();
            for (var to : places) if (random.nextInt(4) > 0) moves.put(to, places.get(random.nextInt(places.size())));
            check(moves, List.of());
        }
    }

    private static void check(Map<Location, Location> moves, List<Register> spare) {
        var steps = ParallelMove.order(moves, new Spare(spare));
        Map<Location, Location> now = new HashMap<>();
        for (var step : steps) step.accept(new Run(now));
        for (var move : moves.entrySet())
            assertThat(now.getOrDefault(move.getKey(), move.getKey()))
                    .as("%s by %s", moves, steps)
                    .isEqualTo(move.getValue());
        now.forEach((place, holds) -> {
            if (moves.containsKey(place) || place.equals(ASIDE) || place.equals(BORROWED)) return;
            if (spare.stream().map(InRegister::new).anyMatch(place::equals)) return;
            assertThat(holds).as("%s in %s by %s", place, moves, steps).isEqualTo(place);
        });
    }

    /** Moves, where each place holds at first what is called like it. */
    private record Run(Map<Location, Location> now) implements AllocatedStep.Visitor<Boolean> {
        @Override
        public Boolean move(Move step) {
            assertThat(step.to() instanceof InWord && !(step.from() instanceof InRegister))
                    .as("%s is one instruction", step)
                    .isFalse();
            now.put(step.to(), now.getOrDefault(step.from(), step.from()));
            return true;
        }

        @Override
        public Boolean execute(Execute step) {
            throw new AssertionError(step);
        }
    }
}

package dev.skep.compiler.machine.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.allocation.AllocatedStep.Move;
import dev.skep.compiler.machine.allocation.Location.InRegister;
import dev.skep.compiler.machine.allocation.Location.InWord;
import dev.skep.compiler.machine.model.MachineEdge;
import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.model.MachineTerminator;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.StackSlot;
import dev.skep.testkit.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dskep.seed=… -Dskep.rounds=…} makes other functions, and more. */
class CheckAllocationTest {
    private static final InRegister R1 = new InRegister(Register.R1);
    private static final InRegister R8 = new InRegister(Register.R8);
    private static final InRegister R9 = new InRegister(Register.R9);
    private static final Location SEVEN = new Location.Made(new Recipe.Number(7));

    private static final int FUNCTIONS = Integer.getInteger("skep.rounds", 30);
    private static final int MUTANTS = 100;
    private static final int RUNS = 12;

    @Test
    void acceptsWhatMeansTheSameAndRefusesEveryMutationThatDoesNot() {
        var seed = Seed.ofThisRun();
        var random = new Random(seed);
        var refused = 0;
        var harmless = 0;
        var refusedSwaps = 0;
        for (var i = 0; i < FUNCTIONS; i++) {
            var functionSeed = random.nextLong();
            var name = "seed " + seed + ", function " + i + " of seed " + functionSeed;
            var function = RandomMachine.of(functionSeed);
            var right = AllocateRegisters.of(function);
            assertThatCode(() -> CheckAllocation.check(function, right))
                    .as(name)
                    .doesNotThrowAnyException();
            var trace = new Trace(function);
            assertSameMeaning(function, right, trace, name);
            var mutations = Mutations.of(right);
            for (var mutant : some(mutations.changes(), random)) {
                if (accepts(function, mutant)) {
                    assertSameMeaning(function, mutant, trace, name);
                    harmless++;
                } else refused++;
            }
            for (var mutant : some(mutations.swaps(), random)) {
                if (accepts(function, mutant)) assertSameMeaning(function, mutant, trace, name);
                else refusedSwaps++;
            }
        }
        assertThat(refused).as("refused, %d accepted", harmless).isGreaterThan(4 * harmless);
        assertThat(refusedSwaps).isPositive();
    }

    private static List<AllocatedFunction> some(List<AllocatedFunction> mutants, Random random) {
        Collections.shuffle(mutants, random);
        return mutants.subList(0, Math.min(MUTANTS, mutants.size()));
    }

    private static void assertSameMeaning(
            MachineFunction function, AllocatedFunction allocated, Trace trace, String name) {
        for (var run = 0; run < RUNS; run++)
            assertThat(trace.of(allocated, run))
                    .as("%s, run %d:%n%s%nas%n%s", name, run, function, allocated)
                    .isEqualTo(trace.of(run));
    }

    private static boolean accepts(MachineFunction function, AllocatedFunction allocated) {
        try {
            CheckAllocation.check(function, allocated);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static final MachineFunction FUNCTION = MachineParser.parse("""
            f(v0) {
            entry.0:
                v1 = ldxdw [v0]
                v2 = call g(v1)
                stxdw [s.0], v2
                jeq v2, 0 ? end.1(v0) : end.1(v1)
            end.1(v3):
                exit v3
            }
            """);

    private static final AllocatedFunction RIGHT = AllocateRegisters.of(FUNCTION);

    // spotless:off
    static Stream<Arguments> unfit() {
        var entry = RIGHT.blocks().get(0);
        var end = block("end");
        var edge = block("edge");
        return Stream.of(
            Arguments.of("it is of another function",            function("g", RIGHT.blocks(), RIGHT.slots())),
            Arguments.of("the frame has other slots",            function("f", RIGHT.blocks(), List.of())),
            Arguments.of("block end.1: it is there twice",       blocks(and(RIGHT.blocks(), end))),
            Arguments.of("another block comes first",            blocks(List.of(end, edge, entry))),
            Arguments.of("another block comes first",            blocks(List.of())),
            Arguments.of("nothing leads to it",                  blocks(and(RIGHT.blocks(), labelled(edge, new BlockLabel(99, "edge"))))),
            Arguments.of("there is no such block",               without(end)),
            Arguments.of("it leads to [end.1]",                  with(leading(entry, List.of(end.label())))),
            Arguments.of("leads to other.98",                    with(leading(entry, List.of(new BlockLabel(98, "other"), end.label())))),
            Arguments.of("its end has changed",                  with(ending(entry, end.terminator()))),
            Arguments.of(" leads to " + edge.label(),            with(ending(edge, new MachineTerminator.Goto(new MachineEdge(entry.label(), List.of()), edge.terminator().line())))),
            Arguments.of("`r9 = r8` moves nothing",              with(starting(entry, new Move(R8, R9)))),
            Arguments.of("`r9 = r10` moves nothing",             with(starting(entry, new Move(new InRegister(Register.R10), R9)))),
            Arguments.of("`r9 = word0` moves nothing",           roomy(starting(entry, new Move(new InWord(0), R9)))),
            Arguments.of("there is no word2",                    roomy(starting(entry, new Move(R1, new InWord(2))))),
            Arguments.of("`word1 = word0` moves word to word",   roomy(starting(entry, new Move(R1, new InWord(0)), new Move(new InWord(0), new InWord(1))))),
            Arguments.of("`word0 = 7` makes a value in a word",  roomy(starting(entry, new Move(SEVEN, new InWord(0))))),
            Arguments.of("r10 is changed",                       with(starting(entry, new Move(R1, new InRegister(Register.R10))))),
            Arguments.of("something is moved to 7",              with(starting(entry, new Move(R1, SEVEN)))),
            Arguments.of("is not what comes next",               with(starting(end, entry.steps().get(1)))));
    }
    // spotless:on

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfit")
    void refusesWhatIsNoAllocationOfTheFunction(String what, AllocatedFunction allocated) {
        assertThatThrownBy(() -> CheckAllocation.check(FUNCTION, allocated))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("allocation of `f`, block ")
                .hasMessageContaining(what + "\n");
    }

    @Test
    void acceptsWordsThatAreNotUsed() {
        assertThatCode(() ->
                        CheckAllocation.check(FUNCTION, roomy(RIGHT.blocks().get(0))))
                .doesNotThrowAnyException();
    }

    private static AllocatedBlock block(String hint) {
        return RIGHT.blocks().stream()
                .filter(b -> b.label().hint().equals(hint))
                .findFirst()
                .orElseThrow();
    }

    private static AllocatedFunction function(String name, List<AllocatedBlock> blocks, List<StackSlot> slots) {
        return new AllocatedFunction(name, blocks, slots, RIGHT.words());
    }

    private static AllocatedFunction blocks(List<AllocatedBlock> blocks) {
        return function("f", blocks, RIGHT.slots());
    }

    private static AllocatedFunction without(AllocatedBlock block) {
        return blocks(RIGHT.blocks().stream().filter(b -> !b.equals(block)).toList());
    }

    private static AllocatedFunction with(AllocatedBlock changed) {
        return blocks(RIGHT.blocks().stream()
                .map(b -> b.label().equals(changed.label()) ? changed : b)
                .toList());
    }

    /** With a frame of two words. */
    private static AllocatedFunction roomy(AllocatedBlock changed) {
        var line = changed.terminator().line();
        return new AllocatedFunction("f", with(changed).blocks(), RIGHT.slots(), List.of(line, line));
    }

    private static List<AllocatedBlock> and(List<AllocatedBlock> blocks, AllocatedBlock more) {
        return Stream.concat(blocks.stream(), Stream.of(more)).toList();
    }

    private static AllocatedBlock labelled(AllocatedBlock b, BlockLabel label) {
        return new AllocatedBlock(label, b.steps(), b.terminator(), b.registers(), b.targets());
    }

    private static AllocatedBlock leading(AllocatedBlock b, List<BlockLabel> targets) {
        return new AllocatedBlock(b.label(), b.steps(), b.terminator(), b.registers(), targets);
    }

    private static AllocatedBlock ending(AllocatedBlock b, MachineTerminator end) {
        return new AllocatedBlock(b.label(), b.steps(), end, b.registers(), b.targets());
    }

    private static AllocatedBlock starting(AllocatedBlock b, AllocatedStep... first) {
        List<AllocatedStep> steps = new ArrayList<>(List.of(first));
        steps.addAll(b.steps());
        return new AllocatedBlock(b.label(), steps, b.terminator(), b.registers(), b.targets());
    }
}

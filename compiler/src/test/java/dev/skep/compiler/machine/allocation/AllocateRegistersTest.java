package dev.skep.compiler.machine.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.Register;
import dev.skep.compiler.Golden;
import dev.skep.compiler.machine.allocation.AllocatedStep.Execute;
import dev.skep.compiler.machine.allocation.AllocatedStep.Move;
import dev.skep.compiler.machine.allocation.Location.InRegister;
import dev.skep.compiler.machine.allocation.Location.InWord;
import dev.skep.compiler.machine.model.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the allocator makes of machine code: {@code allocation/<case>.before.txt} is what it gets, {@code <case>.after.txt} what comes out. */
class AllocateRegistersTest {
    private static final Path CASES = Path.of("src", "test", "resources", "allocation");

    @TestFactory
    Stream<DynamicTest> everyCase() {
        var names = cases();
        assertThat(names).isNotEmpty();
        return names.stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> Golden.assertMatches(
                                CASES.resolve(name + ".after.txt"),
                                allocate(Golden.read(CASES.resolve(name + ".before.txt")))
                                        .toString())));
    }

    private static List<String> cases() {
        try (var files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".before.txt"))
                    .map(file -> file.substring(0, file.length() - ".before.txt".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns an allocation that is proven, and means the same wherever we look. */
    private static AllocatedFunction allocate(String text) {
        var function = MachineParser.parse(text);
        var allocated = AllocateRegisters.of(function);
        CheckAllocation.check(function, allocated);
        var trace = new Trace(function);
        for (var run = 0; run < 20; run++)
            assertThat(trace.of(allocated, run)).as("run %d", run).isEqualTo(trace.of(run));
        return allocated;
    }

    private static AllocatedFunction allocateCase(String name) {
        return allocate(Golden.read(CASES.resolve(name + ".before.txt")));
    }

    private static Stream<Move> moves(AllocatedFunction function) {
        return function.blocks().stream()
                .flatMap(block -> block.steps().stream())
                .flatMap(step -> step.accept(MovesOf.INSTANCE));
    }

    private enum MovesOf implements AllocatedStep.Visitor<Stream<Move>> {
        INSTANCE;

        @Override
        public Stream<Move> move(Move step) {
            return Stream.of(step);
        }

        @Override
        public Stream<Move> execute(Execute step) {
            return Stream.empty();
        }
    }

    private static long stores(AllocatedFunction function) {
        return moves(function).filter(move -> move.to() instanceof InWord).count();
    }

    private static long loads(AllocatedFunction function) {
        return moves(function).filter(move -> move.from() instanceof InWord).count();
    }

    private static boolean names(AllocatedFunction function, Register register) {
        return function.toString().contains(register.toString());
    }

    /** How many values live over one call, and how many of them need a word. */
    private static AllocatedFunction overACall(int values) {
        var text = new StringBuilder("f(v0) {\nentry.0:\n");
        for (var i = 1; i <= values; i++) text.append("v%d = ldxdw [v0 + %d]\n".formatted(i, 8 * i));
        text.append("call g()\n");
        for (var i = 1; i <= values; i++) text.append("stxdw [s.0], v%d\n".formatted(i));
        return allocate(text + "exit 0\n}");
    }

    @Test
    void fourValuesSurviveACallInRegistersTheOthersInWords() {
        for (var values = 1; values <= 4; values++)
            assertThat(overACall(values).words()).isEmpty();
        for (var values = 5; values <= 12; values++) {
            var allocated = overACall(values);
            assertThat(allocated.words()).as("%d values", values).hasSize(values - 4);
            assertThat(stores(allocated)).as("%d values", values).isEqualTo(values - 4);
            assertThat(loads(allocated)).as("%d values", values).isEqualTo(values - 4);
        }
    }

    @Test
    void whatCallsSpareIsNotTouchedWithoutNeed() {
        var allocated = allocate("f(v0, v1) {\nentry.0:\nv2 = add v0, v1\nv3 = ldxdw [v2]\nexit v3\n}");

        assertThat(List.of(Register.R6, Register.R7, Register.R8, Register.R9))
                .noneMatch(register -> names(allocated, register));
    }

    @Test
    void tenValuesFitTenRegisters() {
        var text = new StringBuilder("f(v0) {\nentry.0:\n");
        for (var i = 1; i < 10; i++) text.append("v%d = ldxdw [v0 + %d]\n".formatted(i, 8 * i));
        for (var i = 1; i < 10; i++) text.append("stxdw [v0], v%d\n".formatted(i));

        assertThat(allocate(text + "exit v0\n}").words()).isEmpty();
    }

    @Test
    void whatIsUsedInALoopStaysInRegistersThereAndWhatIsNotWaits() {
        var before = new StringBuilder();
        var behind = new StringBuilder();
        for (var i = 1; i <= 14; i++) {
            before.append("v%d = ldxdw [v0 + %d]\n".formatted(i, 8 * i));
            behind.append("stxdw [s.0], v%d\n".formatted(i));
        }
        var allocated = allocate("f(v0) {\nentry.0:\n" + before + """
                goto head.1
                head.1:
                    stxdw [v1], v2
                    stxdw [v3 + 8], v4
                    jlt v1, v5 ? head.1 : end.2
                end.2:
                """ + behind + "exit 0\n}");
        var inside = allocated.blocks().stream()
                .filter(block -> block.label().hint().equals("head")
                        || block.label().hint().equals("edge"))
                .flatMap(block -> block.steps().stream())
                .flatMap(step -> step.accept(MovesOf.INSTANCE));

        assertThat(allocated.words()).isNotEmpty();
        assertThat(inside).noneMatch(move -> move.from() instanceof InWord || move.to() instanceof InWord);
    }

    @Test
    void constantsAndAddressesAreMadeAgainInsteadOfStored() {
        assertThat(allocateCase("made-again").words()).isEmpty();
    }

    @Test
    void aValueThatLeavesItsRegisterIsStoredOnceAndOnlyWhereItIsBorn() {
        var allocated = allocate("""
                f(v0) {
                entry.0:
                    v1 = ldxdw [v0]
                    v2 = ldxdw [v0 + 8]
                    v3 = ldxdw [v0 + 16]
                    v4 = ldxdw [v0 + 24]
                    v5 = ldxdw [v0 + 32]
                    call g(v1, v2, v3, v4, v5)
                    call g(v1, v2, v3, v4, v5)
                    call g(v5, v4, v3, v2, v1)
                    exit v1
                }
                """);

        assertThat(allocated.words()).hasSize(1);
        assertThat(stores(allocated)).isEqualTo(1);
    }

    /** A circle of n values takes n moves and one more, if a register is free to step aside to. */
    @Test
    void circlesCostOneMoveMoreThanTheyHaveValues() {
        for (var size = 2; size <= 8; size++) {
            var parameters = new StringBuilder();
            var turned = new StringBuilder();
            var uses = new StringBuilder();
            for (var i = 0; i < size; i++) {
                parameters.append(i == 0 ? "" : ", ").append('v').append(20 + i);
                turned.append(i == 0 ? "" : ", ").append('v').append(20 + (i + 1) % size);
                uses.append("stxdw [s.0], v").append(20 + i).append('\n');
            }
            var start = parameters.toString().replaceAll("v\\d+", "v0");
            var allocated = allocate(
                    "f(v0) {\nentry.0:\ngoto head.1(%s)\nhead.1(%s):\n%sjeq v20, 0 ? end.2 : head.1(%s)\nend.2:\nexit 0\n}"
                            .formatted(start, parameters, uses, turned));
            var around = allocated.blocks().stream()
                    .filter(block -> block.label().hint().equals("edge"))
                    .flatMap(block -> block.steps().stream())
                    .toList();

            assertThat(allocated.words()).isEmpty();
            assertThat(around).as("a circle of %d", size).hasSize(size + 1);
        }
    }

    @Test
    void aCircleWithNoRegisterToSpareStepsAsideIntoTheFrame() {
        assertThat(allocateCase("a-circle-with-no-register-to-spare").words()).isNotEmpty();
    }

    @Test
    void argumentsThatStandRightAreNotMoved() {
        var allocated = allocate("f(v0, v1, v2, v3, v4) {\nentry.0:\nv5 = call g(v0, v1, v2, v3, v4)\nexit v5\n}");

        assertThat(moves(allocated)).isEmpty();
    }

    @Test
    void theLastUseOfAValueIsChangedInPlace() {
        assertThat(moves(allocate("f(v0, v1) {\nentry.0:\nv2 = sub v0, v1\nstxdw [v2], v2\nexit 0\n}")))
                .containsExactly(new Move(new Location.Made(zero()), new InRegister(Register.R0)));
        assertThat(moves(allocate("f(v0, v1) {\nentry.0:\nv2 = sub v0, v1\nstxdw [v2], v0\nexit 0\n}")))
                .hasSize(2);
    }

    private static Recipe zero() {
        return new Recipe.Number(0);
    }

    @Test
    void parametersNobodyReadsCostNothing() {
        assertThat(allocate("f(v0, v1, v2, v3, v4) {\nentry.0:\nexit\n}").blocks())
                .singleElement()
                .satisfies(block -> assertThat(block.steps()).isEmpty());
    }
}

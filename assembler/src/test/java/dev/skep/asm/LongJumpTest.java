package dev.skep.asm;

import static dev.skep.asm.IsaVersion.V1;
import static dev.skep.asm.IsaVersion.V3;
import static dev.skep.asm.IsaVersion.V4;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jumps that do not reach: where they lead once assembled, and what the kernel makes of them. */
class LongJumpTest {
    private record Program(String name, int result, Consumer<CodeBuilder> code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Program> programs() {
        // spotless:off
        return List.of(
            new Program("conditional forward, taken",      1, c -> forward(c, R6.eq(0))),
            new Program("conditional forward, not taken",  2, c -> forward(c, R6.eq(1))),
            new Program("register forward, taken",         1, c -> forward(c, R6.le(R6))),
            new Program("lower half forward, not taken",   2, c -> forward(c, R6.sgt(0).lower32())),
            new Program("no negation, taken",              1, c -> forward(c.mov(R6, 4), R6.set(6))),
            new Program("no negation, not taken",          2, c -> forward(c.mov(R6, 4), R6.set(3))),
            new Program("over several islands, taken",     1, c -> forward(c, R6.eq(0), 100_000)),
            new Program("a loop, back and out",            7, LongJumpTest::loop),
            new Program("all jumps of a switch",          17, LongJumpTest::switchOfTwenty));
        // spotless:on
    }

    @ParameterizedTest
    @MethodSource("programs")
    void runsInTheKernelByGotol(Program program) {
        assertThat(InKernel.run(assemble(program, V4))).isEqualTo(program.result());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void runsInTheKernelByIslands(Program program) {
        MachineCode code = assemble(program, V3);
        assertThat(InKernel.run(code)).isEqualTo(program.result());
        assertThat(decode(code)).noneMatch(i -> i.opcode() == Opcode.GOTOL);
    }

    @Test
    void goesAroundWhereMayGotoCannotBeNegated() {
        Consumer<CodeBuilder> endless = c -> {
            var out = c.newLabel("out");
            var again = c.newLabel("again");
            c.mov(R0, 5).bind(again).mayGoto(out);
            fill(c, 40_000);
            c.ja(again).bind(out).exit();
        };
        MachineCode code = Assembler.assemble(Code.of("endless", endless), V4);
        assertThat(decode(code).subList(1, 4))
                .map(InstructionText::of)
                .containsExactly("may_goto +1", "goto +1", "gotol +40001");
    }

    @ParameterizedTest
    @CsvSource({"32767, 1", "32768, 2"})
    void growsOnlyWhatDoesNotReachForward(int distance, int slots) {
        MachineCode code = Assembler.assemble(
                Code.of("f", c -> {
                    var far = c.newLabel("far");
                    c.jeq(R1, 0, far);
                    fill(c, distance);
                    c.bind(far).exit();
                }),
                V4);
        assertThat(code.slots()).isEqualTo(slots + distance + 1);
    }

    @ParameterizedTest
    @CsvSource({"32767, 1", "32768, 2"})
    void growsOnlyWhatDoesNotReachBackward(int filler, int slots) {
        MachineCode code = Assembler.assemble(
                Code.of("f", c -> {
                    var back = c.newLabel("back");
                    c.bind(back);
                    fill(c, filler);
                    c.jeq(R1, 0, back).exit();
                }),
                V4);
        assertThat(code.slots()).isEqualTo(filler + slots + 1);
    }

    @ParameterizedTest
    @EnumSource(IsaVersion.class)
    void leavesReachingJumpsAlone(IsaVersion isa) {
        Code code = Code.of("f", c -> {
            var far = c.newLabel("far");
            c.jeq(R1, 0, far);
            fill(c, 32_767);
            c.bind(far).exit();
        });
        assertThat(Assembler.assemble(code, isa).slots()).isEqualTo(32_769);
    }

    /**
     * Each jump reaches by a hair until the next one, in the middle of its span, has grown; the last one does not reach.
     * Growth goes back through the code one jump a round, more rounds than the assembler takes.
     */
    @Test
    void settlesWhenEachJumpPushesTheOneBeforeOutOfReach() {
        int jumps = 15;
        int apart = 16_385;
        int reach = 32_768;
        Code code = Code.of("chain", c -> {
            List<Label> places =
                    IntStream.range(0, jumps).mapToObj(i -> c.newLabel("place")).toList();
            for (int slot = 0; slot <= (jumps - 1) * apart + reach + 1; slot++) {
                int jump = slot / apart;
                int place = (slot - reach) / apart;
                if (slot % apart == 0 && jump < jumps) {
                    c.jeq(R1, jump, places.get(jump));
                } else if (slot == place * apart + reach + (place == jumps - 1 ? 1 : 0) && slot >= reach) {
                    c.bind(places.get(place)).mov(R0, place);
                } else {
                    c.mov(R6, 0);
                }
            }
            c.exit();
        });
        List<Integer> places = IntStream.range(0, jumps).boxed().toList();
        checkEveryJump(new Marked(code, places), V4);
        checkEveryJump(new Marked(code, places), V1);
        assertThat(Assembler.assemble(code, V4).slots()).isEqualTo((jumps - 1) * apart + reach + 3 + jumps);
    }

    @Test
    void leadsEveryJumpToItsDestinationForward() {
        for (IsaVersion isa : List.of(V1, V4)) {
            checkEveryJump(marked(12_000, 10, (jump, count) -> jump + 4_000), isa);
        }
    }

    @Test
    void leadsEveryJumpToItsDestinationBothWays() {
        for (IsaVersion isa : List.of(V1, V4)) {
            checkEveryJump(marked(9_000, 20, (jump, count) -> count - 1 - jump), isa);
            checkEveryJump(marked(9_000, 20, (jump, count) -> (jump * 7_919) % 100), isa);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void leadsRandomJumpsToTheirDestinations(long seed) {
        var random = new SplittableRandom(seed);
        int count = 1_000 + random.nextInt(6_000);
        int slots = 5 + random.nextInt(40);
        int places = 1 + random.nextInt(count);
        Marked marked = marked(count, slots, (jump, all) -> random.nextInt(places) * (all / places));
        assertThatCode(() -> {
                    checkEveryJump(marked, V1);
                    checkEveryJump(marked, V4);
                })
                .as("seed " + seed)
                .doesNotThrowAnyException();
    }

    /** Islands as full as they may be, in both directions: the longest hops there are. */
    @ParameterizedTest
    @ValueSource(ints = {700, 4_500, 12_000, 19_000})
    void fillsIslandsToTheBrim(int full) {
        int half = full / 2;
        checkEveryJump(marked(40_000, 2, (jump, count) -> jump < 20_000 ? count - 1 - jump % full : jump % 7), V1);
        checkEveryJump(marked(40_000, 2, (jump, count) -> jump < 20_000 ? count - 9 : jump % full), V1);
        checkEveryJump(marked(40_000, 2, (jump, count) -> jump < 20_000 ? count - 1 - jump % half : jump % half), V1);
    }

    @Test
    void refusesWhatIslandsCannotHold() {
        Code code = marked(60_000, 2, (jump, count) -> jump + 30_000).code();
        assertThatThrownBy(() -> Assembler.assemble(code, V3))
                .isInstanceOf(AssemblyException.class)
                .hasMessageStartingWith("[SKEP1006] marked: more destinations are jumped to across one place");
        assertThat(Assembler.assemble(code, V4).slots()).isGreaterThan(120_000);
    }

    private static MachineCode assemble(Program program, IsaVersion isa) {
        MachineCode code = Assembler.assemble(Code.of("far", program.code()), isa);
        assertThat(code.slots()).isGreaterThan(40_000);
        return code;
    }

    private static void forward(CodeBuilder c, Comparison condition) {
        forward(c, condition, 40_000);
    }

    private static void forward(CodeBuilder c, Comparison condition, int distance) {
        var taken = c.newLabel("taken");
        if (condition.condition() != Condition.SET) {
            c.mov(R6, 0);
        }
        c.jump(condition, taken);
        fill(c, distance);
        c.mov(R0, 2).exit();
        c.bind(taken).mov(R0, 1).exit();
    }

    private static void loop(CodeBuilder c) {
        var again = c.newLabel("again");
        var out = c.newLabel("out");
        c.mov(R0, 0).mov(R6, 0).bind(again).add(R0, 1).add(R6, 1);
        c.jeq(R6, 7, out);
        fill(c, 40_000);
        c.jne(R6, 0, again);
        c.bind(out).exit();
    }

    private static void switchOfTwenty(CodeBuilder c) {
        List<Label> cases =
                IntStream.range(0, 20).mapToObj(i -> c.newLabel("case")).toList();
        c.mov(R6, 17);
        for (int i = 0; i < cases.size(); i++) {
            c.jeq(R6, i, cases.get(i));
        }
        c.mov(R0, 99).exit();
        for (int i = 0; i < cases.size(); i++) {
            c.bind(cases.get(i));
            fill(c, 3_000);
            c.mov(R0, i).exit();
        }
    }

    private static void fill(CodeBuilder c, int count) {
        for (int i = 0; i < count; i++) {
            c.mov(R1, i);
        }
    }

    /** The place that a jump goes to, given its own number and how many places there are. */
    private interface Destination {
        int of(int jump, int count);
    }

    /**
     * Code of places: place n is {@code r0 = n}, fillers, and a jump to another place {@code if r1 == n}.
     *
     * @param destinations the place that each jump goes to
     */
    private record Marked(Code code, List<Integer> destinations) {}

    private static Marked marked(int count, int slotsPerPlace, Destination destination) {
        List<Integer> destinations = IntStream.range(0, count)
                .mapToObj(jump -> Math.floorMod(destination.of(jump, count), count))
                .toList();
        Code code = Code.of("marked", c -> {
            List<Label> places =
                    IntStream.range(0, count).mapToObj(i -> c.newLabel("place")).toList();
            for (int i = 0; i < count; i++) {
                c.bind(places.get(i)).mov(R0, i);
                for (int slot = 2; slot < slotsPerPlace; slot++) {
                    fillWithOneOrTwoSlots(c, i + slot);
                }
                c.jeq(R1, i, places.get(destinations.get(i)));
            }
            c.exit();
        });
        return new Marked(code, destinations);
    }

    /** Two slots now and then: instructions do not start at every multiple of anything. */
    private static void fillWithOneOrTwoSlots(CodeBuilder c, int number) {
        if (number % 5 == 0) {
            c.lddw(R6, number);
        } else {
            c.mov(R6, number);
        }
    }

    /** Follows every jump through what the assembler made of it. */
    private static void checkEveryJump(Marked marked, IsaVersion isa) {
        Instruction[] code = bySlot(Assembler.assemble(marked.code(), isa));
        List<Integer> reached = new ArrayList<>();
        for (int slot = 0; slot < code.length; slot++) {
            if (code[slot] instanceof JumpInstruction.IfImmediate jump && jump.dst() == R1) {
                reached.add(follow(code, jump.opcode() == Opcode.JEQ_K ? slot + 1 + distance(jump) : slot + 1));
            }
        }
        assertThat(reached).isEqualTo(marked.destinations());
    }

    private static Instruction[] bySlot(MachineCode code) {
        return decode(code).stream()
                .flatMap(i -> Collections.nCopies(i.slots(), i).stream())
                .toArray(Instruction[]::new);
    }

    /** Returns the number of the place that is reached from a slot. */
    private static int follow(Instruction[] code, int from) {
        int slot = from;
        for (int hops = 0; hops < 100; hops++) {
            if (code[slot] instanceof AluInstruction.Immediate place) {
                assertThat(place.dst()).as("slot " + slot).isEqualTo(R0);
                return place.imm();
            }
            assertThat(code[slot]).as("slot " + slot).isInstanceOf(JumpInstruction.Goto.class);
            slot += 1 + distance(code[slot]);
        }
        throw new AssertionError("the jump to slot " + from + " leads in circles");
    }

    private static int distance(Instruction jump) {
        return ((JumpOffset) jump.target().orElseThrow()).slots();
    }

    private static List<Instruction> decode(MachineCode code) {
        return Decoder.decode(code.bytes(ByteOrder.LITTLE_ENDIAN), ByteOrder.LITTLE_ENDIAN);
    }
}

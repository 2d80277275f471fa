package dev.skep.dsl.tests;

import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.SubprogramDef.subprogram;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.SourceLine;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.SubprogramDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.Units;
import dev.skep.dsl.XdpBuilder;
import dev.skep.dsl.net.EthHdr;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every op stands at the line of the user's program that wrote it; the lines are marked by comments. */
class LocationsTest {
    private static final HashMapDef<U32, U64> MAP = hashMap("map", U32, U64).maxEntries(1); // the map

    private static final SubprogramDef<U32> NUMBER = subprogram("number", U32, f -> {
        f.return_(u32(7)); // in the subprogram
    });

    // spotless:off
    @Test
    void ofAStatementInTheLambda() {
        var function = program(p -> {
            p.prandomU32(); // a call
            p.return_(PASS); // the return
        });
        assertThat(lines(function)).containsExactly(marked("a call"), marked("the return"));
    }

    @Test
    void ofAStatementInAHelperMethod() {
        var function = program(p -> {
            helper(p);
            p.return_(PASS); // after the helper
        });
        assertThat(lines(function)).containsExactly(marked("in the helper"), marked("after the helper"));
    }

    private static void helper(XdpBuilder p) {
        p.prandomU32(); // in the helper
    }

    @Test
    void ofAStatementInALoopOfTheJdk() {
        var function = program(p -> {
            List.of(1, 2).forEach(i -> p.prandomU32().eq(i)); // for each
            Stream.of(DROP).forEach(p::return_); // by reference
        });
        assertThat(lines(function)).containsExactly(marked("for each"), marked("by reference"));
    }

    @Test
    void ofEachPartOfAChain() {
        var function = program(p -> {
            p.prandomU32() // first
                    .add(1) // second
                    .rsh(2); // third
            p.return_(PASS); // last
        });
        assertThat(lines(function)).containsExactly(marked("first"), marked("second"), marked("third"), marked("last"));
    }

    @Test
    void ofABlockAndWhatFollowsIt() {
        var function = program(p -> {
            p.lookup(MAP, u32(1)).ifPresent(value -> { // looked up
                value.set(2); // inside
            });
            p.return_(PASS); // behind
        });
        assertThat(lines(function)).containsExactly(marked("looked up"), marked("inside"), marked("behind"));
    }

    @Test
    void ofTheLoopForItsCounter() {
        var function = program(p -> {
            p.repeat(3, (i, loop) -> { // the loop
                p.ktimeGetNs(); // in the loop
            });
            p.return_(PASS); // behind the loop
        });
        assertThat(lines(function))
                .containsExactly(marked("the loop"), marked("in the loop"), marked("behind the loop"));
        assertThat(function.blocks().get(1).terminator().location()).isEqualTo(marked("in the loop"));
        assertThat(function.blocks().get(2).terminator().location()).isEqualTo(marked("the loop"));
    }

    @Test
    void ofDefinitions() {
        var unit = Units.of(o -> o.license(GPL).program("test", xdp(), p -> { // the program
            p.lookup(MAP, p.call(NUMBER)).ifPresent(value -> {});
            p.packet().next(EthHdr.TYPE).orElseReturn(PASS);
            p.return_(PASS);
        }));
        assertThat(unit.maps().get(0).location()).isEqualTo(marked("the map"));
        assertThat(unit.functions().get(1).location()).isEqualTo(marked("the program"));
        assertThat(lines(unit.functions().get(0))).containsExactly(marked("in the subprogram"));
    }

    // spotless:on
    private static Function program(Consumer<XdpBuilder> statements) {
        return Units.of(o -> o.license(GPL).program("test", xdp(), statements::accept))
                .functions()
                .get(0);
    }

    /** The lines of a function, each once, as they first appear. */
    private static List<SourceLine> lines(Function function) {
        return function.blocks().stream()
                .flatMap(block -> Stream.concat(
                        block.ops().stream().map(Op::location),
                        Stream.of(block.terminator()).map(Terminator::location)))
                .distinct()
                .toList();
    }

    private static SourceLine marked(String comment) {
        return Marks.line(LocationsTest.class, comment);
    }
}

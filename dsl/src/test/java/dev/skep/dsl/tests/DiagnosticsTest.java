package dev.skep.dsl.tests;

import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.RingBufferDef.ringBuffer;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.array;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.XdpAction.PASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.compiler.SkepException;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Field;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.ObjectBuilder;
import dev.skep.dsl.Reserved;
import dev.skep.dsl.RingBufferDef;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the compiler finds wrong stands at the line of the user's program that is guilty. */
class DiagnosticsTest {
    private static final StructDef EVENT = struct("event");
    private static final Field<U64> TIME = EVENT.field("time", U64);

    // spotless:off
    private static final HashMapDef<U32, U64> ONE = hashMap("same", U32, U64).maxEntries(1);
    private static final HashMapDef<U32, U64> OTHER = hashMap("same", U32, U64).maxEntries(2); // the second of one name
    private static final HashMapDef<U32, U64> EMPTY = hashMap("empty", U32, U64); // no entries
    private static final HashMapDef<U32, U64> BAD = hashMap("a-b", U32, U64).maxEntries(1); // no identifier
    private static final RingBufferDef ODD = ringBuffer("odd", EVENT).bytes(5000); // no power of two
    // spotless:on

    @Test
    void ofTwoMapsOfOneName() {
        var found = found(o -> o.program("test", xdp(), p -> {
            p.lookup(ONE, u32(1)).ifPresent(v -> v.set(1));
            p.lookup(OTHER, u32(1)).ifPresent(v -> v.set(1));
            p.return_(PASS);
        }));
        assertFound(found, DiagnosticCode.DUPLICATE_NAME, "the second of one name");
    }

    @Test
    void ofAMapWithoutEntries() {
        var found = found(o -> o.program("test", xdp(), p -> {
            p.lookup(EMPTY, u32(1)).ifPresent(v -> v.set(1));
            p.return_(PASS);
        }));
        assertFound(found, DiagnosticCode.MAP_ENTRIES, "no entries");
    }

    @Test
    void ofANameThatIsNoIdentifier() {
        var found = found(o -> o.program("test", xdp(), p -> {
            p.lookup(BAD, u32(1)).ifPresent(v -> v.set(1));
            p.return_(PASS);
        }));
        assertFound(found, DiagnosticCode.BAD_NAME, "no identifier");
    }

    @Test
    void ofARingBufferOfAnOddSize() {
        var found = found(o -> o.program("test", xdp(), p -> {
            p.reserve(ODD).ifPresent(Reserved::discard);
            p.return_(PASS);
        }));
        assertFound(found, DiagnosticCode.MAP_ENTRIES, "no power of two");
    }

    @Test
    void ofTooMuchStack() {
        var found = found(o -> o.program("test", xdp(), p -> {
            var small = p.local(bytes(200));
            var large = p.local(bytes(400)); // the larger one
            p.currentComm(small);
            p.currentComm(large);
            p.return_(PASS);
        }));
        assertFound(found, DiagnosticCode.STACK_TOO_LARGE, "the larger one");
        assertThat(found.message()).contains("bytes[200]", "bytes[400]");
    }

    @Test
    void ofAnIndexThatMayBeTooLarge() {
        var found = found(o -> o.program("test", xdp(), p -> {
            var cells = p.local(array(U64, 8));
            cells.set(p.prandomU32().and(15), 1); // beyond the end
            p.return_(PASS);
        }));
        assertFound(found, DiagnosticCode.UNPROVED_INDEX, "beyond the end");
        assertThat(found.message()).isEqualTo("the index into u64[8] is not known to be within 0 and 7");
    }

    @Test
    void ofBytesThatMayBeginTooLate() {
        var found = found(o -> o.program("test", xdp(), p -> {
            p.currentComm(p.local(bytes(32)).part(p.prandomU32().and(31), 16)); // beyond the half
            p.return_(PASS);
        }));
        assertFound(found, DiagnosticCode.UNPROVED_INDEX, "beyond the half");
        assertThat(found.message()).isEqualTo("the index into bytes[32] is not known to be within 0 and 16");
    }

    private static Diagnostic found(Consumer<ObjectBuilder> contents) {
        var thrown = catchThrowableOfType(
                SkepException.class, () -> BpfObjects.build("test", o -> contents.accept(o.license(GPL))));
        assertThat(thrown.diagnostics()).hasSize(1);
        return thrown.diagnostics().get(0);
    }

    private static void assertFound(Diagnostic found, DiagnosticCode code, String mark) {
        assertThat(found.code()).isEqualTo(code);
        assertThat(found.location()).isEqualTo(Marks.line(DiagnosticsTest.class, mark));
    }
}

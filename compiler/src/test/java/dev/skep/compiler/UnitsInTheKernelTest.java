package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrParser;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Units written by hand, each compiled, loaded and run: what the kernel makes of every shape that front ends produce. */
class UnitsInTheKernelTest {
    private static final byte[] PACKET = new byte[64];

    @BeforeAll
    static void needsTheKernel() {
        Kernel.require();
    }

    private static void load(String text, Consumer<LoadedObject> use) {
        var unit = IrParser.unit("unit \"u\" license \"GPL\"\n" + text);
        IrChecker.check(unit);
        var options = new Options(Options.DEFAULT.targetKernel(), ByteOrder.nativeOrder());
        try (var loaded = Kernel.load(Compiler.compile(unit, options))) {
            use.accept(loaded);
        }
    }

    /** The verifier must not take the callee's frame for the caller's, whose variable stays known and may be an offset. */
    @Test
    void aSubprogramWritesItsOwnFrameAtAPlaceThatIsNotKnown() {
        load(
                """
                global variable bytes u8[16] = {zero, zero, zero, 42, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero}
                global variable place u64 = 5
                function subprogram fill(n %0: i64 as u64) s64 {
                    slot $0 table 32 align 8
                entry.0:
                    %1: ptr.stack = slot $0
                    zero [%1 + 0], 32
                    %2: i64 = const 15
                    %3: i64 = and %0, %2
                    %4: ptr.stack = add %1, %3
                    %5: i64 = const 255
                    store u8 [%4 + 3], %5
                    %6: i64 = load u64 [%1 + 8]
                    %7: i64 = load u64 [%1 + 0]
                    %8: i64 = or %6, %7
                    return %8
                }
                function entry "xdp" p(ctx %0: ptr.ctx as void*) s32 {
                    slot $0 known 32 align 8
                entry.0:
                    %1: ptr.stack = slot $0
                    %2: i64 = const 3
                    store u64 [%1 + 0], %2
                    store u64 [%1 + 8], %2
                    store u64 [%1 + 16], %2
                    store u64 [%1 + 24], %2
                    %3: ptr.value = global place
                    %4: i64 = load u64 [%3 + 0]
                    %5: i64 = call fill(%4)
                    store u64 [%3 + 0], %5
                    %6: i64 = load u64 [%1 + 16]
                    %7: ptr.value = global bytes
                    %8: ptr.value = add %7, %6
                    %9: i32 = load u8 [%8 + 0]
                    return %9
                }
                """,
                loaded -> {
                    assertThat(loaded.program("p").run(PACKET).returnValue()).isEqualTo(42);
                    assertThat(loaded.global("place").number()).isEqualTo(255);
                });
    }
}

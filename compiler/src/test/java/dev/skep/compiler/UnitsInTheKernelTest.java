package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrParser;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
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
        load("6.1", text, use);
    }

    private static void load(String kernel, String text, Consumer<LoadedObject> use) {
        var unit = IrParser.unit("unit \"u\" license \"GPL\"\n" + text);
        IrChecker.check(unit);
        var options = new Options(KernelVersion.parse(kernel), ByteOrder.nativeOrder());
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

    private static int run(LoadedObject loaded) {
        return loaded.program("p").run(PACKET).returnValue();
    }

    @Test
    void looksAMapValueUpAndTouchesItOnlyWhereItIs() {
        load(
                """
                map counts hash key u32 value u64 entries 4
                function entry "xdp" p(ctx %0: ptr.ctx as void*) s32 {
                    slot $0 key 4 align 4
                entry.0:
                    %1: i32 = const 7
                    %2: ptr.stack = slot $0
                    store u32 [%2 + 0], %1
                    %3: ptr.map = map counts
                    %4: ptr.value? = helper bpf_map_lookup_elem(%3, %2)
                    %5: ptr.value? = const 0
                    branch eq %4, %5 then miss.1 else hit.2
                miss.1:
                    %6: i32 = const 100
                    return %6
                hit.2:
                    %7: i64 = const 1
                    %8: i64 = atomic fetch_add u64 [%4 + 0], %7
                    %9: i32 = truncate %8
                    return %9
                }
                """,
                loaded -> {
                    var counts = loaded.map("counts");
                    assertThat(run(loaded)).isEqualTo(100);
                    counts.update(NativeOrder.u32(7), NativeOrder.u64(41));
                    assertThat(run(loaded)).isEqualTo(41);
                    assertThat(run(loaded)).isEqualTo(42);
                    assertThat(counts.lookup(NativeOrder.u32(7))).hasValue(NativeOrder.u64(43));
                });
    }

    /** The helper writes through the pointer, so what was known of the frame before is not known behind it. */
    @Test
    void readsBackFromTheFrameWhatAHelperWroteThere() {
        load(
                """
                function entry "xdp" p(ctx %0: ptr.ctx as void*) s32 {
                    slot $0 bytes 8 align 8
                entry.0:
                    %1: ptr.stack = slot $0
                    %2: i64 = const -1
                    store u64 [%1 + 0], %2
                    %3: i32 = const 5
                    %4: i32 = const 4
                    %9: i64 = const 2
                    %5: ptr.stack = add %1, %9
                    %6: i64 = helper bpf_xdp_load_bytes(%0, %3, %5, %4)
                    %7: i32 = load u16 [%1 + 2]
                    %8: i32 = load u8 [%1 + 1]
                    %10: i32 = sub %7, %8
                    return %10
                }
                """,
                loaded -> {
                    var packet = PACKET.clone();
                    packet[5] = 3;
                    packet[6] = 3;
                    assertThat(loaded.program("p").run(packet).returnValue()).isEqualTo(0x303 - 0xff);
                });
    }

    @Test
    void countsInTheFrameThroughACallback() {
        load("""
                function callback each(index %0: i64 as u32, context %1: ptr.memory? as void*) s64 {
                entry.0:
                    %2: ptr.memory? = const 0
                    %9: i64 = const 1
                    branch eq %1, %2 then stop.1 else add.2
                stop.1:
                    return %9
                add.2:
                    %4: i64 = load u64 [%1 + 0]
                    %5: i64 = add %4, %0
                    store u64 [%1 + 0], %5
                    %6: i64 = const 8
                    %7: i32 = compare ge %0, %6
                    %8: i64 = extend u32 %7
                    return %8
                }
                function entry "xdp" p(ctx %0: ptr.ctx as void*) s32 {
                    slot $0 sum 8 align 8
                entry.0:
                    %1: ptr.stack = slot $0
                    %2: i64 = const 0
                    store u64 [%1 + 0], %2
                    %3: i32 = const 100
                    %4: ptr.function = function each
                    %5: i64 = helper bpf_loop(%3, %4, %1, %2)
                    %6: i64 = load u64 [%1 + 0]
                    %7: i64 = const 1000
                    %8: i64 = mul %5, %7
                    %9: i64 = add %8, %6
                    %10: i32 = truncate %9
                    return %10
                }
                """, loaded -> assertThat(run(loaded)).isEqualTo(9 * 1000 + 36));
    }

    @Test
    void callsAFunctionOfFiveArgumentsInAnyOrder() {
        load("""
                global variable seed u64 = 3
                function subprogram five(a %0: i64 as u64, b %1: i64 as u64, c %2: i64 as u64, d %3: i32 as u32, e %4: ptr.value as void*) u64 {
                entry.0:
                    %5: i64 = const 10
                    %6: i64 = mul %0, %5
                    %7: i64 = add %6, %1
                    %8: i64 = mul %7, %5
                    %9: i64 = add %8, %2
                    %10: i64 = mul %9, %5
                    %11: i64 = extend u32 %3
                    %12: i64 = add %10, %11
                    %13: i64 = mul %12, %5
                    %14: i64 = load u64 [%4 + 0]
                    %15: i64 = add %13, %14
                    return %15
                }
                function entry "xdp" p(ctx %0: ptr.ctx as void*) s32 {
                entry.0:
                    %1: ptr.value = global seed
                    %2: i64 = load u64 [%1 + 0]
                    %3: i64 = const 1
                    %4: i64 = add %2, %3
                    %5: i64 = add %4, %3
                    %6: i32 = const 9
                    %7: i64 = call five(%2, %4, %5, %6, %1)
                    %8: i64 = call five(%5, %4, %2, %6, %1)
                    %9: i64 = sub %8, %7
                    %10: i32 = truncate %7
                    %11: i32 = truncate %9
                    %12: i32 = sub %10, %11
                    return %12
                }
                """, loaded -> assertThat(run(loaded)).isEqualTo(34593 - (54393 - 34593)));
    }

    @Test
    void reservesFillsAndSubmitsARecord() {
        load(
                """
                map events ringbuf entries 4096
                function entry "xdp" p(ctx %0: ptr.ctx as void*) s32 {
                entry.0:
                    %1: ptr.map = map events
                    %2: i64 = const 16
                    %3: i64 = const 0
                    %4: ptr.record? = helper bpf_ringbuf_reserve(%1, %2, %3)
                    %5: ptr.record? = const 0
                    branch ne %4, %5 then fill.1 else full.2
                fill.1:
                    %6: i64 = const 77
                    store u64 [%4 + 0], %6
                    %7: i64 = const 78
                    store u64 [%4 + 8], %7
                    %8: i64 = helper bpf_ringbuf_submit(%4, %3)
                    %9: i32 = const 2
                    return %9
                full.2:
                    %10: i32 = const 1
                    return %10
                }
                """,
                loaded -> {
                    assertThat(run(loaded)).isEqualTo(2);
                    assertThat(run(loaded)).isEqualTo(2);
                    assertThat(loaded.map("events").consume())
                            .containsExactly(NativeOrder.u64(77, 78), NativeOrder.u64(77, 78));
                });
    }

    /** The verifier takes the value without a comparison with null only where it sees the constant in a word of its own. */
    @Test
    void trustsThatArraysHaveTheirConstantKeys() {
        assumeTrue(KernelVersion.parse(System.getProperty("os.version")).atLeast(new KernelVersion(6, 14)));
        var slots = new ArrayList<Integer>();
        for (var kernel : List.of("6.12", "6.14"))
            load(kernel, """
                map counts array key u32 value u64 entries 4
                map each percpu_array key u32 value u64 entries 1
                function entry "xdp" p(ctx %0: ptr.ctx as void*) s32 {
                    slot $0 key 4 align 4
                    slot $1 first 4 align 4
                    slot $2 other 4 align 4
                entry.0:
                    %1: ptr.stack = slot $0
                    %2: ptr.stack = slot $1
                    %3: ptr.map = map counts
                    %4: ptr.map = map each
                    %5: i32 = const 3
                    %6: ptr.value? = const 0
                    %7: ptr.stack = slot $2
                    %8: i32 = load u32 [%0 + 12]
                    store u32 [%1 + 0], %5
                    zero [%2 + 0], 4
                    store u32 [%7 + 0], %8
                    %9: i64 = helper bpf_map_delete_elem(%3, %7)
                    %10: ptr.value? = helper bpf_map_lookup_elem(%3, %1)
                    branch eq %10, %6 then miss.1 else hit.2
                miss.1:
                    %11: i32 = const 99
                    return %11
                hit.2:
                    %12: i64 = load u64 [%10 + 0]
                    %13: ptr.value? = helper bpf_map_lookup_elem(%4, %2)
                    branch eq %13, %6 then miss.1 else both.3
                both.3:
                    %14: i64 = const 2
                    store u64 [%13 + 0], %14
                    %15: i64 = add %12, %14
                    %16: i32 = truncate %15
                    return %16
                }
                """, loaded -> {
                loaded.map("counts").update(NativeOrder.u32(3), NativeOrder.u64(40));
                assertThat(run(loaded)).isEqualTo(42);
                slots.add(loaded.program("p").instructionCount());
            });
        assertThat(slots.get(0) - slots.get(1)).isGreaterThanOrEqualTo(4);
    }

    /** The verifier knows no bounds of a quotient, but those of a product that is shifted. */
    @Test
    void reachesMemoryAtAQuotient() {
        load("""
                global variable bytes u8[26] = {zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, 42}
                global variable place u8 = 253
                function entry "xdp" p(ctx %0: ptr.ctx as void*) s32 {
                entry.0:
                    %1: ptr.value = global place
                    %2: i32 = load u8 [%1 + 0]
                    %3: i32 = const 10
                    %4: i32 = sdiv %2, %3
                    %5: i64 = extend s32 %4
                    %6: ptr.value = global bytes
                    %7: ptr.value = add %6, %5
                    %8: i32 = load u8 [%7 + 0]
                    return %8
                }
                """, loaded -> assertThat(run(loaded)).isEqualTo(42));
    }
}

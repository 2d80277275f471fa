package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.CodeElement;
import dev.skep.asm.Instruction;
import dev.skep.ir.text.IrParser;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is between taking a lock and giving it back stays there, and nothing else comes between: others change the value as soon as the lock
 * is free. With all passes, and without each of them.
 */
class LockedMemoryTest {
    private static final String HEAD = """
            unit "test" license "GPL"
            struct bpf_spin_lock size 4 align 4 {
                0: u32 val
            }

            struct Value size 24 align 8 {
                0: struct bpf_spin_lock lock
                32: u32 a
                64: u32 b
                96: u32 c
                128: u64 d
            }
            map m array key u32 value struct Value entries 1
            function entry "xdp" p(ctx %0: ptr.ctx as void*) s32 {
                slot $0 key 4 align 4
            entry.0:
                %1: ptr.stack = slot $0
                %2: i32 = const 0
                store u32 [%1 + 0], %2
                %3: ptr.map = map m
                %4: ptr.value? = helper bpf_map_lookup_elem(%3, %1)
                %5: ptr.value? = const 0
                branch eq %4, %5 then miss.1 else hit.2
            miss.1:
                return %2
            hit.2:
            """;

    private record Case(String name, String body, List<String> trace) {}

    // spotless:off
    private static final List<Case> CASES = List.of(
            new Case("loads and stores on both sides", """
                    %6: i32 = load u32 [%4 + 4]
                    store u32 [%4 + 8], %6
                    %7: i64 = helper bpf_spin_lock(%4)
                    %8: i32 = load u32 [%4 + 4]
                    %9: i32 = load u32 [%4 + 8]
                    %10: i32 = add %8, %9
                    store u32 [%4 + 4], %10
                    %11: i64 = helper bpf_spin_unlock(%4)
                    %12: i32 = load u32 [%4 + 4]
                    %13: i32 = load u32 [%4 + 8]
                    %14: i32 = add %12, %13
                    %15: i32 = add %14, %6
                    return %15
                }
                """,
                List.of("load 4", "store 8", "lock", "load 4", "load 8", "store 4", "unlock", "load 4", "load 8")),
            new Case("constants beside each other", """
                    %6: i32 = const 1
                    store u32 [%4 + 4], %6
                    %7: i64 = helper bpf_spin_lock(%4)
                    store u32 [%4 + 8], %6
                    %8: i64 = helper bpf_spin_unlock(%4)
                    store u32 [%4 + 12], %6
                    return %2
                }
                """,
                List.of("store 4", "lock", "store 8", "unlock", "store 12")),
            new Case("copies of neighbours", """
                    %6: i32 = load u32 [%4 + 8]
                    %7: i64 = helper bpf_spin_lock(%4)
                    %8: i32 = load u32 [%4 + 12]
                    %9: i64 = helper bpf_spin_unlock(%4)
                    store u32 [%4 + 16], %6
                    store u32 [%4 + 20], %8
                    return %2
                }
                """,
                List.of("load 8", "lock", "load 12", "unlock", "store 16", "store 20")),
            new Case("the same in both arms", """
                    %6: i32 = load u32 [%0 + 12]
                    branch eq %6, %2 then one.3 else other.4
                one.3:
                    %7: i64 = helper bpf_spin_lock(%4)
                    %8: i32 = load u32 [%4 + 4]
                    %9: i64 = helper bpf_spin_unlock(%4)
                    jump end.5(%8)
                other.4:
                    %10: i64 = helper bpf_spin_lock(%4)
                    %11: i32 = load u32 [%4 + 8]
                    %12: i64 = helper bpf_spin_unlock(%4)
                    jump end.5(%11)
                end.5(%13: i32):
                    %14: i32 = load u32 [%4 + 4]
                    %15: i32 = add %13, %14
                    return %15
                }
                """,
                List.of("load 12", "lock", "load 4", "unlock", "lock", "load 8", "unlock", "load 4")),
            new Case("calls on both sides", """
                    %6: i64 = helper bpf_ktime_get_ns()
                    %7: i64 = helper bpf_get_smp_processor_id()
                    %8: i64 = helper bpf_spin_lock(%4)
                    store u64 [%4 + 16], %6
                    %9: i64 = helper bpf_spin_unlock(%4)
                    %10: i64 = helper bpf_get_prandom_u32()
                    store u64 [%4 + 16], %7
                    %11: i32 = truncate %10
                    return %11
                }
                """,
                List.of("bpf_ktime_get_ns", "bpf_get_smp_processor_id", "lock", "store 16", "unlock", "bpf_get_prandom_u32", "store 16")),
            new Case("each round of a loop", """
                    %6: i32 = load u32 [%0 + 12]
                    jump loop.3(%2, %2)
                loop.3(%7: i32, %8: i32):
                    %9: i64 = helper bpf_spin_lock(%4)
                    %10: i32 = load u32 [%4 + 4]
                    %11: i32 = load u32 [%4 + 8]
                    store u32 [%4 + 12], %10
                    %12: i64 = helper bpf_spin_unlock(%4)
                    %13: i32 = add %8, %11
                    %14: i32 = const 1
                    %15: i32 = add %7, %14
                    %16: i32 = const 100
                    branch lt %15, %16 then loop.3(%15, %13) else end.4
                end.4:
                    %17: i32 = add %13, %6
                    return %17
                }
                """,
                List.of("load 12", "lock", "load 4", "load 8", "store 12", "unlock")));
    // spotless:on

    @TestFactory
    Stream<DynamicTest> staysWhereItIs() {
        return CASES.stream().flatMap(known -> ways().map(
                        way -> DynamicTest.dynamicTest(known.name + ", " + way.name, () -> check(known, way))));
    }

    private record Way(String name, Options options) {}

    private static Stream<Way> ways() {
        var all = new Options(KernelVersion.parse("5.10"), Options.DEFAULT.byteOrder());
        var newest = new Options(KernelVersion.parse("6.18"), Options.DEFAULT.byteOrder());
        return Stream.concat(
                Stream.of(new Way("all passes", all), new Way("all passes for a new kernel", newest)),
                Pipeline.optional().stream()
                        .sorted()
                        .map(pass -> new Way("without " + pass, all.without(Set.of(pass)))));
    }

    private static void check(Case known, Way way) {
        var object = Compiler.model(IrParser.unit(HEAD + known.body), way.options);
        assertThat(trace(object.programs().get(0).code().elements())).isEqualTo(known.trace);
    }

    /** Returns what happens in the order of the code, but for the frame and the lookup in front. */
    private static List<String> trace(List<CodeElement> elements) {
        List<String> trace = new ArrayList<>();
        for (var element : elements)
            if (element instanceof Instruction instruction)
                event(instruction.word()).ifPresent(trace::add);
        return trace;
    }

    private static Optional<String> event(long word) {
        var operation = (int) word & 0xff;
        var offset = (short) (word >> 16);
        var dst = (int) (word >> 8) & 15;
        var src = (int) (word >> 12) & 15;
        var frame = 10;
        return switch (operation & 7) {
            case 1 -> src == frame ? Optional.empty() : Optional.of("load " + offset);
            case 2, 3 -> dst == frame ? Optional.empty() : Optional.of("store " + offset);
            case 5 -> operation == 0x85 ? called((int) (word >> 32)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> called(int helper) {
        if (helper == Helper.SPIN_LOCK.id()) return Optional.of("lock");
        if (helper == Helper.SPIN_UNLOCK.id()) return Optional.of("unlock");
        return Helper.of(helper)
                .filter(known -> known != Helper.MAP_LOOKUP_ELEM)
                .map(Helper::kernelName);
    }
}

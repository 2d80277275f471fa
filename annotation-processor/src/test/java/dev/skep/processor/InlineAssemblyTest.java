package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instructions in the middle of methods, run by the kernel, with the passes and without them. */
class InlineAssemblyTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;
            import dev.skep.lang.net.*;

            @Bpf(license = "GPL", minKernel = "6.6")
            final class Assembly {
                private static final String TWICE = "r0 = r1; r0 += r1";

                @Struct
                static final class Pair {
                    int first;
                    int second;
                }

                static final BpfArray<Pair> pairs = BpfArray.of(4);
                static final BpfHashMap<Integer, U64> hits = BpfHashMap.of(16);
                static long seen = 5;

                @Config
                static int limit = 30;

                /** Arguments by sign, the largest of them, and a jump back. */
                @Xdp
                static int numbers(XdpContext context) {
                    var pair = context.packet().next(Pair.class);
                    if (pair == null) return -1;
                    long sum = Kernel.asm(\"""
                            r0 = r1
                            r0 += r2
                            \""", pair.first, -pair.second);
                    long power = Kernel.asm(\"""
                            r0 = 1
                            if r1 s> 20 goto out    # too many
                        again:
                            if r1 == 0 goto out
                            r0 *= r2
                            r1 += -1
                            goto again
                        out:
                            \""", pair.second & 15, 3);
                    return (int) (sum + power + Kernel.asm(TWICE, 1000L));
                }

                /** A struct in the frame, which is read and written behind the compiler's back. */
                @Xdp
                static int frame(XdpContext context) {
                    var pair = new Pair();
                    pair.first = 7;
                    pair.second = 1;
                    long address = Kernel.asm(\"""
                            w2 = *(u32 *)(r1 + 0)
                            w2 *= 6
                            *(u32 *)(r1 + 4) = w2
                            r0 = r1
                            \""", pair);
                    int before = pair.second;
                    Kernel.asm("*(u32 *)(r1 + 4) = 100", address);
                    return before + pair.second;
                }

                /** Names of the class, and helpers by name. */
                @Xdp
                static int names(XdpContext context) {
                    var key = U32.of(3);
                    var value = U64.of(11);
                    seen = 6;
                    Kernel.asm(\"""
                            r3 = r2
                            r2 = r1
                            r1 = hits ll
                            r4 = 0
                            call bpf_map_update_elem
                            r1 = seen ll
                            r2 = *(u64 *)(r1 + 0)
                            r2 *= 10
                            *(u64 *)(r1 + 0) = r2
                            \""", key, value);
                    long result = Kernel.asm(\"""
                            call bpf_map_lookup_elem
                            if r0 == 0 goto none
                            r0 = *(u64 *)(r0 + 0)
                        none:
                            \""", hits, key);
                    return (int) (result + seen + Kernel.asm("r1 = limit ll; w0 = *(u32 *)(r1 + 0)"));
                }

                /** A header of the packet, a map value, and the context. */
                @Xdp
                static int memory(XdpContext context) {
                    var pair = context.packet().next(Pair.class);
                    var value = pairs.lookup(1);
                    if (pair == null || value == null) return -1;
                    long length = Kernel.asm(\"""
                            w4 = *(u32 *)(r1 + 0)
                            *(u32 *)(r3 + 4) = w4
                            w0 = *(u32 *)(r2 + 4)
                            w5 = *(u32 *)(r2 + 0)
                            r0 -= r5
                            \""", pair, context, value);
                    return (int) length + value.second;
                }

                /** Values live over it, in a loop that is written out, in a function that is called twice. */
                @Xdp
                static int live(XdpContext context) {
                    int n = 0;
                    for (int i = 0; i < 3; i++) n += scaled(i, (context.rxQueueIndex & 3) + 2);
                    return n + scaled(100, 1);
                }

                private static int scaled(int n, int by) {
                    int a = n + by, b = n - by, c = n * by;
                    long product = Kernel.asm(\"""
                            r0 = 0
                        more:
                            if r2 s<= 0 goto done
                            r0 += r1
                            r2 += -1
                            r1 = r1
                            r3 = 0; r4 = 0; r5 = 0
                            goto more
                        done:
                            \""", n, by);
                    return (int) product + a + b + c;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void isRun(String optimize) {
        var build = Build.with(List.of("-Askep.optimize=" + optimize), "Assembly", SOURCE);
        try (var object = Kernel.load(build.objectOrFail("Assembly"))) {
            var packet = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
            var bytes = packet.putInt(21).putInt(4).array();
            var expected = new int[] {21 - 4 + 81 + 2000, 42 + 100, 11 + 60 + 30, 64 + 21, live()};
            var names = List.of("numbers", "frame", "names", "memory", "live");
            for (var i = 0; i < expected.length; i++)
                assertThat(object.program(names.get(i)).run(bytes).returnValue())
                        .as(names.get(i))
                        .isEqualTo(expected[i]);
            assertThat(object.global("seen").number()).isEqualTo(60);
            var hit = object.map("hits").lookup(number(3)).orElseThrow();
            assertThat(ByteBuffer.wrap(hit).order(ByteOrder.nativeOrder()).getLong())
                    .isEqualTo(11);
        }
    }

    private static int live() {
        var n = 0;
        for (var i = 0; i < 3; i++) n += scaled(i, 2);
        return n + scaled(100, 1);
    }

    private static int scaled(int n, int by) {
        return n * by + (n + by) + (n - by) + n * by;
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(number)
                .array();
    }

    /** What the kernel says of a wrong address names the line of the text. */
    @Test
    void aWrongAddressIsTheVerifiers() {
        var source = SOURCE.replace("w2 = *(u32 *)(r1 + 0)", "w2 = *(u32 *)(r1 + 4000)");
        var object = Build.of("Assembly", source).objectOrFail("Assembly");
        assertThatThrownBy(() -> Kernel.load(object).close())
                .isInstanceOf(KernelRefused.class)
                .hasMessageContaining("; w2 = *(u32 *)(r1 + 4000) @ Assembly.java:50");
    }
}

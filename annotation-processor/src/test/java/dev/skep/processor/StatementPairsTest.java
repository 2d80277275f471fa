package dev.skep.processor;

import static dev.skep.dsl.ArrayDef.array;
import static dev.skep.dsl.Case.case_;
import static dev.skep.dsl.Case.default_;
import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.RingBufferDef.ringBuffer;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.SubprogramDef.subprogram;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.s64;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.UpdateFlag.ANY;
import static dev.skep.dsl.ValueCase.otherwise;
import static dev.skep.processor.Pair.pair;

import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.Field;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.ParameterDef;
import dev.skep.dsl.RingBufferDef;
import dev.skep.dsl.S64;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.SubprogramBuilder;
import dev.skep.dsl.SubprogramDef;
import dev.skep.dsl.Types;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Statements. */
class StatementPairsTest {
    private static final StructDef SUMS = struct("Sums");
    private static final Field<S64> LEFT = SUMS.field("left", S64);
    private static final Field<S64> RIGHT = SUMS.field("right", S64);

    private static final HashMapDef<U32, U64> SEEN = hashMap("seen", U32, U64).maxEntries(4);
    private static final ArrayDef<U64> SQUARES = array("squares", U64).maxEntries(6);

    private static final GlobalDef<Struct> VARIABLE = global("variable", SUMS);
    private static final ArrayDef<Struct> VALUES = array("values", SUMS).maxEntries(1);
    private static final RingBufferDef RECORDS = ringBuffer("records", SUMS).bytes(4096);

    private static final SubprogramDef<S64> SUM = subprogram("sum", S64, StatementPairsTest::sum);
    private static final ParameterDef<S64> FROM = SUM.parameter("from", S64);
    private static final ParameterDef<S64> STEP = SUM.parameter("step", S64);

    private static void sum(SubprogramBuilder<S64> p) {
        var total = p.cell(p.parameter(FROM));
        p.loop(u32(3), (i, loop) -> total.set(total.get().add(p.parameter(STEP))));
        p.return_(total.get());
    }

    // spotless:off
    @TestFactory
    Stream<DynamicTest> loops() {
        return Pair.tests(
            pair("do while", """
                static long f(long a, long b) {
                    long n = a & 15;
                    long sum = 0;
                    do {
                        sum += n;
                        if (sum == b) continue;
                        n--;
                    } while (n > 3);
                    return sum;
                }
                """, (p, a, b) -> {
                    var n = p.variable(a.and(15));
                    var sum = p.variable(s64(0));
                    p.doWhile(loop -> {
                        sum.set(sum.get().add(n.get()));
                        p.ifThen(sum.get().eq(b), loop::continue_);
                        n.set(n.get().sub(1));
                    }, () -> n.get().gt(3));
                    return sum.get();
                }),
            pair("for from and to what is computed", """
                static long f(long a, long b) {
                    long sum = 0;
                    for (int i = (int) a & 3; i < ((int) b & 15); i++) {
                        if (i == 7) continue;
                        sum = sum * 3 + i;
                    }
                    return sum;
                }
                """, (p, a, b) -> {
                    var sum = p.variable(s64(0));
                    p.for_(a.to(S32).and(3), b.to(S32).and(15), (i, loop) -> {
                        p.ifThen(i.eq(7), loop::continue_);
                        sum.set(sum.get().mul(3).add(i.to(S64)));
                    });
                    return sum.get();
                }),
            pair("loops in loops", """
                static long f(long a, long b) {
                    long sum = 0;
                    outer:
                    for (int i = 0; i < 5; i++)
                        for (int j = 0; j < 5; j++) {
                            if (i * j == (a & 7)) break outer;
                            if (j > (b & 3)) continue outer;
                            sum += i * 10 + j;
                        }
                    return sum;
                }
                """, (p, a, b) -> {
                    var sum = p.variable(s64(0));
                    p.for_(s32(0), s32(5), (i, outer) -> p.for_(s32(0), s32(5), (j, inner) -> {
                        p.ifThen(i.mul(j).to(S64).eq(a.and(7)), outer::break_);
                        p.ifThen(j.to(S64).gt(b.and(3)), outer::continue_);
                        sum.set(sum.get().add(i.mul(10).add(j).to(S64)));
                    }));
                    return sum.get();
                }),
            pair("range", """
                static long f(long a, long b) {
                    long sum = 0;
                    for (int i : Kernel.range((int) a & 0x3ff)) {
                        if (i == (b & 0xff)) break;
                        sum += i;
                    }
                    return sum;
                }
                """, (p, a, b) -> {
                    var sum = p.variable(s64(0));
                    p.range(a.to(S32).and(0x3ff), (i, loop) -> {
                        p.ifThen(i.to(S64).eq(b.and(0xff)), loop::break_);
                        sum.set(sum.get().add(i.to(S64)));
                    });
                    return sum.get();
                }),
            pair("ranges left by an outer loop's end", """
                static long f(long a, long b) {
                    var sums = new Sums();
                    outer:
                    for (int i : Kernel.range((int) a & 0xff)) {
                        for (int j : Kernel.range((int) b & 0xff)) {
                            if (j == 5) continue outer;
                            if (i == 9) break outer;
                            sums.left += j;
                        }
                        sums.right += i;
                    }
                    return sums.left * 1000 + sums.right;
                }
                @Struct static final class Sums { long left; long right; }
                """, (p, a, b) -> {
                    var sums = p.local(SUMS);
                    p.range(a.to(S32).and(0xff), (i, outer) -> {
                        p.range(b.to(S32).and(0xff), (j, inner) -> {
                            p.ifThen(j.eq(5), outer::continue_);
                            p.ifThen(i.eq(9), outer::break_);
                            sums.set(LEFT, sums.get(LEFT).add(j.to(S64)));
                        });
                        sums.set(RIGHT, sums.get(RIGHT).add(i.to(S64)));
                    });
                    return sums.get(LEFT).mul(1000).add(sums.get(RIGHT));
                }),
            pair("array, element by element", """
                static long f(long a, long b) {
                    var numbers = new long[4];
                    numbers[0] = a;
                    numbers[(int) b & 3] = b;
                    long sum = 0;
                    for (long number : numbers) {
                        if (number == 3) continue;
                        sum = sum * 5 + number;
                    }
                    return sum;
                }
                """, (p, a, b) -> {
                    var numbers = p.local(Types.array(S64, 4));
                    numbers.set(0, a);
                    numbers.set(b.to(U32).and(3), b);
                    var sum = p.variable(s64(0));
                    p.forEach(numbers, (number, loop) -> {
                        p.ifThen(number.eq(3), loop::continue_);
                        sum.set(sum.get().mul(5).add(number));
                    });
                    return sum.get();
                }));
    }

    @TestFactory
    Stream<DynamicTest> callbacks() {
        return Pair.tests(
            pair("loop that sees numbers and memory", """
                static long f(long a, long b) {
                    var sums = new Sums();
                    int step = (int) a & 7;
                    int rounds = Kernel.loop((int) b & 0xff, i -> {
                        sums.left += i * step;
                        return sums.left < 1000;
                    });
                    return sums.left * 1000 + rounds;
                }
                @Struct static final class Sums { long left; long right; }
                """, (p, a, b) -> {
                    var sums = p.local(SUMS);
                    var step = a.to(U32).and(7);
                    var rounds = p.loop(b.to(U32).and(0xff), (i, loop) -> {
                        sums.set(LEFT, sums.get(LEFT).add(i.mul(step).to(S64)));
                        p.ifThen(sums.get(LEFT).ge(1000), loop::break_);
                    });
                    return sums.get(LEFT).mul(1000).add(rounds.to(S64));
                }),
            pair("loop within a loop", """
                static long f(long a, long b) {
                    var sums = new Sums();
                    Kernel.loop((int) a & 7, i -> {
                        Kernel.loop((int) b & 7, j -> {
                            sums.left += i * 10 + j + a;
                            return i != j;
                        });
                        sums.right++;
                        return true;
                    });
                    return sums.left * 100 + sums.right;
                }
                @Struct static final class Sums { long left; long right; }
                """, (p, a, b) -> {
                    var sums = p.local(SUMS);
                    p.loop(a.to(U32).and(7), (i, outer) -> {
                        p.loop(b.to(U32).and(7), (j, inner) -> {
                            sums.set(LEFT, sums.get(LEFT).add(i.mul(10).add(j).to(S64)).add(a));
                            p.ifThen(i.eq(j), inner::break_);
                        });
                        sums.set(RIGHT, sums.get(RIGHT).add(1));
                    });
                    return sums.get(LEFT).mul(100).add(sums.get(RIGHT));
                }),
            pair("loop that sees every kind of memory", """
                @Struct static final class Sums { long left; long right; }
                static final BpfArray<Sums> values = BpfArray.of(1);
                static final BpfRingBuffer<Sums> records = BpfRingBuffer.ofBytes(4096);
                static final Sums variable = new Sums();
                static long f(long a, long b) {
                    variable.left = a;
                    var value = values.lookup(0);
                    if (value == null) return -1;
                    value.left = 0;
                    int rounds = 0;
                    try (var slot = records.reserve()) {
                        if (slot == null) return -2;
                        var record = slot.value();
                        record.left = 0;
                        record.right = b;
                        rounds = Kernel.loop(5, i -> {
                            variable.left += i;
                            value.left += variable.left;
                            record.left += record.right;
                            return true;
                        });
                        value.right = record.left;
                    }
                    return value.left + value.right + rounds;
                }
                """, (p, a, b) -> {
                    var result = p.variable(s64(-1));
                    p.block(returned -> {
                        var variable = p.global(VARIABLE);
                        variable.set(LEFT, a);
                        var value = p.lookup(VALUES, u32(0)).orElse(returned::leave);
                        value.set(LEFT, 0);
                        result.set(-2);
                        var record = p.reserve(RECORDS).orElse(returned::leave);
                        record.set(LEFT, 0);
                        record.set(RIGHT, b);
                        var rounds = p.loop(u32(5), (i, loop) -> {
                            variable.set(LEFT, variable.get(LEFT).add(i.to(S64)));
                            value.set(LEFT, value.get(LEFT).add(variable.get(LEFT)));
                            record.set(LEFT, record.get(LEFT).add(record.get(RIGHT)));
                        });
                        value.set(RIGHT, record.get(LEFT));
                        record.discard();
                        result.set(value.get(LEFT).add(value.get(RIGHT)).add(rounds.to(S64)));
                    });
                    return result.get();
                }),
            pair("loop that sees a parameter", """
                @Subprogram static long sum(long from, long step) {
                    var total = S64.of(from);
                    Kernel.loop(3, i -> { total.value += step; return true; });
                    return total.value;
                }
                static long f(long a, long b) {
                    return sum(a, b);
                }
                """, (p, a, b) -> p.call(SUM, FROM.of(a), STEP.of(b))),
            pair("entries of a hash map", """
                @Struct static final class Sums { long left; long right; }
                static final BpfHashMap<@Unsigned Integer, U64> seen = BpfHashMap.of(4);
                static long f(long a, long b) {
                    var sums = new Sums();
                    seen.update((int) a & 3, U64.of(b));
                    int entries = seen.forEach((key, value) -> {
                        sums.left += key;
                        sums.right += value.value;
                        value.value++;
                        return true;
                    });
                    return sums.left * 1000 + sums.right + entries;
                }
                """, (p, a, b) -> {
                    var sums = p.local(SUMS);
                    p.update(SEEN, a.to(U32).and(3), b.to(U64), ANY);
                    var entries = p.forEach(SEEN, (key, value, loop) -> {
                        sums.set(LEFT, sums.get(LEFT).add(key.to(S64)));
                        sums.set(RIGHT, sums.get(RIGHT).add(value.get().to(S64)));
                        value.set(value.get().add(1));
                    });
                    return sums.get(LEFT).mul(1000).add(sums.get(RIGHT)).add(entries.to(S64));
                }),
            pair("entries of an array up to one", """
                static final BpfArray<U64> squares = BpfArray.of(6);
                static long f(long a, long b) {
                    return squares.forEach((index, value) -> {
                        value.value = (long) index * index + a;
                        return index < (b & 7);
                    });
                }
                """, (p, a, b) -> p.forEach(SQUARES, (index, value, loop) -> {
                    value.set(index.to(U64).mul(index.to(U64)).add(a.to(U64)));
                    p.ifThen(index.to(S64).ge(b.and(7)), loop::break_);
                }).to(S64)));
    }

    @TestFactory
    Stream<DynamicTest> choices() {
        return Pair.tests(
            pair("switch", """
                static long f(long a, long b) {
                    long result = b;
                    switch ((int) a) {
                        case 0, 3 -> result += 5;
                        case -7 -> result *= 2;
                        case 64 -> { return 1; }
                        default -> result--;
                    }
                    return result;
                }
                """, (p, a, b) -> {
                    var result = p.variable(b);
                    p.block(returned -> p.switch_(
                            a.to(S32),
                            case_(0, 3).then(() -> result.set(result.get().add(5))),
                            case_(-7).then(() -> result.set(result.get().mul(2))),
                            case_(64).then(() -> {
                                result.set(1);
                                returned.leave();
                            }),
                            default_(() -> result.set(result.get().sub(1)))));
                    return result.get();
                }),
            pair("switch as a value", """
                static long f(long a, long b) {
                    return switch ((int) a) {
                        case 1, 2 -> b;
                        case 3 -> b * b;
                        case 5 -> 17;
                        default -> a - b;
                    };
                }
                """, (p, a, b) -> p.switch_(
                        a.to(S32),
                        case_(1, 2).yield_(() -> b),
                        case_(3).yield_(() -> b.mul(b)),
                        case_(5).yield_(() -> s64(17)),
                        otherwise(() -> a.sub(b)))),
            pair("one of two values", """
                static long f(long a, long b) {
                    return a > b || a == -7 ? a * 3 : b / 3;
                }
                """, (p, a, b) -> p.choose(a.gt(b).or(a.eq(-7)), () -> a.mul(3), () -> b.div(3))),
            pair("block that is left", """
                static long f(long a, long b) {
                    long sum = a;
                    block: {
                        for (int i = 0; i < 4; i++) {
                            if (sum == b + i) break block;
                            sum++;
                        }
                        sum = 100;
                    }
                    return sum;
                }
                """, (p, a, b) -> {
                    var sum = p.variable(a);
                    p.block(block -> {
                        p.for_(s32(0), s32(4), (i, loop) -> {
                            p.ifThen(sum.get().eq(b.add(i.to(S64))), block::leave);
                            sum.set(sum.get().add(1));
                        });
                        sum.set(100);
                    });
                    return sum.get();
                }));
    }

    @TestFactory
    Stream<DynamicTest> sections() {
        return Pair.tests(
            pair("section that is left early", """
                static long f(long a, long b) {
                    long sum = 0;
                    for (int i = 0; i < 3; i++)
                        try (var section = Kernel.rcuReadLock()) {
                            if (i == a) continue;
                            if (i == b) break;
                            sum += i + 1;
                        }
                    return sum;
                }
                """, (p, a, b) -> {
                    var sum = p.variable(s64(0));
                    p.for_(s32(0), s32(3), (i, loop) -> p.rcuReadLock(() -> {
                        p.ifThen(i.to(S64).eq(a), loop::continue_);
                        p.ifThen(i.to(S64).eq(b), loop::break_);
                        sum.set(sum.get().add(i.to(S64)).add(1));
                    }));
                    return sum.get();
                }),
            pair("section in a section", """
                static long f(long a, long b) {
                    try (var outer = Kernel.rcuReadLock(); var inner = Kernel.preemptDisable()) {
                        if (a == b) return 1;
                    }
                    return a + b;
                }
                """, (p, a, b) -> {
                    var result = p.variable(a.add(b));
                    p.block(returned -> p.rcuReadLock(() -> p.preemptDisable(() -> p.ifThen(a.eq(b), () -> {
                        result.set(1);
                        returned.leave();
                    }))));
                    return result.get();
                }));
    }
    // spotless:on
}

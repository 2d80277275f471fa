package dev.skep.processor;

import static dev.skep.dsl.ConfigDef.config;
import static dev.skep.dsl.GlobalDef.constant;
import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.SubprogramDef.globalFunction;
import static dev.skep.dsl.SubprogramDef.procedure;
import static dev.skep.dsl.SubprogramDef.subprogram;
import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.BOOL;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.array;
import static dev.skep.dsl.Types.bool;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.s64;
import static dev.skep.dsl.Types.u32;
import static dev.skep.processor.Pair.pair;

import dev.skep.dsl.Array;
import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.Be16;
import dev.skep.dsl.Bool;
import dev.skep.dsl.CellParameterDef;
import dev.skep.dsl.ConfigDef;
import dev.skep.dsl.Contents;
import dev.skep.dsl.Field;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.Nothing;
import dev.skep.dsl.NullableParameterDef;
import dev.skep.dsl.ParameterDef;
import dev.skep.dsl.S32;
import dev.skep.dsl.S64;
import dev.skep.dsl.SpinLock;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.SubprogramDef;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import dev.skep.dsl.XdpAction;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Global data, atomic operations and functions. */
class DataPairsTest {
    private static final GlobalDef<Array<S32>> PRIMES =
            constant("PRIMES", array(S32, 8), array(S32, 8).of(2, 3, 5, 7, 11, 13, 17, -19));
    private static final GlobalDef<Array<Array<U16>>> SQUARE = constant(
            "SQUARE",
            array(array(U16, 2), 2),
            array(array(U16, 2), 2)
                    .of(List.of(array(U16, 2).of(1, 2), array(U16, 2).of(65535))));

    private static final StructDef LIMIT = struct("Limit");
    private static final Field<U8> KIND = LIMIT.field("kind", U8);
    private static final Field<Be16> PORT = LIMIT.field("port", BE16);
    private static final Field<S64> MOST = LIMIT.field("most", S64);
    private static final GlobalDef<Struct> LIMITS =
            constant("LIMITS", LIMIT, LIMIT.of(MOST.is(-5), PORT.is(8080), KIND.is(200)));

    private static final GlobalDef<S64> SEEN = global("seen", S64, 5).section(".data.hot");
    private static final ConfigDef<Bool> FAST = config("fast", BOOL, Contents.of(bool(true)));
    private static final ConfigDef<Array<U32>> STEPS =
            config("steps", array(U32, 4), array(U32, 4).of(1, 10, 100));

    private static final StructDef COUNTS = struct("Counts");
    private static final Field<S64> WIDE = COUNTS.field("wide", S64);
    private static final Field<S32> NARROW = COUNTS.field("narrow", S32);

    private static final GlobalDef<Struct> COUNTS_VARIABLE = global("counts", COUNTS);

    private static final SubprogramDef<Nothing> ADD = procedure("add", p -> {
        var counts = p.parameter(DataPairsTest.TO);
        p.ifThen(p.parameter(DataPairsTest.BY).eq(3), () -> p.return_(Nothing.NOTHING));
        counts.set(WIDE, counts.get(WIDE).add(p.parameter(DataPairsTest.BY)));
    });
    private static final ParameterDef<Struct> TO = ADD.parameter("to", COUNTS);
    private static final ParameterDef<S64> BY = ADD.parameter("by", S64);

    private static final SubprogramDef<S64> SUM = globalFunction("sum", S64, p -> {
        var first = p.parameter(DataPairsTest.FIRST);
        var second = p.nullable(DataPairsTest.SECOND).orElseReturn(s64(-1));
        p.return_(first.get(WIDE).add(second.get(WIDE)));
    });
    private static final ParameterDef<Struct> FIRST = SUM.parameter("first", COUNTS);
    private static final NullableParameterDef<Struct> SECOND = SUM.nullable("second", COUNTS);

    private static final SubprogramDef<U8> NARROWED = subprogram(
            "narrowed",
            U8,
            p -> p.return_(p.parameter(DataPairsTest.WHOLE).to(U8).add(1)));
    private static final ParameterDef<U16> WHOLE = NARROWED.parameter("whole", U16);

    private static final SubprogramDef<Nothing> TWICE = procedure("twice", p -> {
        var number = p.cell(DataPairsTest.CHANGED);
        number.set(number.get().add(p.parameter(DataPairsTest.FACTOR).mul(2).to(U64)));
    });
    private static final CellParameterDef<U64> CHANGED = TWICE.cell("number", U64);
    private static final ParameterDef<S64> FACTOR = TWICE.parameter("by", S64);

    private static final StructDef BUCKET = struct("Bucket");
    private static final Field<S32> TOKENS = BUCKET.field("tokens", S32);
    private static final SpinLock LOCK = BUCKET.spinLock("lock");
    private static final Field<S64> TOTAL = BUCKET.field("total", S64);
    private static final ArrayDef<Struct> BUCKETS =
            ArrayDef.array("buckets", BUCKET).maxEntries(1);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> locks() {
        return Pair.tests(
            pair("lock in a value", """
                @Struct static final class Bucket { int tokens; BpfSpinLock lock; long total; }
                static final BpfArray<Bucket> buckets = BpfArray.of(1);
                static long f(long a, long b) {
                    var bucket = buckets.lookup(0);
                    if (bucket == null) return -1;
                    for (int i = 0; i < 3; i++) {
                        try (var held = bucket.lock.hold()) {
                            bucket.total += a;
                            if (i == (b & 3)) break;
                            bucket.tokens++;
                        }
                        bucket.total++;
                    }
                    return bucket.total + bucket.tokens;
                }
                """, (p, a, b) -> {
                    var bucket = p.lookup(BUCKETS, u32(0)).orElseReturn(XdpAction.ABORTED);
                    p.for_(s32(0), s32(3), (i, loop) -> {
                        p.hold(bucket, LOCK, () -> {
                            bucket.set(TOTAL, bucket.get(TOTAL).add(a));
                            p.ifThen(i.to(S64).eq(b.and(3)), loop::break_);
                            bucket.set(TOKENS, bucket.get(TOKENS).add(1));
                        });
                        bucket.set(TOTAL, bucket.get(TOTAL).add(1));
                    });
                    return bucket.get(TOTAL).add(bucket.get(TOKENS).to(S64));
                }));
    }

    @TestFactory
    Stream<DynamicTest> globals() {
        return Pair.tests(
            pair("table of constants", """
                static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, -19};
                static long f(long a, long b) {
                    return PRIMES[(int) a & 7] * 100L + PRIMES[(int) b & 7];
                }
                """, (p, a, b) -> {
                    var primes = p.global(PRIMES);
                    return primes.get(a.to(U32).and(7)).to(S64).mul(100).add(primes.get(b.to(U32).and(7)).to(S64));
                }),
            pair("table of tables", """
                @Unsigned static final short[][] SQUARE = {{1, 2}, {(short) 65535, 0}};
                static long f(long a, long b) {
                    return SQUARE[(int) a & 1][(int) b & 1];
                }
                """, (p, a, b) -> p.global(SQUARE).get(a.to(U32).and(1)).get(b.to(U32).and(1)).to(S64)),
            pair("constant struct", """
                record Limit(@Unsigned byte kind, @BigEndian @Unsigned short port, long most) {}
                static final Limit LIMITS = new Limit((byte) 200, (short) 8080, -5);
                static long f(long a, long b) {
                    return a * LIMITS.kind() + LIMITS.port() + LIMITS.most();
                }
                """, (p, a, b) -> {
                    var limits = p.global(LIMITS);
                    return a.mul(limits.get(KIND).to(S64)).add(limits.get(PORT).toHost().to(S64)).add(limits.get(MOST));
                }),
            pair("variable in a section", """
                @Section(".data.hot") static long seen = 5;
                static long f(long a, long b) {
                    seen += a ^ b;
                    return seen;
                }
                """, (p, a, b) -> {
                    var seen = p.global(SEEN);
                    seen.set(seen.get().add(a.xor(b)));
                    return seen.get();
                }),
            pair("settings", """
                @Config static boolean fast = true;
                @Config @Unsigned static int[] steps = {1, 10, 100, 0};
                static long f(long a, long b) {
                    return fast ? a + steps[(int) b & 3] : b;
                }
                """, (p, a, b) -> p.choose(
                        p.config(FAST).isTrue(),
                        () -> a.add(p.config(STEPS).get(b.to(U32).and(3)).to(S64)),
                        () -> b)));
    }

    @TestFactory
    Stream<DynamicTest> atomics() {
        return Pair.tests(
            pair("atomic operations", """
                @Struct static final class Counts { long wide; int narrow; }
                static final Counts counts = new Counts();
                static long f(long a, long b) {
                    counts.wide = a;
                    counts.narrow = (int) b;
                    Atomic.add(counts.wide, b);
                    Atomic.or(counts.narrow, 12);
                    Atomic.and(counts.narrow, 0xff);
                    Atomic.xor(counts.wide, a);
                    long sum = Atomic.add(counts.wide, 3L);
                    sum += Atomic.or(counts.wide, 5L);
                    sum += Atomic.and(counts.narrow, 0xf7);
                    sum += Atomic.xor(counts.narrow, 9);
                    sum += Atomic.exchange(counts.wide, a);
                    sum += Atomic.compareExchange(counts.narrow, 9, 77);
                    return sum + counts.wide + counts.narrow;
                }
                """, (p, a, b) -> {
                    var counts = p.global(COUNTS_VARIABLE);
                    counts.set(WIDE, a);
                    counts.set(NARROW, b.to(S32));
                    var wide = counts.at(WIDE);
                    var narrow = counts.at(NARROW);
                    wide.atomicAdd(b);
                    narrow.atomicOr(12);
                    narrow.atomicAnd(0xff);
                    wide.atomicXor(a);
                    var sum = wide.fetchAdd(3);
                    sum = sum.add(wide.fetchOr(s64(5)));
                    sum = sum.add(narrow.fetchAnd(s32(0xf7)).to(S64));
                    sum = sum.add(narrow.fetchXor(s32(9)).to(S64));
                    sum = sum.add(wide.exchange(a));
                    sum = sum.add(narrow.compareExchange(s32(9), s32(77)).to(S64));
                    return sum.add(wide.get()).add(narrow.get().to(S64));
                }));
    }

    @TestFactory
    Stream<DynamicTest> functions() {
        return Pair.tests(
            pair("procedure that takes a struct", """
                @Struct static final class Counts { long wide; int narrow; }
                @Subprogram static void add(Counts to, long by) {
                    if (by == 3) return;
                    to.wide += by;
                }
                static long f(long a, long b) {
                    var counts = new Counts();
                    add(counts, a);
                    add(counts, b);
                    return counts.wide;
                }
                """, (p, a, b) -> {
                    var counts = p.local(COUNTS);
                    p.call(ADD, TO.of(counts), BY.of(a));
                    p.call(ADD, TO.of(counts), BY.of(b));
                    return counts.get(WIDE);
                }),
            pair("global function that takes references", """
                @Struct static final class Counts { long wide; int narrow; }
                @Global static long sum(Counts first, @org.jspecify.annotations.Nullable Counts second) {
                    if (second == null) return -1;
                    return first.wide + second.wide;
                }
                static long f(long a, long b) {
                    var one = new Counts();
                    var other = new Counts();
                    one.wide = a;
                    other.wide = b;
                    return sum(one, other) + sum(other, null);
                }
                """, (p, a, b) -> {
                    var one = p.local(COUNTS);
                    var other = p.local(COUNTS);
                    one.set(WIDE, a);
                    other.set(WIDE, b);
                    return p.call(SUM, FIRST.of(one), SECOND.of(other)).add(p.call(SUM, FIRST.of(other), SECOND.null_()));
                }),
            pair("subprogram that changes a number", """
                @Subprogram static void twice(U64 number, long by) { number.value += 2 * by; }
                static long f(long a, long b) {
                    var number = U64.of(a);
                    twice(number, b);
                    twice(number, 1);
                    return number.value;
                }
                """, (p, a, b) -> {
                    var number = p.cell(a.to(U64));
                    p.call(TWICE, CHANGED.of(number), FACTOR.of(b));
                    p.call(TWICE, CHANGED.of(number), FACTOR.of(1));
                    return number.get().to(S64);
                }),
            pair("subprogram of narrow numbers", """
                @Subprogram static @Unsigned byte narrowed(@Unsigned short whole) { return (byte) (whole + 1); }
                static long f(long a, long b) {
                    return narrowed((short) a) * 1000L + narrowed((short) b);
                }
                """, (p, a, b) -> p.call(NARROWED, WHOLE.of(a.to(U16))).to(S64).mul(1000).add(p.call(NARROWED, WHOLE.of(b.to(U16))).to(S64))));
    }
    // spotless:on
}

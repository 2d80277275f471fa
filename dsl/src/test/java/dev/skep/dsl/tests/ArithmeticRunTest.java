package dev.skep.dsl.tests;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.S16;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.S8;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.u64;
import static dev.skep.dsl.XdpAction.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Condition;
import dev.skep.dsl.Field;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.HostInteger;
import dev.skep.dsl.ScalarType;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U64;
import dev.skep.dsl.XdpBuilder;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Arithmetic of every type, done by the kernel on numbers that only it knows, against the same in unlimited integers. */
class ArithmeticRunTest {
    private static final StructDef PAIR = struct("pair");
    private static final Field<U64> A = PAIR.field("a", U64);
    private static final Field<U64> B = PAIR.field("b", U64);
    private static final GlobalDef<Struct> GIVEN = global("given", PAIR);

    private static final StructDef RESULTS = struct("results");
    private static final List<Field<U64>> RESULT = IntStream.range(0, 64)
            .mapToObj(i -> RESULTS.field("result" + i, U64))
            .toList();
    private static final GlobalDef<Struct> FOUND = global("found", RESULTS);

    // spotless:off
    private static final long[] NUMBERS = {
        0, 1, 3, 7, 31, 32, 63, 64, 0x7f, 0x80, 0xff, 0x8000, 0xffff, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL,
        0x1_0000_0000L, Long.MAX_VALUE, Long.MIN_VALUE, -1, -7, -128
    };

    /** An operation, and what it means for unlimited integers and a mask for shift counts. */
    private enum Operation {
        ADD ((a, b, mask) -> a.add(b)),
        SUB ((a, b, mask) -> a.subtract(b)),
        MUL ((a, b, mask) -> a.multiply(b)),
        DIV ((a, b, mask) -> b.signum() == 0 ? BigInteger.ZERO : a.divide(b)),
        MOD ((a, b, mask) -> b.signum() == 0 ? a : a.remainder(b)),
        AND ((a, b, mask) -> a.and(b)),
        OR  ((a, b, mask) -> a.or(b)),
        XOR ((a, b, mask) -> a.xor(b)),
        LSH ((a, b, mask) -> a.shiftLeft(b.intValue() & mask)),
        RSH ((a, b, mask) -> a.shiftRight(b.intValue() & mask)),
        NOT ((a, b, mask) -> a.not()),
        NEG ((a, b, mask) -> a.negate()),
        MIN ((a, b, mask) -> a.min(b)),
        MAX ((a, b, mask) -> a.max(b)),
        LT  ((a, b, mask) -> truth(a.compareTo(b) < 0)),
        LE  ((a, b, mask) -> truth(a.compareTo(b) <= 0)),
        GT  ((a, b, mask) -> truth(a.compareTo(b) > 0)),
        GE  ((a, b, mask) -> truth(a.compareTo(b) >= 0)),
        EQ  ((a, b, mask) -> truth(a.equals(b))),
        NE  ((a, b, mask) -> truth(!a.equals(b)));
        // spotless:on

        private interface Meaning {
            BigInteger of(BigInteger a, BigInteger b, int countMask);
        }

        private final Meaning meaning;

        Operation(Meaning meaning) {
            this.meaning = meaning;
        }

        private static BigInteger truth(boolean holds) {
            return holds ? BigInteger.ONE : BigInteger.ZERO;
        }
    }

    // spotless:off
    private static final List<Number<?>> TYPES = List.of(
            new Number<>(U8,  8,  false), new Number<>(S8,  8,  true),
            new Number<>(U16, 16, false), new Number<>(S16, 16, true),
            new Number<>(U32, 32, false), new Number<>(S32, 32, true),
            new Number<>(U64, 64, false), new Number<>(S64, 64, true));
    // spotless:on

    /** A type, and which numbers it holds. */
    private record Number<V extends HostInteger<V>>(ScalarType<V> type, int bits, boolean signed) {
        BigInteger wrap(BigInteger exact) {
            var low = exact.mod(BigInteger.ONE.shiftLeft(bits));
            return signed && low.testBit(bits - 1) ? low.subtract(BigInteger.ONE.shiftLeft(bits)) : low;
        }

        @Override
        public String toString() {
            return type.toString();
        }
    }

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    private static final List<Operation> OPERATIONS = List.of(Operation.values());

    @TestFactory
    Stream<DynamicTest> meansTheSameInTheKernel() {
        return TYPES.stream().map(ArithmeticRunTest::arithmetic);
    }

    private static <V extends HostInteger<V>> DynamicTest arithmetic(Number<V> number) {
        return DynamicTest.dynamicTest(number.toString(), () -> {
            try (var loaded = load(p -> {
                var a = p.global(GIVEN).get(A).to(number.type());
                var b = p.global(GIVEN).get(B).to(number.type());
                for (var i = 0; i < OPERATIONS.size(); i++)
                    p.global(FOUND).set(RESULT.get(i), emit(p, OPERATIONS.get(i), a, b));
            })) {
                for (var a : NUMBERS) for (var b : NUMBERS) check(loaded, number, a, b);
            }
        });
    }

    private static <V extends HostInteger<V>> U64 emit(XdpBuilder p, Operation operation, V a, V b) {
        return switch (operation) {
            case ADD -> a.add(b).to(U64);
            case SUB -> a.sub(b).to(U64);
            case MUL -> a.mul(b).to(U64);
            case DIV -> a.div(b).to(U64);
            case MOD -> a.mod(b).to(U64);
            case AND -> a.and(b).to(U64);
            case OR -> a.or(b).to(U64);
            case XOR -> a.xor(b).to(U64);
            case LSH -> a.lsh(b).to(U64);
            case RSH -> a.rsh(b).to(U64);
            case NOT -> a.not().to(U64);
            case NEG -> a.neg().to(U64);
            case MIN -> a.min(b).to(U64);
            case MAX -> a.max(b).to(U64);
            case LT -> truth(p, a.lt(b));
            case LE -> truth(p, a.le(b));
            case GT -> truth(p, a.gt(b));
            case GE -> truth(p, a.ge(b));
            case EQ -> truth(p, a.eq(b));
            case NE -> truth(p, a.ne(b));
        };
    }

    private static U64 truth(XdpBuilder p, Condition condition) {
        return p.select(condition, u64(1), u64(0));
    }

    private static void check(LoadedObject loaded, Number<?> number, long a, long b) {
        var results = run(loaded, a, b);
        for (var i = 0; i < OPERATIONS.size(); i++) {
            var operation = OPERATIONS.get(i);
            var exact = operation.meaning.of(
                    number.wrap(BigInteger.valueOf(a)),
                    number.wrap(BigInteger.valueOf(b)),
                    number.bits() == 64 ? 63 : 31);
            assertThat(results.get(i))
                    .as("%s of %d and %d as %s", operation, a, b, number)
                    .isEqualTo(number.wrap(exact).longValue());
        }
    }

    @Test
    void convertsEveryTypeToEveryOther() {
        try (var loaded = load(p -> {
            var a = p.global(GIVEN).get(A);
            for (var from : TYPES)
                for (var to : TYPES) p.global(FOUND).set(RESULT.get(index(from, to)), converted(a, from, to));
        })) {
            for (var a : NUMBERS) checkConversions(loaded, a);
        }
    }

    private static <F extends HostInteger<F>, T extends HostInteger<T>> U64 converted(
            U64 a, Number<F> from, Number<T> to) {
        return a.to(from.type()).to(to.type()).to(U64);
    }

    private static void checkConversions(LoadedObject loaded, long a) {
        var results = run(loaded, a, 0);
        for (var from : TYPES) {
            for (var to : TYPES) {
                assertThat(results.get(index(from, to)))
                        .as("%d as %s as %s", a, from, to)
                        .isEqualTo(to.wrap(from.wrap(BigInteger.valueOf(a))).longValue());
            }
        }
    }

    @Test
    void rotates() {
        try (var loaded = load(p -> {
            var a = p.global(GIVEN).get(A);
            var b = p.global(GIVEN).get(B);
            var found = p.global(FOUND);
            found.set(RESULT.get(0), a.rotateLeft(b));
            found.set(RESULT.get(1), a.rotateRight(b));
            found.set(RESULT.get(2), a.to(S32).rotateLeft(b.to(S32)).to(U64));
            found.set(RESULT.get(3), a.to(U32).rotateRight(b.to(U32)).to(U64));
            found.set(RESULT.get(4), s32(-8).rotateRight(s32(1)).to(U64));
        })) {
            for (var a : NUMBERS)
                for (var b : NUMBERS) {
                    var results = run(loaded, a, b);
                    assertThat(results.get(0)).isEqualTo(Long.rotateLeft(a, (int) b));
                    assertThat(results.get(1)).isEqualTo(Long.rotateRight(a, (int) b));
                    assertThat(results.get(2)).isEqualTo(Integer.rotateLeft((int) a, (int) b));
                    assertThat(results.get(3)).isEqualTo(Integer.toUnsignedLong(Integer.rotateRight((int) a, (int) b)));
                    assertThat(results.get(4)).isEqualTo(Integer.rotateRight(-8, 1));
                }
        }
    }

    private static int index(Number<?> from, Number<?> to) {
        return TYPES.indexOf(from) * TYPES.size() + TYPES.indexOf(to);
    }

    private static LoadedObject load(Consumer<XdpBuilder> statements) {
        var object = BpfObjects.build("test", o -> o.license(GPL).program("test", xdp(), p -> {
            statements.accept(p);
            p.return_(PASS);
        }));
        return Kernel.load(object.bytes());
    }

    /** Runs the program on two numbers and returns its results. */
    private static LongBuffer run(LoadedObject loaded, long a, long b) {
        loaded.global("given").set(NativeOrder.u64(a, b));
        assertThat(loaded.program("test").run(new byte[64]).returnValue()).isEqualTo(2);
        return ByteBuffer.wrap(loaded.global("found").bytes())
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }
}

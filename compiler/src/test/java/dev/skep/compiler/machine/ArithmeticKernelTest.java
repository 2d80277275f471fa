package dev.skep.compiler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.compiler.Options;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BpfType;
import dev.skep.ir.Extension;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.NativeOrder;
import dev.skep.testkit.ProgramKind;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every arithmetic op on every pair of edge values, in registers and as constants on either side, run by the kernel. */
class ArithmeticKernelTest {
    private static final SourceLine LINE = new SourceLine("Arithmetic.java", 1, 1, "");

    /** Bytes of the context for one computation: two operands and the result. */
    private static final int ROW = 24;

    // spotless:off
    private static final long[] VALUES = {
        0, 1, 2, 7, 8, 31, 32, 63, 64, 100,
        -1, -2, -7, -8, -64,
        Integer.MAX_VALUE, Integer.MIN_VALUE, 0xffff_ffffL, 0x8000_0000L, 0x1234_5678_9abc_def0L,
        Long.MAX_VALUE, Long.MIN_VALUE,
    };
    // spotless:on

    @BeforeAll
    static void needsTheKernel() {
        Kernel.require();
    }

    /** Which operands are constants in the program. */
    private enum Form {
        REGISTERS,
        CONSTANT_LEFT,
        CONSTANT_RIGHT
    }

    static Stream<Arguments> operations() {
        return Stream.of(BinaryOp.values()).flatMap(op -> Stream.of(32, 64).flatMap(bits -> Stream.of(Form.values())
                .flatMap(form -> Stream.of(Backend.OLD, Backend.NEW, Backend.FIRST_LEVEL)
                        .map(options -> Arguments.of(op, bits, form, options)))));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void computesWhatTheIrSays(BinaryOp operation, int bits, Form form, Options options) {
        var pairs = pairs(bits, form);
        var function = function(operation, bits, form, pairs);
        var bytes = Backend.bytes(Backend.generate(function, options), options);
        try (var code = Kernel.loadCode(ProgramKind.SYSCALL, bytes)) {
            var results = code.program().runContext(contextOf(pairs)).context();
            for (var i = 0; i < pairs.size(); i++) {
                var pair = pairs.get(i);
                assertThat(NativeOrder.number(Arrays.copyOfRange(results, i * ROW + 16, i * ROW + 24)))
                        .as("%d %s %d", pair[0], operation, pair[1])
                        .isEqualTo(Arithmetic.of(operation, bits, pair[0], pair[1]));
            }
        }
    }

    private static List<long[]> pairs(int bits, Form form) {
        return Arrays.stream(VALUES)
                .boxed()
                .flatMap(left -> Arrays.stream(VALUES).mapToObj(right -> new long[] {left, right}))
                .filter(pair -> form != Form.CONSTANT_LEFT || isConstant(bits, pair[0]))
                .filter(pair -> form != Form.CONSTANT_RIGHT || isConstant(bits, pair[1]))
                .toList();
    }

    private static boolean isConstant(int bits, long value) {
        return bits == 64 || value == (int) value;
    }

    private static byte[] contextOf(List<long[]> pairs) {
        return NativeOrder.u64(pairs.stream()
                .flatMapToLong(pair -> LongStream.of(pair[0], pair[1], 0))
                .toArray());
    }

    /** {@code row[2] = row[0] op row[1]} for each row of the context. */
    private static Function function(BinaryOp operation, int bits, Form form, List<long[]> pairs) {
        var type = bits == 32 ? ValueType.I32 : ValueType.I64;
        var builder = new IrBuilder("compute", new FunctionKind.Entry("syscall"), BpfType.S32, LINE);
        var context =
                builder.parameter("ctx", new BpfType.Pointer(BpfType.VOID), ValueType.pointer(MemoryKind.CONTEXT));
        for (var i = 0; i < pairs.size(); i++) {
            var pair = pairs.get(i);
            var left = form == Form.CONSTANT_LEFT
                    ? builder.constant(type, pair[0])
                    : load(builder, type, context, i * ROW);
            var right = form == Form.CONSTANT_RIGHT
                    ? builder.constant(type, pair[1])
                    : load(builder, type, context, i * ROW + 8);
            var result = builder.binary(operation, left, right);
            var wide = bits == 32 ? builder.extend(Extension.ZERO, 32, ValueType.I64, result) : result;
            builder.store(Width.DW, context, i * ROW + 16, wide);
        }
        builder.return_(builder.constant(ValueType.I32, 0));
        return builder.finish();
    }

    private static Value load(IrBuilder builder, ValueType type, Value context, int offset) {
        if (type == ValueType.I64) return builder.load(type, Width.DW, Extension.ZERO, context, offset);
        var low = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : 4;
        return builder.load(type, Width.W, Extension.ZERO, context, offset + low);
    }
}

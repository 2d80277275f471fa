package dev.skep.asm;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Width.DW;
import static dev.skep.asm.Width.H;
import static dev.skep.asm.Width.W;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What our names promise, done by the kernel: each row leaves its result in r0, of which the lower half comes back. */
class SemanticsTest {
    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private record Row(String name, int result, Consumer<CodeBuilder> code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() {
        // spotless:off
        return List.of(
            new Row("unsigned division",         0x7fffffff, c -> c.mov32(R0, -2).div(R0, 2)),
            new Row("signed division",           -1,         c -> c.mov(R0, -2).sdiv(R0, 2)),
            new Row("division by zero",          0,          c -> c.mov(R0, 7).mov(R1, 0).div(R0, R1)),
            new Row("remainder by zero",         7,          c -> c.mov(R0, 7).mov(R1, 0).mod(R0, R1)),
            new Row("signed remainder",          -1,         c -> c.mov(R0, -7).smod(R0, 3)),
            new Row("upper half is cleared",     1,          c -> c.mov(R1, -1).add32(R1, 1).mov(R0, 1).ifThen(R1.ne(0), () -> c.mov(R0, 2))),
            new Row("logical shift",             1,          c -> c.mov(R0, -1).rsh(R0, 63)),
            new Row("arithmetic shift",          -1,         c -> c.mov(R0, Integer.MIN_VALUE).arsh(R0, 31)),
            new Row("sign extension of a byte",  -128,       c -> c.mov(R1, 0x80).movsx8(R0, R1)),
            new Row("sign extension on load",    -2,         c -> c.st(DW, mem(R10, -8), -2).ldxs(H, R0, mem(R10, LITTLE ? -8 : -2))),
            new Row("byte swap",                 0x44332211, c -> c.mov(R0, 0x11223344).bswap32(R0)),
            new Row("to big endian",             LITTLE ? 0x2211 : 0x1122, c -> c.mov(R0, 0x1122).be16(R0)),
            new Row("to little endian",          LITTLE ? 0x1122 : 0x2211, c -> c.mov(R0, 0x1122).le16(R0)),
            new Row("wide constant",             0x11223344, c -> c.lddw(R0, 0x1122334455667788L).rsh(R0, 32)),
            new Row("atomic add",                12,         c -> c.st(DW, mem(R10, -8), 5).mov(R1, 7).atomicAdd(DW, mem(R10, -8), R1).ldx(DW, R0, mem(R10, -8))),
            new Row("fetch and add",             5,          c -> c.st(DW, mem(R10, -8), 5).mov(R1, 7).fetchAdd(DW, mem(R10, -8), R1).mov(R0, R1)),
            new Row("exchange",                  5,          c -> c.st(W, mem(R10, -8), 5).mov(R1, 7).xchg(W, mem(R10, -8), R1).mov(R0, R1)),
            new Row("compare and exchange",      9,          c -> c.st(DW, mem(R10, -8), 5).mov(R0, 5).mov(R1, 9).cmpxchg(DW, mem(R10, -8), R1).ldx(DW, R0, mem(R10, -8))),
            new Row("unsigned comparison",       1,          c -> c.mov(R1, -1).mov(R0, 0).ifThen(R1.gt(5), () -> c.mov(R0, 1))),
            new Row("signed comparison",         0,          c -> c.mov(R1, -1).mov(R0, 0).ifThen(R1.sgt(5), () -> c.mov(R0, 1))),
            new Row("comparison of lower halves", 1,         c -> c.lddw(R1, 1L << 32).mov(R0, 0).ifThen(R1.eq(0).lower32(), () -> c.mov(R0, 1))),
            new Row("test of bits",              1,          c -> c.mov(R1, 6).mov(R0, 0).ifThen(R1.set(2), () -> c.mov(R0, 1))),
            new Row("loop on the kernel's budget", 3,        SemanticsTest::loop));
        // spotless:on
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isWhatTheKernelDoes(Row row) {
        assertThat(InKernel.run(row.code().andThen(CodeBuilder::exit))).isEqualTo(row.result());
    }

    /** Leaves its loop long before the kernel's budget is used up. */
    private static void loop(CodeBuilder c) {
        var again = c.newLabel("again");
        var out = c.newLabel("out");
        c.mov(R0, 0)
                .mov(R2, 3)
                .bind(again)
                .mayGoto(out)
                .add(R0, 1)
                .jlt(R0, R2, again)
                .bind(out);
    }
}

package dev.skep.dsl.tests;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.Types.S16;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.S8;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.be16;
import static dev.skep.dsl.Types.be64;
import static dev.skep.dsl.Types.s16;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.s64;
import static dev.skep.dsl.Types.s8;
import static dev.skep.dsl.Types.u16;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.Types.u64;
import static dev.skep.dsl.Types.u8;
import static dev.skep.dsl.XdpAction.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.HostInteger;
import dev.skep.dsl.U64;
import dev.skep.dsl.Units;
import dev.skep.ir.Op;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Operations on literals are done when they are written, as the program would do them. */
class LiteralsTest {
    private static final GlobalDef<U64> RESULT = global("result", U64);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> computesNow() {
        return Stream.of(
            row("u8 wraps up",                u8(250).add(10),                    4),
            row("u8 wraps down",              u8(1).sub(u8(2)),                   255),
            row("u8 product wraps",           u8(16).mul(17),                     16),
            row("u8 complement",              u8(0x0f).not(),                     0xf0),
            row("u8 negated",                 u8(1).neg(),                        255),
            row("u8 shifted out",             u8(0x81).lsh(1),                    2),
            row("u8 shifted right",           u8(0x81).rsh(1),                    0x40),
            row("s8 wraps",                   s8(127).add(1),                     -128),
            row("s8 minimum negated",         s8(-128).neg(),                     -128),
            row("s8 minimum / -1",            s8(-128).div(-1),                   -128),
            row("s8 shifted right",           s8(-128).rsh(1),                    -64),
            row("s8 shifted left",            s8(0x40).lsh(1),                    -128),
            row("s16 remainder",              s16(-7).mod(3),                     -1),
            row("s32 minimum / -1",           s32(Integer.MIN_VALUE).div(-1),     Integer.MIN_VALUE),
            row("s32 quotient",               s32(-7).div(2),                     -3),
            row("s64 minimum / -1",           s64(Long.MIN_VALUE).div(-1),        Long.MIN_VALUE),
            row("s64 minimum % -1",           s64(Long.MIN_VALUE).mod(-1),        0),
            row("u32 by zero",                u32(7).div(0),                      0),
            row("u32 modulo zero",            u32(7).mod(0),                      7),
            row("s32 by zero",                s32(-7).div(s32(0)),                0),
            row("s32 modulo zero",            s32(-7).mod(s32(0)),                -7),
            row("u32 wraps",                  u32(0xffffffffL).add(1),            0),
            row("u32 count masked",           u32(1).lsh(u32(33)),                2),
            row("u64 count masked",           u64(1).lsh(u64(65)),                2),
            row("u64 quotient is unsigned",   u64(-1).div(2),                     Long.MAX_VALUE),
            row("u64 remainder is unsigned",  u64(-1).mod(10),                    5),
            row("u64 shifted right",          u64(-1).rsh(63),                    1),
            row("bits",                       u32(0xff).and(0x3c).or(3).xor(1),   0x3e),
            row("s16 to u32",                 s16(-1).to(U32),                    0xffffffffL),
            row("u32 to s32",                 u32(0xffffffffL).to(S32),           -1),
            row("u32 to s64",                 u32(0xffffffffL).to(S64),           0xffffffffL),
            row("s32 to u64",                 s32(-1).to(U64),                    -1),
            row("u64 to u8",                  u64(0x1234).to(U8),                 0x34),
            row("u64 to s8",                  u64(0x1280).to(S8),                 -128),
            row("u16 to s16",                 u16(0x8000).to(S16),                -0x8000),
            row("there and back",             u16(0x1234).toNetwork().toHost(),   0x1234),
            row("network order",              be16(0x0800).toHost(),              0x0800),
            row("network order, 64 bits",     be64(0x0102030405060708L).toHost(), 0x0102030405060708L),
            row("network order, masked",      be16(0x1234).and(0xff).or(0x5600).xor(be16(0x0001)).toHost(), 0x5635),
            row("network order, complement",  be16(0x1234).not().toHost(),        0xedcb),
            row("u16 from u32",               u32(0x12345678).to(U16),            0x5678));
    }
    // spotless:on

    private static <V extends HostInteger<V>> DynamicTest row(String name, V literal, long expected) {
        return DynamicTest.dynamicTest(name, () -> {
            var unit = Units.of(o -> o.license(GPL).program("test", xdp(), p -> {
                p.global(RESULT).set(literal.to(S64).to(U64));
                p.return_(PASS);
            }));
            var ops = unit.functions().get(0).entry().ops();
            assertThat(ops).hasSize(4);
            assertThat(((Op.Constant) ops.get(1)).value()).isEqualTo(expected);
        });
    }
}

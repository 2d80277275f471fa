package dev.skep.asm;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R7;
import static dev.skep.asm.Width.B;
import static dev.skep.asm.Width.DW;
import static dev.skep.asm.Width.H;
import static dev.skep.asm.Width.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skep.kernel.Helper;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mnemonic, and the one instruction it emits. */
class MnemonicsTest {
    private static final JumpTarget THREE = new JumpOffset(3);

    private record Row(String text, Consumer<CodeBuilder> mnemonic) {
        Instruction emitted() {
            Code code = Code.of("one", mnemonic);
            assertThat(code.elements()).hasSize(1);
            return (Instruction) code.elements().get(0);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static List<Row> rows() {
        // spotless:off
        return List.of(new Row[] {
            new Row("r1 += r2",                                    c -> c.add(R1, R2)),
            new Row("r1 += -5",                                    c -> c.add(R1, -5)),
            new Row("w1 += w2",                                    c -> c.add32(R1, R2)),
            new Row("w1 += -5",                                    c -> c.add32(R1, -5)),
            new Row("r1 -= r2",                                    c -> c.sub(R1, R2)),
            new Row("r1 -= -5",                                    c -> c.sub(R1, -5)),
            new Row("w1 -= w2",                                    c -> c.sub32(R1, R2)),
            new Row("w1 -= -5",                                    c -> c.sub32(R1, -5)),
            new Row("r1 *= r2",                                    c -> c.mul(R1, R2)),
            new Row("r1 *= -5",                                    c -> c.mul(R1, -5)),
            new Row("w1 *= w2",                                    c -> c.mul32(R1, R2)),
            new Row("w1 *= -5",                                    c -> c.mul32(R1, -5)),
            new Row("r1 /= r2",                                    c -> c.div(R1, R2)),
            new Row("r1 /= -5",                                    c -> c.div(R1, -5)),
            new Row("w1 /= w2",                                    c -> c.div32(R1, R2)),
            new Row("w1 /= -5",                                    c -> c.div32(R1, -5)),
            new Row("r1 s/= r2",                                   c -> c.sdiv(R1, R2)),
            new Row("r1 s/= -5",                                   c -> c.sdiv(R1, -5)),
            new Row("w1 s/= w2",                                   c -> c.sdiv32(R1, R2)),
            new Row("w1 s/= -5",                                   c -> c.sdiv32(R1, -5)),
            new Row("r1 %= r2",                                    c -> c.mod(R1, R2)),
            new Row("r1 %= -5",                                    c -> c.mod(R1, -5)),
            new Row("w1 %= w2",                                    c -> c.mod32(R1, R2)),
            new Row("w1 %= -5",                                    c -> c.mod32(R1, -5)),
            new Row("r1 s%= r2",                                   c -> c.smod(R1, R2)),
            new Row("r1 s%= -5",                                   c -> c.smod(R1, -5)),
            new Row("w1 s%= w2",                                   c -> c.smod32(R1, R2)),
            new Row("w1 s%= -5",                                   c -> c.smod32(R1, -5)),
            new Row("r1 |= r2",                                    c -> c.or(R1, R2)),
            new Row("r1 |= -5",                                    c -> c.or(R1, -5)),
            new Row("w1 |= w2",                                    c -> c.or32(R1, R2)),
            new Row("w1 |= -5",                                    c -> c.or32(R1, -5)),
            new Row("r1 &= r2",                                    c -> c.and(R1, R2)),
            new Row("r1 &= -5",                                    c -> c.and(R1, -5)),
            new Row("w1 &= w2",                                    c -> c.and32(R1, R2)),
            new Row("w1 &= -5",                                    c -> c.and32(R1, -5)),
            new Row("r1 ^= r2",                                    c -> c.xor(R1, R2)),
            new Row("r1 ^= -5",                                    c -> c.xor(R1, -5)),
            new Row("w1 ^= w2",                                    c -> c.xor32(R1, R2)),
            new Row("w1 ^= -5",                                    c -> c.xor32(R1, -5)),
            new Row("r1 <<= r2",                                   c -> c.lsh(R1, R2)),
            new Row("r1 <<= -5",                                   c -> c.lsh(R1, -5)),
            new Row("w1 <<= w2",                                   c -> c.lsh32(R1, R2)),
            new Row("w1 <<= -5",                                   c -> c.lsh32(R1, -5)),
            new Row("r1 >>= r2",                                   c -> c.rsh(R1, R2)),
            new Row("r1 >>= -5",                                   c -> c.rsh(R1, -5)),
            new Row("w1 >>= w2",                                   c -> c.rsh32(R1, R2)),
            new Row("w1 >>= -5",                                   c -> c.rsh32(R1, -5)),
            new Row("r1 s>>= r2",                                  c -> c.arsh(R1, R2)),
            new Row("r1 s>>= -5",                                  c -> c.arsh(R1, -5)),
            new Row("w1 s>>= w2",                                  c -> c.arsh32(R1, R2)),
            new Row("w1 s>>= -5",                                  c -> c.arsh32(R1, -5)),
            new Row("r1 = r2",                                     c -> c.mov(R1, R2)),
            new Row("r1 = -5",                                     c -> c.mov(R1, -5)),
            new Row("w1 = w2",                                     c -> c.mov32(R1, R2)),
            new Row("w1 = -5",                                     c -> c.mov32(R1, -5)),
            new Row("r1 = (s8)r2",                                 c -> c.movsx8(R1, R2)),
            new Row("r1 = (s16)r2",                                c -> c.movsx16(R1, R2)),
            new Row("r1 = (s32)r2",                                c -> c.movsx32(R1, R2)),
            new Row("w1 = (s8)w2",                                 c -> c.movsx32From8(R1, R2)),
            new Row("w1 = (s16)w2",                                c -> c.movsx32From16(R1, R2)),
            new Row("r1 = -r1",                                    c -> c.neg(R1)),
            new Row("w1 = -w1",                                    c -> c.neg32(R1)),
            new Row("r1 = le16 r1",                                c -> c.le16(R1)),
            new Row("r1 = le32 r1",                                c -> c.le32(R1)),
            new Row("r1 = le64 r1",                                c -> c.le64(R1)),
            new Row("r1 = be16 r1",                                c -> c.be16(R1)),
            new Row("r1 = be32 r1",                                c -> c.be32(R1)),
            new Row("r1 = be64 r1",                                c -> c.be64(R1)),
            new Row("r1 = bswap16 r1",                             c -> c.bswap16(R1)),
            new Row("r1 = bswap32 r1",                             c -> c.bswap32(R1)),
            new Row("r1 = bswap64 r1",                             c -> c.bswap64(R1)),
            new Row("r1 = addr_space_cast(r2, 0, 1)",              c -> c.addrSpaceCast(R1, R2, 0, 1)),
            new Row("r1 = *(u8 *)(r2 + 4)",                        c -> c.ldx(B, R1, mem(R2, 4))),
            new Row("r1 = *(s8 *)(r2 - 4)",                        c -> c.ldxs(B, R1, mem(R2, -4))),
            new Row("*(u8 *)(r1 + 0) = r2",                        c -> c.stx(B, mem(R1), R2)),
            new Row("*(u8 *)(r1 + 8) = 7",                         c -> c.st(B, mem(R1, 8), 7)),
            new Row("w1 = load_acquire((u8 *)(r2 + 0))",           c -> c.loadAcquire(B, R1, mem(R2))),
            new Row("store_release((u8 *)(r1 + 0), w2)",           c -> c.storeRelease(B, mem(R1), R2)),
            new Row("r0 = *(u8 *)skb[14]",                         c -> c.ldAbs(B, 14)),
            new Row("r0 = *(u8 *)skb[r7 + 14]",                    c -> c.ldInd(B, R7, 14)),
            new Row("r1 = *(u16 *)(r2 + 4)",                       c -> c.ldx(H, R1, mem(R2, 4))),
            new Row("r1 = *(s16 *)(r2 - 4)",                       c -> c.ldxs(H, R1, mem(R2, -4))),
            new Row("*(u16 *)(r1 + 0) = r2",                       c -> c.stx(H, mem(R1), R2)),
            new Row("*(u16 *)(r1 + 8) = 7",                        c -> c.st(H, mem(R1, 8), 7)),
            new Row("w1 = load_acquire((u16 *)(r2 + 0))",          c -> c.loadAcquire(H, R1, mem(R2))),
            new Row("store_release((u16 *)(r1 + 0), w2)",          c -> c.storeRelease(H, mem(R1), R2)),
            new Row("r0 = *(u16 *)skb[14]",                        c -> c.ldAbs(H, 14)),
            new Row("r0 = *(u16 *)skb[r7 + 14]",                   c -> c.ldInd(H, R7, 14)),
            new Row("r1 = *(u32 *)(r2 + 4)",                       c -> c.ldx(W, R1, mem(R2, 4))),
            new Row("r1 = *(s32 *)(r2 - 4)",                       c -> c.ldxs(W, R1, mem(R2, -4))),
            new Row("*(u32 *)(r1 + 0) = r2",                       c -> c.stx(W, mem(R1), R2)),
            new Row("*(u32 *)(r1 + 8) = 7",                        c -> c.st(W, mem(R1, 8), 7)),
            new Row("w1 = load_acquire((u32 *)(r2 + 0))",          c -> c.loadAcquire(W, R1, mem(R2))),
            new Row("store_release((u32 *)(r1 + 0), w2)",          c -> c.storeRelease(W, mem(R1), R2)),
            new Row("r0 = *(u32 *)skb[14]",                        c -> c.ldAbs(W, 14)),
            new Row("r0 = *(u32 *)skb[r7 + 14]",                   c -> c.ldInd(W, R7, 14)),
            new Row("r1 = *(u64 *)(r2 + 4)",                       c -> c.ldx(DW, R1, mem(R2, 4))),
            new Row("*(u64 *)(r1 + 0) = r2",                       c -> c.stx(DW, mem(R1), R2)),
            new Row("*(u64 *)(r1 + 8) = 7",                        c -> c.st(DW, mem(R1, 8), 7)),
            new Row("r1 = load_acquire((u64 *)(r2 + 0))",          c -> c.loadAcquire(DW, R1, mem(R2))),
            new Row("store_release((u64 *)(r1 + 0), r2)",          c -> c.storeRelease(DW, mem(R1), R2)),
            new Row("lock *(u32 *)(r1 + 8) += w2",                 c -> c.atomicAdd(W, mem(R1, 8), R2)),
            new Row("w2 = atomic_fetch_add((u32 *)(r1 + 8), w2)",  c -> c.fetchAdd(W, mem(R1, 8), R2)),
            new Row("lock *(u32 *)(r1 + 8) |= w2",                 c -> c.atomicOr(W, mem(R1, 8), R2)),
            new Row("w2 = atomic_fetch_or((u32 *)(r1 + 8), w2)",   c -> c.fetchOr(W, mem(R1, 8), R2)),
            new Row("lock *(u32 *)(r1 + 8) &= w2",                 c -> c.atomicAnd(W, mem(R1, 8), R2)),
            new Row("w2 = atomic_fetch_and((u32 *)(r1 + 8), w2)",  c -> c.fetchAnd(W, mem(R1, 8), R2)),
            new Row("lock *(u32 *)(r1 + 8) ^= w2",                 c -> c.atomicXor(W, mem(R1, 8), R2)),
            new Row("w2 = atomic_fetch_xor((u32 *)(r1 + 8), w2)",  c -> c.fetchXor(W, mem(R1, 8), R2)),
            new Row("w2 = xchg32_32(r1 + 8, w2)",                  c -> c.xchg(W, mem(R1, 8), R2)),
            new Row("w0 = cmpxchg32_32(r1 + 8, w0, w2)",           c -> c.cmpxchg(W, mem(R1, 8), R2)),
            new Row("lock *(u64 *)(r1 + 8) += r2",                 c -> c.atomicAdd(DW, mem(R1, 8), R2)),
            new Row("r2 = atomic_fetch_add((u64 *)(r1 + 8), r2)",  c -> c.fetchAdd(DW, mem(R1, 8), R2)),
            new Row("lock *(u64 *)(r1 + 8) |= r2",                 c -> c.atomicOr(DW, mem(R1, 8), R2)),
            new Row("r2 = atomic_fetch_or((u64 *)(r1 + 8), r2)",   c -> c.fetchOr(DW, mem(R1, 8), R2)),
            new Row("lock *(u64 *)(r1 + 8) &= r2",                 c -> c.atomicAnd(DW, mem(R1, 8), R2)),
            new Row("r2 = atomic_fetch_and((u64 *)(r1 + 8), r2)",  c -> c.fetchAnd(DW, mem(R1, 8), R2)),
            new Row("lock *(u64 *)(r1 + 8) ^= r2",                 c -> c.atomicXor(DW, mem(R1, 8), R2)),
            new Row("r2 = atomic_fetch_xor((u64 *)(r1 + 8), r2)",  c -> c.fetchXor(DW, mem(R1, 8), R2)),
            new Row("r2 = xchg_64(r1 + 8, r2)",                    c -> c.xchg(DW, mem(R1, 8), R2)),
            new Row("r0 = cmpxchg_64(r1 + 8, r0, r2)",             c -> c.cmpxchg(DW, mem(R1, 8), R2)),
            new Row("r1 = 1099511627776 ll",                       c -> c.lddw(R1, 1L << 40)),
            new Row("r1 = hits ll",                                c -> c.ldMap(R1, "hits")),
            new Row("r1 = seen ll",                                c -> c.ldGlobal(R1, "seen")),
            new Row("r1 = seen + 8 ll",                            c -> c.ldGlobal(R1, "seen", 8)),
            new Row("r1 = each ll",                                c -> c.ldFunction(R1, "each")),
            new Row("r1 = jiffies ll",                             c -> c.ldExtern(R1, "jiffies")),
            new Row("r1 = map[fd:3]",                              c -> c.ldMapFd(R1, 3)),
            new Row("r1 = map[fd:3][0]+8",                         c -> c.ldMapValue(R1, 3, 8)),
            new Row("if r1 == r2 goto +3",                         c -> c.jeq(R1, R2, THREE)),
            new Row("if r1 == -5 goto +3",                         c -> c.jeq(R1, -5, THREE)),
            new Row("if w1 == w2 goto +3",                         c -> c.jeq32(R1, R2, THREE)),
            new Row("if w1 == -5 goto +3",                         c -> c.jeq32(R1, -5, THREE)),
            new Row("if r1 == r2 goto +3",                         c -> c.jump(R1.eq(R2), THREE)),
            new Row("if r1 == -5 goto +3",                         c -> c.jump(R1.eq(-5), THREE)),
            new Row("if r1 != r2 goto +3",                         c -> c.jne(R1, R2, THREE)),
            new Row("if r1 != -5 goto +3",                         c -> c.jne(R1, -5, THREE)),
            new Row("if w1 != w2 goto +3",                         c -> c.jne32(R1, R2, THREE)),
            new Row("if w1 != -5 goto +3",                         c -> c.jne32(R1, -5, THREE)),
            new Row("if r1 != r2 goto +3",                         c -> c.jump(R1.ne(R2), THREE)),
            new Row("if r1 != -5 goto +3",                         c -> c.jump(R1.ne(-5), THREE)),
            new Row("if r1 > r2 goto +3",                          c -> c.jgt(R1, R2, THREE)),
            new Row("if r1 > -5 goto +3",                          c -> c.jgt(R1, -5, THREE)),
            new Row("if w1 > w2 goto +3",                          c -> c.jgt32(R1, R2, THREE)),
            new Row("if w1 > -5 goto +3",                          c -> c.jgt32(R1, -5, THREE)),
            new Row("if r1 > r2 goto +3",                          c -> c.jump(R1.gt(R2), THREE)),
            new Row("if r1 > -5 goto +3",                          c -> c.jump(R1.gt(-5), THREE)),
            new Row("if r1 >= r2 goto +3",                         c -> c.jge(R1, R2, THREE)),
            new Row("if r1 >= -5 goto +3",                         c -> c.jge(R1, -5, THREE)),
            new Row("if w1 >= w2 goto +3",                         c -> c.jge32(R1, R2, THREE)),
            new Row("if w1 >= -5 goto +3",                         c -> c.jge32(R1, -5, THREE)),
            new Row("if r1 >= r2 goto +3",                         c -> c.jump(R1.ge(R2), THREE)),
            new Row("if r1 >= -5 goto +3",                         c -> c.jump(R1.ge(-5), THREE)),
            new Row("if r1 < r2 goto +3",                          c -> c.jlt(R1, R2, THREE)),
            new Row("if r1 < -5 goto +3",                          c -> c.jlt(R1, -5, THREE)),
            new Row("if w1 < w2 goto +3",                          c -> c.jlt32(R1, R2, THREE)),
            new Row("if w1 < -5 goto +3",                          c -> c.jlt32(R1, -5, THREE)),
            new Row("if r1 < r2 goto +3",                          c -> c.jump(R1.lt(R2), THREE)),
            new Row("if r1 < -5 goto +3",                          c -> c.jump(R1.lt(-5), THREE)),
            new Row("if r1 <= r2 goto +3",                         c -> c.jle(R1, R2, THREE)),
            new Row("if r1 <= -5 goto +3",                         c -> c.jle(R1, -5, THREE)),
            new Row("if w1 <= w2 goto +3",                         c -> c.jle32(R1, R2, THREE)),
            new Row("if w1 <= -5 goto +3",                         c -> c.jle32(R1, -5, THREE)),
            new Row("if r1 <= r2 goto +3",                         c -> c.jump(R1.le(R2), THREE)),
            new Row("if r1 <= -5 goto +3",                         c -> c.jump(R1.le(-5), THREE)),
            new Row("if r1 s> r2 goto +3",                         c -> c.jsgt(R1, R2, THREE)),
            new Row("if r1 s> -5 goto +3",                         c -> c.jsgt(R1, -5, THREE)),
            new Row("if w1 s> w2 goto +3",                         c -> c.jsgt32(R1, R2, THREE)),
            new Row("if w1 s> -5 goto +3",                         c -> c.jsgt32(R1, -5, THREE)),
            new Row("if r1 s> r2 goto +3",                         c -> c.jump(R1.sgt(R2), THREE)),
            new Row("if r1 s> -5 goto +3",                         c -> c.jump(R1.sgt(-5), THREE)),
            new Row("if r1 s>= r2 goto +3",                        c -> c.jsge(R1, R2, THREE)),
            new Row("if r1 s>= -5 goto +3",                        c -> c.jsge(R1, -5, THREE)),
            new Row("if w1 s>= w2 goto +3",                        c -> c.jsge32(R1, R2, THREE)),
            new Row("if w1 s>= -5 goto +3",                        c -> c.jsge32(R1, -5, THREE)),
            new Row("if r1 s>= r2 goto +3",                        c -> c.jump(R1.sge(R2), THREE)),
            new Row("if r1 s>= -5 goto +3",                        c -> c.jump(R1.sge(-5), THREE)),
            new Row("if r1 s< r2 goto +3",                         c -> c.jslt(R1, R2, THREE)),
            new Row("if r1 s< -5 goto +3",                         c -> c.jslt(R1, -5, THREE)),
            new Row("if w1 s< w2 goto +3",                         c -> c.jslt32(R1, R2, THREE)),
            new Row("if w1 s< -5 goto +3",                         c -> c.jslt32(R1, -5, THREE)),
            new Row("if r1 s< r2 goto +3",                         c -> c.jump(R1.slt(R2), THREE)),
            new Row("if r1 s< -5 goto +3",                         c -> c.jump(R1.slt(-5), THREE)),
            new Row("if r1 s<= r2 goto +3",                        c -> c.jsle(R1, R2, THREE)),
            new Row("if r1 s<= -5 goto +3",                        c -> c.jsle(R1, -5, THREE)),
            new Row("if w1 s<= w2 goto +3",                        c -> c.jsle32(R1, R2, THREE)),
            new Row("if w1 s<= -5 goto +3",                        c -> c.jsle32(R1, -5, THREE)),
            new Row("if r1 s<= r2 goto +3",                        c -> c.jump(R1.sle(R2), THREE)),
            new Row("if r1 s<= -5 goto +3",                        c -> c.jump(R1.sle(-5), THREE)),
            new Row("if r1 & r2 goto +3",                          c -> c.jset(R1, R2, THREE)),
            new Row("if r1 & -5 goto +3",                          c -> c.jset(R1, -5, THREE)),
            new Row("if w1 & w2 goto +3",                          c -> c.jset32(R1, R2, THREE)),
            new Row("if w1 & -5 goto +3",                          c -> c.jset32(R1, -5, THREE)),
            new Row("if r1 & r2 goto +3",                          c -> c.jump(R1.set(R2), THREE)),
            new Row("if r1 & -5 goto +3",                          c -> c.jump(R1.set(-5), THREE)),
            new Row("if w1 == w2 goto +3",                         c -> c.jump(R1.eq(R2).lower32(), THREE)),
            new Row("if w1 == -5 goto +3",                         c -> c.jump(R1.eq(-5).lower32(), THREE)),
            new Row("goto +3",                                     c -> c.ja(THREE)),
            new Row("gotol +3",                                    c -> c.gotol(THREE)),
            new Row("may_goto +3",                                 c -> c.mayGoto(THREE)),
            new Row("gotox r1",                                    c -> c.gotox(R1)),
            new Row("exit",                                        c -> c.exit()),
            new Row("call 1",                                      c -> c.call(Helper.MAP_LOOKUP_ELEM)),
            new Row("call 211",                                    c -> c.callHelper(211)),
            new Row("call sum",                                    c -> c.call("sum")),
            new Row("call pc+3",                                   c -> c.call(THREE)),
            new Row("call bpf_obj_new_impl",                       c -> c.callKfunc("bpf_obj_new_impl"))
        });
        // spotless:on
    }

    @ParameterizedTest
    @MethodSource("rows")
    void emitsItsInstruction(Row row) {
        assertThat(InstructionText.of(row.emitted())).isEqualTo(row.text());
    }

    @Test
    void hasAMnemonicForEveryRowOfTheTableThatAKernelAccepts() {
        var emitted = rows().stream().map(row -> row.emitted().opcode()).collect(Collectors.toSet());
        var numbered = EnumSet.of( // these have numbers that only a loader knows
                Opcode.CALL_KFUNC,
                Opcode.LDDW_BTF_ID,
                Opcode.LDDW_FUNC,
                Opcode.LDDW_MAP_IDX,
                Opcode.LDDW_MAP_IDX_VALUE);
        assertThat(Arrays.stream(Opcode.values())
                        .filter(opcode -> opcode.since().isPresent() && !numbered.contains(opcode)))
                .isSubsetOf(emitted);
    }

    @Test
    void refusesWidthsThatAnOperationDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Code.of("f", c -> c.alu(AluOp.ADD, H, R1, R2)))
                .withMessage("add is W or DW wide, not H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Code.of("f", c -> c.atomicAdd(B, mem(R1), R2)))
                .withMessage("aadd is W or DW wide, not B");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Code.of("f", c -> c.ldAbs(DW, 0)))
                .withMessage("a packet load is B, H or W wide, not DW");
    }
}

package dev.skep.asm;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R3;
import static dev.skep.asm.Register.R4;
import static dev.skep.asm.Register.R5;
import static dev.skep.asm.Register.R6;
import static dev.skep.asm.Width.DW;
import static dev.skep.asm.Width.H;
import static dev.skep.asm.Width.W;
import static dev.skep.kernel.Helper.MAP_LOOKUP_ELEM;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the builder emits, read as a listing. */
class CodeBuilderTest {
    private static final int XDP_PASS = 2;

    @Test
    void buildsTheSketchOfTheDesign() {
        var code = Code.of("count", c -> {
            var pass = c.newLabel("pass");

            c.ldx(W, R2, mem(R1, 0)); // r2 = ctx->data
            c.ldx(W, R3, mem(R1, 4)); // r3 = ctx->data_end
            c.mov(R4, R2).add(R4, 34); // ethernet + ipv4 headers
            c.jgt(R4, R3, pass);
            c.ldx(H, R5, mem(R2, 12)); // eth->h_proto, network order
            c.jne(R5, 0x0008, pass);

            c.ldx(W, R6, mem(R2, 26)); // ip->saddr
            c.stx(W, mem(R10, -4), R6); // key on the stack
            c.ldMap(R1, "hits");
            c.mov(R2, R10).add(R2, -4);
            c.call(MAP_LOOKUP_ELEM);
            c.ifThen(R0.ne(0), () -> {
                c.mov(R1, 1);
                c.atomicAdd(DW, mem(R0), R1);
            });

            c.bind(pass);
            c.mov(R0, XDP_PASS).exit();
        });

        assertThat(code).hasToString("""
                        count:
                            r2 = *(u32 *)(r1 + 0)
                            r3 = *(u32 *)(r1 + 4)
                            r4 = r2
                            r4 += 34
                            if r4 > r3 goto pass
                            r5 = *(u16 *)(r2 + 12)
                            if r5 != 8 goto pass
                            r6 = *(u32 *)(r2 + 26)
                            *(u32 *)(r10 - 4) = r6
                            r1 = hits ll
                            r2 = r10
                            r2 += -4
                            call 1
                            if r0 == 0 goto endif
                            r1 = 1
                            lock *(u64 *)(r0 + 0) += r1
                          endif:
                          pass:
                            r0 = 2
                            exit
                        """);
        assertThat(Assembler.assemble(code, IsaVersion.V1).slots()).isEqualTo(19);
    }
}

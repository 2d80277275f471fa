package dev.skep.asm;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Width.W;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.SymbolReference.MapReference;
import dev.skep.kernel.Helper;
import org.junit.jupiter.api.Test;

/** The patterns for rewriting code: each is a transform, and jumps keep their labels. */
class CodeTransformTest {
    private static final Code CODE = Code.of("count", c -> {
        var out = c.newLabel("out");
        c.ldMap(R1, "hits");
        c.jeq(R1, 0, out);
        c.call(Helper.MAP_LOOKUP_ELEM);
        c.bind(out);
        c.ldx(W, R2, mem(R1, 4));
        c.mov(R0, 2).exit();
    });

    @Test
    void insertsBeforeAnInstruction() {
        Code counted = CODE.transform((c, element) -> {
            if (element instanceof CallInstruction.Helper) {
                c.mov(R2, 0);
            }
            c.with(element);
        });
        assertThat(counted.toString()).contains("    r2 = 0\n    call 1\n  out:\n");
    }

    @Test
    void replacesAnInstruction() {
        Code dropped = CODE.transform((c, element) -> {
            if (element instanceof MemoryInstruction.Load load) {
                c.mov(load.dst(), 0);
            } else {
                c.with(element);
            }
        });
        assertThat(dropped.toString())
                .contains("  out:\n    r2 = 0\n    r0 = 2\n")
                .doesNotContain("*(u32 *)");
    }

    @Test
    void renamesAMap() {
        Code renamed = CODE.transform((c, element) -> {
            if (element instanceof WideInstruction.Symbol load
                    && load.reference().equals(new MapReference("hits"))) {
                c.ldMap(load.dst(), "hits_v2");
            } else {
                c.with(element);
            }
        });
        assertThat(renamed.toString()).startsWith("count:\n    r1 = hits_v2 ll\n");
    }
}

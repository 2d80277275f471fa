package dev.skep.object;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Width.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.asm.Code;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Target;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.kernel.SectionName;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import dev.skep.testkit.LoadedObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that replace a global function of another program: the kernel compares their prototypes. */
class ReplacementTest {
    private static final int EPERM = 1;
    private static final Target TARGET = Target.of(IsaVersion.V3);

    @Test
    void theKernelTakesAReplacementOfTheSamePrototypeOnly() {
        Kernel.require();
        try (var replaced = Kernel.load(replaced());
                var loaded = load(replacement(true), replaced)) {
            assertThat(loaded.program("other").instructionCount()).isEqualTo(2);
            assertThatThrownBy(() -> load(replacement(false), replaced).close()).isInstanceOf(KernelRefused.class);
        }
    }

    @Test
    void comesBackAsWritten() {
        byte[] written = replacement(true);
        assertThat(ObjectWriter.write(ObjectReader.read(written), TARGET)).isEqualTo(written);
    }

    /** Kernels that allow no program of this type say so before they look at it. */
    private static LoadedObject load(byte[] replacement, LoadedObject replaced) {
        try {
            return Kernel.open(replacement)
                    .replacing("other", replaced.program("p"), "shared")
                    .load();
        } catch (KernelRefused e) {
            assumeTrue(e.errno() != EPERM, "this kernel allows no program to replace another's function");
            throw e;
        }
    }

    private static byte[] replaced() {
        var sketch = new Sketch();
        sketch.function(BtfLinkage.GLOBAL, "shared", prototype(sketch), c -> c.ldx(W, R0, mem(R1, 16))
                        .exit())
                .xdp(c -> c.call("shared").exit());
        return ObjectWriter.write(sketch.object(), TARGET);
    }

    private static byte[] replacement(boolean same) {
        var sketch = new Sketch();
        var code = Code.of("other", c -> c.mov(R0, 7).exit());
        var prototype = same ? prototype(sketch) : sketch.proto(sketch.s32, new Parameter("number", sketch.u64));
        var program = new BpfProgram(
                SectionName.parse("freplace/shared"), code, prototype, new SourceLine("R.java", 1, 1, ""));
        var object = sketch.object();
        return ObjectWriter.write(
                new BpfObject(
                        object.order(),
                        object.license(),
                        List.of(program),
                        object.functions(),
                        object.maps(),
                        object.globals(),
                        object.externs(),
                        object.structOps(),
                        object.btf()),
                TARGET);
    }

    private static BtfId prototype(Sketch sketch) {
        var context = sketch.struct("xdp_md", 4, Member.at(0, "data", sketch.u32));
        return sketch.proto(sketch.s32, new Parameter("context", sketch.pointer(context)));
    }
}

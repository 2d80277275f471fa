package dev.skep.object;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R6;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.Code;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Target;
import dev.skep.asm.Width;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.kernel.SectionName;
import dev.skep.object.BpfExtern.Strength;
import dev.skep.testkit.Kernel;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the kernel provides, beyond the portable functions of {@link RichObject}: weak things, addresses, configuration. */
class ExternTest {
    private static final Target TARGET = Target.of(IsaVersion.V3);

    @Test
    void missingWeakThingsAreZeroAndTheConfigurationIsThere() {
        Kernel.require();
        try (var loaded = Kernel.load(ObjectWriter.write(object(), TARGET))) {
            int version = loaded.program("p").run(new byte[64]).returnValue();
            assertThat(version >> 16).as("major version of the kernel").isBetween(4, 100);
        }
    }

    @Test
    void comesBackAsWritten() {
        byte[] written = ObjectWriter.write(object(), TARGET);
        var read = ObjectReader.read(written);
        assertThat(read.externs()).isEqualTo(object().externs());
        assertThat(ObjectWriter.write(read, TARGET)).isEqualTo(written);
    }

    /** Returns the kernel's version if a weak symbol and a weak function are not there, else a small number. */
    private static BpfObject object() {
        var types = BtfGraph.builder();
        var integer = types.add(Int.of("int", 4, IntEncoding.SIGNED));
        var unsigned = types.add(Int.of("unsigned int", 4, IntEncoding.NONE));
        var entry = types.add(new FuncProto(integer, List.of(new Parameter("ctx", types.add(new Ptr(BtfId.VOID))))));
        var code = Code.of("p", c -> {
            var found = c.newLabel("found");
            c.mov(R6, 1).ldExtern(R1, "skep_no_such_symbol").jne(R1, 0, found);
            c.mov(R6, 2).ldExtern(R1, "skep_no_such_function").jne(R1, 0, found);
            c.ldExtern(R1, "LINUX_KERNEL_VERSION").ldx(Width.W, R6, mem(R1));
            c.bind(found);
            c.mov(R0, R6).exit();
        });
        return new BpfObject(
                ByteOrder.LITTLE_ENDIAN,
                "GPL",
                List.of(new BpfProgram(SectionName.parse("xdp"), code, entry, new SourceLine("E.java", 1, 1, ""))),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new BpfExtern.Ksym("skep_no_such_symbol", BtfId.VOID, Strength.WEAK),
                        new BpfExtern.Kfunc("skep_no_such_function", entry, Strength.WEAK),
                        new BpfExtern.Kconfig("LINUX_KERNEL_VERSION", unsigned, Strength.STRONG)),
                List.of(),
                types.build());
    }
}

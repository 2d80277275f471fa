package dev.skep.object;

import static dev.skep.asm.Register.R0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.asm.Code;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Target;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfReader;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Struct;
import dev.skep.elf.ByteString;
import dev.skep.kernel.SectionName;
import dev.skep.object.BpfStructOps.Attach;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables of functions for the kernel, with the one it keeps for tests. */
class StructOpsTest {
    private static final Target TARGET = Target.of(IsaVersion.V3);

    @TempDir
    Path folder;

    @Test
    void theKernelTakesATable() throws IOException {
        Kernel.require();
        var vmlinux = BtfReader.read(Files.readAllBytes(Path.of("/sys/kernel/btf/vmlinux")));
        assumeTrue(vmlinux.find(BtfKind.STRUCT, "bpf_dummy_ops").isPresent(), "this kernel has no bpf_dummy_ops");
        try (var loaded = Kernel.load(ObjectWriter.write(object(), TARGET))) {
            assertThat(loaded.programs()).containsExactly("test_1", "test_2");
            assertThat(loaded.maps()).containsExactly("dummy");
        }
    }

    @Test
    void comesBackAsWritten() throws IOException {
        byte[] written = ObjectWriter.write(object(), TARGET);
        var read = ObjectReader.read(written);
        assertThat(read.structOps()).isEqualTo(object().structOps());
        assertThat(ObjectWriter.write(read, TARGET)).isEqualTo(written);
        var file = Files.write(folder.resolve("ops.o"), written);
        assertThat(Judge.require("readelf").run("-aW", file.toString()).orFail().err())
                .isEmpty();
        assertThat(Parsed.of(written).relocations(".struct_ops"))
                .hasSize(2)
                .allMatch(relocation -> relocation.type() == 2);
    }

    @ParameterizedTest
    @EnumSource
    void everyWayToAttachComesBack(Attach attach) {
        var object = GuestFeaturesTest.congestion(attach).object();
        byte[] written = ObjectWriter.write(object, TARGET);
        assertThat(Parsed.of(written).content(attach.section()).size()).isEqualTo(40);
        var read = ObjectReader.read(written);
        assertThat(read.structOps()).isEqualTo(object.structOps());
        assertThat(ObjectWriter.write(read, TARGET)).isEqualTo(written);
    }

    static BpfObject object() {
        var types = BtfGraph.builder();
        var integer = types.add(Int.of("int", 4, IntEncoding.SIGNED));
        var state = types.add(
                new Ptr(types.add(new Struct("bpf_dummy_ops_state", 4, List.of(Member.at(0, "val", integer))))));
        var test = types.add(new Ptr(types.add(new FuncProto(integer, List.of(new Parameter("cb", state))))));
        var type = types.add(
                new Struct("bpf_dummy_ops", 16, List.of(Member.at(0, "test_1", test), Member.at(8, "test_2", test))));
        var entry = types.add(new FuncProto(integer, List.of(new Parameter("ctx", types.add(new Ptr(BtfId.VOID))))));
        var programs = new TreeMap<Integer, String>();
        programs.put(0, "test_1");
        programs.put(8, "test_2");
        return new BpfObject(
                ByteOrder.LITTLE_ENDIAN,
                "GPL",
                List.of(program("test_1", entry), program("test_2", entry)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new BpfStructOps("dummy", Attach.REGISTER, type, ByteString.EMPTY, programs)),
                types.build());
    }

    private static BpfProgram program(String name, BtfId prototype) {
        var code = Code.of(name, c -> c.mov(R0, 0).exit());
        return new BpfProgram(
                SectionName.parse("struct_ops/" + name), code, prototype, new SourceLine("S.java", 1, 1, ""));
    }
}

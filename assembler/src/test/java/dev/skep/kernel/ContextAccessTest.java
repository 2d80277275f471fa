package dev.skep.kernel;

import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.Assembler;
import dev.skep.asm.Code;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.Memory;
import dev.skep.asm.Width;
import dev.skep.testkit.Kernel;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may read and write which field of a context: the verifier is asked about each field, in each kind of program that gets the struct. */
class ContextAccessTest {
    @TestFactory
    List<DynamicTest> isWhatTheVerifierSays() {
        Kernel.require();
        return ContextStruct.names().stream()
                .map(name -> ContextStruct.of(name).orElseThrow())
                .filter(struct -> !programs(struct.name()).isEmpty())
                .filter(struct -> ContextAccess.of(
                                struct.name(), struct.fields().get(0).name())
                        .isPresent())
                .map(struct -> DynamicTest.dynamicTest(struct.name(), () -> check(struct)))
                .toList();
    }

    @Test
    void namesFieldsAndUsersThatThereAre() {
        assertThat(ContextAccess.of("xdp_md", "egress_ifindex").orElseThrow().readers())
                .containsExactly("@XDP_DEVMAP");
        assertThat(ContextAccess.of("xdp_md", "mark")).isEmpty();
        for (var name : ContextStruct.names())
            for (var field : ContextStruct.of(name).orElseThrow().fields())
                ContextAccess.of(name, field.name()).ifPresent(access -> access.readers()
                        .forEach(reader -> assertThat(known(reader)).as(reader).isTrue()));
    }

    private static boolean known(String user) {
        return user.startsWith("@")
                ? Arrays.stream(AttachType.values())
                        .anyMatch(type -> type.name().equals(user.substring(1)))
                : Arrays.stream(ProgramType.values())
                        .anyMatch(type -> type.name().equals(user));
    }

    private static void check(ContextStruct struct) {
        var wrong = new ArrayList<String>();
        for (var field : struct.fields()) {
            var access = ContextAccess.of(struct.name(), field.name());
            for (var program : programs(struct.name())) {
                var reads = access.filter(a -> a.isReadBy(program)).isPresent();
                var writes = access.filter(a -> a.isWrittenBy(program)).isPresent();
                if (accepts(program, field, ContextAccessTest::read) != reads)
                    wrong.add(program + " reads " + field.name());
                if (accepts(program, field, ContextAccessTest::write) != writes)
                    wrong.add(program + " writes " + field.name());
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<SectionKind> programs(String struct) {
        return Arrays.stream(SectionKind.values())
                .filter(kind -> kind.programType().contextName().equals(Optional.of(struct)))
                .filter(kind -> !kind.takesFragments() && !kind.sleepable() && !kind.targetInBtf())
                .filter(kind -> kind.match() == SectionKind.Match.EXACT)
                .toList();
    }

    /** Arrays are met at their first and last elements. */
    private static boolean accepts(
            SectionKind program, ContextStruct.Field field, BiFunction<Width, Integer, byte[]> code) {
        var array = field.type().endsWith("]");
        var width = Width.ofBytes(array ? Integer.BYTES : field.size());
        var last = field.offset() + field.size() - width.bytes();
        return accepts(program, code.apply(width, field.offset())) && accepts(program, code.apply(width, last));
    }

    private static boolean accepts(SectionKind program, byte[] code) {
        return Kernel.accepts(
                program.programType().id(),
                program.attachType().map(AttachType::id).orElse(0),
                code);
    }

    private static byte[] read(Width width, int offset) {
        return bytes(Code.of(
                "code", c -> c.ldx(width, R2, Memory.mem(R1, offset)).mov(R0, 1).exit()));
    }

    private static byte[] write(Width width, int offset) {
        return bytes(Code.of("code", c -> c.mov(R2, 0)
                .stx(width, Memory.mem(R1, offset), R2)
                .mov(R0, 1)
                .exit()));
    }

    private static byte[] bytes(Code code) {
        return Assembler.assemble(code, IsaVersion.V3).bytes(ByteOrder.nativeOrder());
    }
}

package dev.skep.object.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.AssemblyTextException;
import dev.skep.asm.text.Dialect;
import dev.skep.asm.text.SourceText;
import dev.skep.object.BpfObject;
import dev.skep.object.ObjectException;
import dev.skep.object.ObjectReader;
import dev.skep.testkit.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects that a text declares: what people write by hand. */
class DeclaredObjectTest {
    private static final String COUNTER = """
            .license "GPL"
            .struct flow, u32 saddr, u16 port, u8[2] pad
            .map hits, array, key=u32, value=u64, max_entries=4
            .map flows, hash, key=struct flow, value=u64, max_entries=16, flags=1
            .variable seen, u64
            .variable step, u32, 3
            .constant verdict, u32, 2

            .program count, "xdp"
                r6 = 1
                *(u32 *)(r10 - 4) = r6
                r1 = hits ll
                r2 = r10
                r2 += -4
                call bpf_map_lookup_elem
                if r0 == 0 goto out
                r1 = 1
                lock *(u64 *)(r0 + 0) += r1
                r1 = seen ll
                r2 = *(u64 *)(r1 + 0)
                r2 += 1
                *(u64 *)(r1 + 0) = r2
            out:
                r1 = 5
                call triple
                r1 = step ll
                r1 = *(u32 *)(r1 + 0)
                r0 += r1
                exit
            .end

            .function triple, static
                r0 = r1
                r0 *= 3
                exit
            .end
            """;

    private static byte[] assemble(String text) {
        return ObjectAssembler.assemble(SourceText.of("count.s", text), AssemblyOptions.DEFAULT);
    }

    @Test
    void runsInTheKernel() {
        Kernel.require();
        try (var object = Kernel.load(assemble(COUNTER))) {
            var run = object.program("count").run(new byte[14]);
            assertThat(run.returnValue()).isEqualTo(18);
            object.program("count").run(new byte[14]);
            byte[] hits = object.map("hits").lookup(new byte[] {1, 0, 0, 0}).orElseThrow();
            assertThat(hits[0]).isEqualTo((byte) 2);
        }
    }

    @Test
    void hasTypesAndLines() {
        BpfObject object = ObjectReader.read(assemble(COUNTER));

        assertThat(object.license()).isEqualTo("GPL");
        assertThat(object.maps()).extracting("name").containsExactly("hits", "flows");
        assertThat(object.globals()).extracting("name").containsExactlyInAnyOrder("seen", "step", "verdict");
        assertThat(object.functions()).extracting("name").containsExactly("triple");
        assertThat(object.programs().get(0).code().toString())
                .contains("; count.s:10 r6 = 1\n    r6 = 1\n")
                .contains("if r0 == 0 goto L")
                .contains("r1 = hits ll");
    }

    @Test
    void isWrittenAsSectionsAndReadAgain() {
        byte[] object = assemble(COUNTER);
        byte[] again = assemble(Disassembler.object(object, Dialect.LLVM));

        assertThat(ObjectReader.read(again))
                .hasToString(ObjectReader.read(object).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            .map m, aray, key=u32, value=u32, max_entries=1     | `aray` is no type of maps; did you mean `array`?
            .map m, array, keys=u32                             | `keys` is nothing that a map has; did you mean `key`?
            .map m, array, key=u33                              | `u33` is no type that is known here; did you mean `u32`?
            .map m, array, key=struct s                         | `s` is no type that is known here
            .map m, array, max_entries=-1                       | max_entries -1 does not fit in 32 unsigned bits
            .program p, "xpd"                                   | section `xpd` is none that loaders know; did you mean `xdp`?
            .end                                                | no .program or .function is open
            .program p, "xdp"                                   | `p` has no .end
            .variable v, u8[0]                                  | 0 elements, allowed are 1 to 16777216
            .variable v, u8[4], 5                               | structs and arrays start as zeros: they take no value
            .struct s                                           | the statement ends here, expected `,` and the first field
            """)
    void saysWhatIsWrong(String line, String message) {
        assertThatThrownBy(() -> assemble(line + "\n"))
                .isInstanceOf(AssemblyTextException.class)
                .hasMessageContaining(message);
    }

    @Test
    void wantsEverythingDeclared() {
        String text = ".license \"GPL\"\n.program p, \"xdp\"\nr1 = hits ll\ncall nothing\nexit\n.end\n";
        assertThatThrownBy(() -> assemble(text))
                .hasMessageContaining("count.s:3:6: error: [SKEP1103] nothing defines `hits`")
                .hasMessageContaining("`nothing` is no helper and no function of this text");
    }

    @Test
    void callsFunctionsOfTheKernel() {
        byte[] object = assemble("""
                .license "GPL"
                .extern bpf_rcu_read_lock(), bpf_rcu_read_unlock()
                .extern bpf_task_from_pid(s32) -> struct task_struct *, bpf_task_release(struct task_struct *)
                .program look, "syscall"
                    r1 = 1
                    call bpf_task_from_pid
                    if r0 == 0 goto none
                    r1 = r0
                    call bpf_task_release
                none:
                    r0 = 7
                    exit
                .end
                """);
        assertThat(ObjectReader.read(object).externs())
                .extracting("name")
                .contains("bpf_task_from_pid", "bpf_task_release");
        Kernel.require();
        try (var loaded = Kernel.load(object)) {
            assertThat(loaded.program("look").runContext(new byte[0]).returnValue())
                    .isEqualTo(7);
        }
    }

    @Test
    void refusesWhatDeclarationsDoNotCover() {
        assertThatThrownBy(() -> assemble(COUNTER + ".section xdp,\"ax\"\nexit\n"))
                .hasMessage("section `xdp` has code outside of .program and .function");
        assertThatThrownBy(() -> assemble(COUNTER + ".data\n.byte 1\n"))
                .hasMessageStartingWith("section `.data` has data: ");
    }

    @Test
    void leavesTheRulesOfObjectsToTheirWriter() {
        assertThatThrownBy(() -> assemble(".license \"GPL\"\n.map m, array, key=u64, value=u32, max_entries=1\n"))
                .isInstanceOf(ObjectException.class)
                .hasMessageContaining("[SKEP4006]");
    }
}

package dev.skep.testkit.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisiveLineTest {
    private static final String PROCESSED = "processed 7 insns (limit 1000000) max_states_per_insn 0\n";

    static Stream<Arguments> cases() {
        return Stream.of(
                // spotless:off
                // the verifier's last word, whatever stands before and after it
                row("R0 invalid mem access 'map_value_or_null'", "Permission denied", """
                        libbpf: prog 'p': BPF program load failed: Permission denied
                        libbpf: prog 'p': failed to load: -13
                        libbpf: failed to load object 'a.o'
                        arg#0 reference type('UNKNOWN ') size cannot be determined: -22
                        0: R1=ctx() R10=fp0
                        ; return *v; @ a.c:4
                        7: (79) r0 = *(u64 *)(r0 +0)
                        R0 invalid mem access 'map_value_or_null'
                        verification time 38 usec
                        stack depth 8 max 0
                        insns processed 7
                        """ + PROCESSED),
                row("R0 !read_ok", "", "libbpf: prog 'p': -- BEGIN PROG LOAD LOG --\n0: (95) exit\nR0 !read_ok\n" + PROCESSED
                        + "-- END PROG LOAD LOG --\nlibbpf: prog 'p': failed to load: -13\n"),
                row("infinite loop detected at insn 0", "", """
                        infinite loop detected at insn 0
                        cur state: R1=ctx() R10=fp0
                        old state: R1=ctx() R10=fp0
                        """ + PROCESSED),
                row("missing btf func_info", "", "missing btf func_info\nprocessed 0 insns (limit 1000000)\n"),
                // libbpf's cause, not its consequences
                row("map 'm': failed to create: Invalid argument(-22)", "Invalid argument", """
                        libbpf: Error in bpf_create_map_xattr(m):Invalid argument(-22). Retrying without BTF.
                        libbpf: map 'm': failed to create: Invalid argument(-22)
                        libbpf: failed to load object 'a.o'
                        """),
                row("[3] FUNC twice type_id=2 Invalid arg#1", "", """
                        libbpf: Error loading .BTF into kernel: -22. BTF is optional, ignoring.
                        [3] FUNC twice type_id=2 Invalid arg#1
                        libbpf: -- END BTF LOAD LOG --
                        """),
                row("failed to find BTF info for global/extern symbol '_license'", "exit code 254", """
                        libbpf: failed to find BTF info for global/extern symbol '_license'
                        Error: failed to link 'a.o': No such file or directory (2)
                        """),
                // what the loader's error says, where nothing else does
                row("Permission denied", "Permission denied", ""),
                row("Permission denied", "Permission denied", "libbpf: failed to load object 'a.o'\n"),
                row("nothing said", "", "\n"),
                // a loader's own death comes before all that it complained about
                row("the loader died of Aborted: panicked at a.rs:5: no map", "the loader died of Aborted", "panicked at a.rs:5:\nno map\nnote: …\n"),
                row("no verdict within 60 s", "no verdict within 60 s", ""),
                row("the loader died of Killed", "the loader died of Killed", ""));
                // spotless:on
    }

    private static Arguments row(String expected, String line, String log) {
        return Arguments.of(expected, line, log);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsTheReason(String expected, String line, String log) {
        assertThat(DecisiveLine.of(line, log)).isEqualTo(expected);
    }
}

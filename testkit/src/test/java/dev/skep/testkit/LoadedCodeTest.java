package dev.skep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoadedCodeTest {
    /** {@code r0 = 1; exit}. */
    private static final byte[] RETURN_1 = {(byte) 0xb7, 0, 0, 0, 1, 0, 0, 0, (byte) 0x95, 0, 0, 0, 0, 0, 0, 0};

    /** {@code exit}, which leaks nothing but leaves r0 unset. */
    private static final byte[] EXIT = {(byte) 0x95, 0, 0, 0, 0, 0, 0, 0};

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SOCKET_FILTER", "SCHED_CLS", "SCHED_ACT", "XDP", "CGROUP_SKB", "LWT_IN", "LWT_OUT", "LWT_XMIT"})
    void runsOnAPacket(ProgramKind kind) {
        try (LoadedCode code = Kernel.loadCode(kind, RETURN_1)) {
            assertThat(code.program().run(new byte[64]).returnValue()).isEqualTo(1);
            assertThat(code.program().instructionCount()).isEqualTo(2);
            assertThat(code.program().log().processedInstructions()).hasValue(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_TRACEPOINT", "SYSCALL"})
    void runsOnAContext(ProgramKind kind) {
        try (LoadedCode code = Kernel.loadCode(kind, RETURN_1)) {
            assertThat(code.program().runContext(new byte[16]).returnValue()).isEqualTo(1);
        }
    }

    @Test
    void runsAFlowDissectorToItsReturnValue() {
        try (LoadedCode code = Kernel.loadCode(ProgramKind.FLOW_DISSECTOR, RETURN_1)) {
            assertThat(code.program().run(new byte[64]).returnValue()).isEqualTo(1);
        }
    }

    @Test
    void tellsWhyTheVerifierRefused() {
        assertThatThrownBy(() -> Kernel.loadCode(ProgramKind.XDP, EXIT))
                .isInstanceOfSatisfying(KernelRefused.class, refused -> assertThat(refused.log())
                        .contains("R0 !read_ok"));
    }

    @Test
    void refusesHalfAnInstruction() {
        assertThatThrownBy(() -> Kernel.loadCode(ProgramKind.XDP, new byte[12]))
                .hasMessage("12 bytes are not a positive number of 8-byte instructions");
    }

    @Test
    void leavesNothingInTheKernelWhenClosed() {
        int id;
        try (LoadedCode code = Kernel.loadCode(ProgramKind.XDP, RETURN_1)) {
            id = code.program().id();
            assertThat(bpftoolShows(id)).isTrue();
        }
        assertThat(bpftoolShows(id)).isFalse();
    }

    private static boolean bpftoolShows(int id) {
        Output shown = Judge.require("bpftool").run("prog", "show", "id", Integer.toString(id));
        return shown.exit() == 0;
    }
}

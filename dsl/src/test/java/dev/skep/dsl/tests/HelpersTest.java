package dev.skep.dsl.tests;

import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Options;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.ProgramType;
import dev.skep.dsl.tests.HelperPrograms.Hook;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every helper that annotated Java has can be called by its name, and the running kernel takes each from a program of a type that may call
 * it. What neither can have yet, and what no program here can call, is named here as it is there.
 */
class HelpersTest {
    private static final Options NEWEST = Options.DEFAULT.withTargetKernel(new KernelVersion(6, 18));

    /** Helpers that methods of their own call, whose tests are elsewhere. */
    private static final Set<Helper> BY_OTHER_METHODS = EnumSet.of(
            Helper.RINGBUF_RESERVE,
            Helper.RINGBUF_SUBMIT,
            Helper.RINGBUF_DISCARD,
            Helper.SK_RELEASE,
            Helper.TAIL_CALL,
            Helper.FOR_EACH_MAP_ELEM,
            Helper.LOOP,
            Helper.TRACE_PRINTK,
            Helper.TRACE_VPRINTK,
            Helper.SNPRINTF,
            Helper.SEQ_PRINTF,
            Helper.PER_CPU_PTR,
            Helper.THIS_CPU_PTR,
            Helper.SPIN_LOCK,
            Helper.SPIN_UNLOCK);

    /** What wants a timer, a kptr, a dynptr or a callback with what BTF must show: the fluent API has none of them yet. */
    private static final Set<Helper> NOT_YET = EnumSet.of(
            Helper.TIMER_INIT,
            Helper.TIMER_SET_CALLBACK,
            Helper.TIMER_START,
            Helper.TIMER_CANCEL,
            Helper.KPTR_XCHG,
            Helper.FIND_VMA,
            Helper.USER_RINGBUF_DRAIN,
            Helper.DYNPTR_FROM_MEM,
            Helper.RINGBUF_RESERVE_DYNPTR,
            Helper.RINGBUF_SUBMIT_DYNPTR,
            Helper.RINGBUF_DISCARD_DYNPTR,
            Helper.DYNPTR_READ,
            Helper.DYNPTR_WRITE,
            Helper.DYNPTR_DATA);

    /** What kernels may take from nobody, or from programs only whose kinds and pointers come with the types of BTF. */
    private static final Set<Helper> NOT_HERE = EnumSet.of(
            Helper.CGRP_STORAGE_GET,
            Helper.CGRP_STORAGE_DELETE,
            Helper.INODE_STORAGE_GET,
            Helper.INODE_STORAGE_DELETE,
            Helper.SKB_OUTPUT,
            Helper.XDP_OUTPUT,
            Helper.PROBE_WRITE_USER,
            Helper.SEQ_WRITE,
            Helper.SEQ_PRINTF_BTF,
            Helper.D_PATH,
            Helper.SOCK_FROM_FILE,
            Helper.GET_FUNC_ARG,
            Helper.GET_FUNC_RET,
            Helper.GET_FUNC_ARG_CNT,
            Helper.TCP_SEND_ACK,
            Helper.BPRM_OPTS_SET,
            Helper.IMA_INODE_HASH,
            Helper.IMA_FILE_HASH,
            Helper.RC_REPEAT,
            Helper.RC_KEYDOWN,
            Helper.RC_POINTER_REL,
            Helper.OVERRIDE_RETURN);

    @Test
    void theKernelTakesEachCall() {
        Kernel.require();
        var refused = new ArrayList<String>();
        for (var helper : Helper.values()) {
            if (BY_OTHER_METHODS.contains(helper) || NOT_YET.contains(helper)) continue;
            attempt(helper).filter(why -> !NOT_HERE.contains(helper)).ifPresent(refused::add);
        }
        assertThat(refused).isEmpty();
    }

    /** What a helper fills lies within a struct: its neighbours stay as they are. */
    @Test
    void memoryIsFilledWhereItLies() {
        Kernel.require();
        var task = struct("task");
        var before = task.field("before", U64);
        var comm = task.field("comm", bytes(16));
        var after = task.field("after", U64);
        var current = GlobalDef.global("current", task);
        var object = BpfObjects.build(
                "test", o -> o.license(GPL).program("test", ProgramType.rawTracepoint("sched_switch"), p -> {
                    var here = p.global(current);
                    p.call(Helper.GET_CURRENT_COMM, here.get(comm), 16);
                    p.returnCode(here.get(before).or(here.get(after)).to(S32));
                }));
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(loaded.program("test").runContext(new byte[24]).returnValue())
                    .isZero();
            assertThat(new String(loaded.global("current").bytes(), 8, 16, StandardCharsets.UTF_8))
                    .isNotBlank();
        }
    }

    /** Tries the kinds of programs one after another; returns why the last was refused, empty when one was taken. */
    private static Optional<String> attempt(Helper helper) {
        var why = helper + ": no program here can call it";
        for (var hook : HelperPrograms.hooks(helper)) {
            try (var loaded = Kernel.load(object(helper, hook))) {
                if (!loaded.programs().isEmpty()) return Optional.empty();
            } catch (KernelRefused e) {
                why = helper + " in " + hook + ": " + decisive(String.valueOf(e.getMessage()));
            } catch (HelperPrograms.NoSocket e) {
                continue; // another kind has one
            }
        }
        return Optional.of(why);
    }

    private static <C, A> byte[] object(Helper helper, Hook<C, A> hook) {
        return BpfObjects.build("test", o -> o.license(GPL)
                        .options(NEWEST)
                        .program("test", hook.type(), p -> HelperPrograms.write(p, helper, hook)))
                .bytes();
    }

    private static String decisive(String message) {
        List<String> noise = List.of("libbpf", "processed", "verification", "stack depth");
        return Arrays.stream(message.split("\n"))
                .filter(line -> !line.isBlank() && noise.stream().noneMatch(line::startsWith))
                .reduce((first, second) -> second)
                .orElse(message);
    }
}

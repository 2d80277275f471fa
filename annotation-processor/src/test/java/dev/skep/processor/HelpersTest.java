package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.kernel.Helper;
import dev.skep.processor.HelperPrograms.Hook;
import dev.skep.processor.HelperSources.Method;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The language has every helper function, documented with its first kernel, and the running kernel takes each from a program of a type that
 * may call it. What no program here can call is named here.
 */
class HelpersTest {
    /** Helpers that methods of the language call in a way of their own. */
    private static final Set<Helper> BY_OTHER_METHODS = EnumSet.of(
            Helper.MAP_LOOKUP_ELEM,
            Helper.MAP_UPDATE_ELEM,
            Helper.REDIRECT_MAP,
            Helper.GET_CURRENT_TASK,
            Helper.GET_CURRENT_TASK_BTF,
            Helper.XDP_ADJUST_HEAD,
            Helper.SK_RELEASE,
            Helper.KPTR_XCHG,
            Helper.RINGBUF_OUTPUT,
            Helper.RINGBUF_RESERVE,
            Helper.RINGBUF_SUBMIT,
            Helper.RINGBUF_DISCARD,
            Helper.FOR_EACH_MAP_ELEM,
            Helper.TRACE_PRINTK,
            Helper.TRACE_VPRINTK,
            Helper.SNPRINTF,
            Helper.SEQ_PRINTF,
            Helper.SPIN_LOCK,
            Helper.SPIN_UNLOCK,
            Helper.TIMER_INIT,
            Helper.TIMER_SET_CALLBACK,
            Helper.TIMER_START,
            Helper.TIMER_CANCEL,
            Helper.FIND_VMA,
            Helper.LOOP,
            Helper.USER_RINGBUF_DRAIN,
            Helper.DYNPTR_FROM_MEM,
            Helper.DYNPTR_DATA,
            Helper.RINGBUF_RESERVE_DYNPTR,
            Helper.RINGBUF_SUBMIT_DYNPTR,
            Helper.RINGBUF_DISCARD_DYNPTR);

    // spotless:off
    /** What kernels may take from nobody, or from programs only whose kinds and pointers come with the types of BTF. */
    private static final Map<Helper, String> NOT_HERE = new TreeMap<>(Map.ofEntries(
            Map.entry(Helper.CGRP_STORAGE_GET,      "wants a cgroup that the verifier trusts, which tracing programs get"),
            Map.entry(Helper.CGRP_STORAGE_DELETE,   "wants a cgroup that the verifier trusts, which tracing programs get"),
            Map.entry(Helper.INODE_STORAGE_GET,     "for LSM programs"),
            Map.entry(Helper.INODE_STORAGE_DELETE,  "for LSM programs"),
            Map.entry(Helper.SKB_OUTPUT,            "wants a sk_buff that the verifier trusts, which tracing programs get"),
            Map.entry(Helper.XDP_OUTPUT,            "wants a xdp_buff that the verifier trusts, which tracing programs get"),
            Map.entry(Helper.PER_CPU_PTR,           "wants a variable of the kernel, which not all kernels tell the address of"),
            Map.entry(Helper.THIS_CPU_PTR,          "wants a variable of the kernel, which not all kernels tell the address of"),
            Map.entry(Helper.PROBE_WRITE_USER,      "kernels may be made without it, or locked down"),
            Map.entry(Helper.SEQ_WRITE,             "for iterators"),
            Map.entry(Helper.SEQ_PRINTF_BTF,        "for iterators"),
            Map.entry(Helper.D_PATH,                "for functions that the kernel lists, with the struct path that tracing programs get"),
            Map.entry(Helper.SOCK_FROM_FILE,        "wants a file that the verifier trusts, which tracing programs get"),
            Map.entry(Helper.GET_FUNC_ARG,          "for fentry, fexit and fmod_ret programs"),
            Map.entry(Helper.GET_FUNC_RET,          "for fexit and fmod_ret programs"),
            Map.entry(Helper.GET_FUNC_ARG_CNT,      "for fentry, fexit and fmod_ret programs"),
            Map.entry(Helper.TCP_SEND_ACK,          "for congestion controls of struct_ops"),
            Map.entry(Helper.BPRM_OPTS_SET,         "for LSM programs"),
            Map.entry(Helper.IMA_INODE_HASH,        "for LSM programs"),
            Map.entry(Helper.IMA_FILE_HASH,         "for LSM programs"),
            Map.entry(Helper.RC_REPEAT,             "kernels may be made without receivers of infrared"),
            Map.entry(Helper.RC_KEYDOWN,            "kernels may be made without receivers of infrared"),
            Map.entry(Helper.RC_POINTER_REL,        "kernels may be made without receivers of infrared"),
            Map.entry(Helper.OVERRIDE_RETURN,       "kernels may be made without it")));
    // spotless:on

    private static final List<Method> METHODS = HelperSources.methods();

    @Test
    void everyHelperHasAMethod() {
        var called = METHODS.stream()
                .map(Method::helper)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Helper.class)));
        var missing = EnumSet.complementOf(called);
        missing.removeAll(BY_OTHER_METHODS);
        assertThat(missing).isEmpty();
        assertThat(called.size() + BY_OTHER_METHODS.size()).isEqualTo(Helper.values().length);
    }

    @Test
    void everyMethodSaysWhatItCallsAndSinceWhen() {
        var wrong = new ArrayList<String>();
        for (var method : METHODS) {
            var helper = method.helper();
            // the table has the kernel that gave it to all types of programs
            var since =
                    helper == Helper.GET_PRANDOM_U32 ? "4.1" : helper.since().toString();
            if (!method.doc().replace(" ", "").contains("{@code" + helper.kernelName() + "}"))
                wrong.add(method + ": name");
            if (!method.doc().contains("ernel " + since + ".") && !method.doc().contains("ernel " + since + " "))
                wrong.add(method + ": kernel " + since);
            if (helper.gplOnly() && !method.doc().contains("GPL")) wrong.add(method + ": GPL");
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theKernelTakesEachCall() {
        Kernel.require();
        Map<Method, String> refused = new LinkedHashMap<>();
        METHODS.forEach(method -> refused.put(method, "no program here can call it"));
        for (var attempt = 0; attempt < 3; attempt++) attempt(refused, attempt);
        assertThat(refused.entrySet().stream()
                        .filter(e -> !NOT_HERE.containsKey(e.getKey().helper()))
                        .map(e -> e.getKey() + ": " + e.getValue())
                        .toList())
                .isEmpty();
    }

    /** Tries each method that was refused in the next kind of program; what is taken is removed. */
    private static void attempt(Map<Method, String> refused, int number) {
        var methods = refused.keySet().stream()
                .filter(method -> HelperPrograms.hooks(method).size() > number)
                .toList();
        if (methods.isEmpty()) return;
        var source = new StringBuilder("import dev.skep.lang.*;\n");
        for (var i = 0; i < methods.size(); i++) {
            Hook hook = HelperPrograms.hooks(methods.get(i)).get(number);
            source.append(HelperPrograms.source("Calls" + i, methods.get(i), hook));
        }
        var build = Build.of("Calls", source.toString());
        for (var i = 0; i < methods.size(); i++) {
            try (var loaded = Kernel.load(build.objectOrFail("Calls" + i))) {
                if (loaded.programs().contains("program")) refused.remove(methods.get(i));
            } catch (KernelRefused e) {
                refused.put(methods.get(i), decisive(String.valueOf(e.getMessage())));
            }
        }
    }

    private static String decisive(String message) {
        return Arrays.stream(message.split("\n"))
                .filter(line -> !line.startsWith("libbpf")
                        && !line.startsWith("processed")
                        && !line.isBlank()
                        && !line.startsWith("verification")
                        && !line.startsWith("stack depth"))
                .reduce((first, second) -> second)
                .orElse(message);
    }
}

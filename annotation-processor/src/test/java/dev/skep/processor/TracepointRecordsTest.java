package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Function;
import dev.skep.btf.BtfIndex;
import dev.skep.processor.bindings.Kernels;
import dev.skep.processor.bindings.TracepointFormat;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.ThreadTracepoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records of tracepoints by their structs, beside what the kernel prints of them. */
class TracepointRecordsTest {
    private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");
    private static final int PR_SET_NAME = 15;
    private static final String SOURCE = """
            package tools;

            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.15")
            @KernelTypes
            final class Renames {
                @Config static int thread;
                static int pid, adjustment, times;
                static final byte[] before = new byte[16];
                static final byte[] after = new byte[16];

                @Tracepoint("task/task_rename")
                static int renamed(trace_event_raw_task_rename context) {
                    if ((int) Kernel.currentPidTgid() != thread) return 0;
                    times++;
                    pid = context.pid;
                    adjustment = context.oom_score_adj;
                    for (int i = 0; i < 16; i++) before[i] = context.oldcomm[i];
                    Kernel.probeReadKernelStr(after, Core.addressOf(context.newcomm));
                    return 0;
                }
            }
            """;

    /** Traces into a ring of its own, through a mount that nobody else sees, until it gets a line. */
    private static final String TRACE = """
            mount -t tracefs none /sys/kernel/tracing && cd /sys/kernel/tracing && mkdir instances/skep-$$ && cd instances/skep-$$ || exit 1
            echo "$1" > set_event_pid && echo 1 > events/task/task_rename/enable && cat events/task/task_rename/id
            read line; cat trace; echo 0 > events/task/task_rename/enable; cd ../..; rmdir instances/skep-$$
            """;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void fieldsHoldWhatTheTracePrints() throws IOException, InterruptedException {
        var thread = Files.readSymbolicLink(Path.of("/proc/thread-self"))
                .getFileName()
                .toString();
        var comm = Files.readString(Path.of("/proc/thread-self/comm")).strip();
        var process = new ProcessBuilder("unshare", "-m", "sh", "-c", TRACE, "sh", thread)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                var object =
                        Kernel.load(Build.with(List.of("-Askep.btf=" + VMLINUX), "tools.Renames", withThread(thread))
                                .objectOrFail("tools.Renames"))) {
            var id = lines.readLine();
            assumeTrue(id != null, "no tracefs here");
            ThreadTracepoint.during(object.program("renamed"), Long.parseLong(id), () -> rename("skep-renamed"));
            rename(comm);
            process.getOutputStream().write('\n');
            process.getOutputStream().close();
            var trace = lines.lines().collect(Collectors.joining("\n"));
            var printed = Pattern.compile(
                            "task_rename: pid=(\\d+) oldcomm=(.+) newcomm=skep-renamed oom_score_adj=(-?\\d+)")
                    .matcher(trace);
            assertThat(printed.find()).as(trace).isTrue();
            assertThat(object.global("times").number()).isOne();
            assertThat(object.global("pid").number()).isEqualTo(Long.parseLong(printed.group(1)));
            assertThat(text(object, "before")).isEqualTo(printed.group(2)).isEqualTo(comm);
            assertThat(text(object, "after")).isEqualTo("skep-renamed");
            assertThat(object.global("adjustment").number()).isEqualTo(Long.parseLong(printed.group(3)));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static String withThread(String thread) {
        return SOURCE.replace("int thread;", "int thread = " + thread + ";");
    }

    private static void rename(String name) {
        Function.getFunction("c", "prctl").invokeInt(new Object[] {PR_SET_NAME, name, 0L, 0L, 0L});
    }

    private static String text(LoadedObject object, String global) {
        var text = new String(object.global(global).bytes(), StandardCharsets.UTF_8);
        return text.substring(0, text.indexOf('\0'));
    }

    /** Of all tracepoints of this kernel, those whose struct has their name have the members that the file says. */
    @Test
    void formatFilesLeadToStructs() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mount -t tracefs none /sys/kernel/tracing && cat /sys/kernel/tracing/events/*/*/format")
                .start();
        var files = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0, "no tracefs here");
        var kernels = Kernels.of(BtfIndex.of(ByteBuffer.wrap(Files.readAllBytes(VMLINUX))));
        var formats = new TreeMap<String, TracepointFormat>();
        for (var file : files.split("(?m)^(?=name: )"))
            if (file.startsWith("name: "))
                formats.put(TracepointFormat.parse(file).name(), TracepointFormat.parse(file));
        assertThat(formats.get("sched_switch").struct(kernels)).isEqualTo("trace_event_raw_sched_switch");
        assertThat(formats.get("sched_wakeup").struct(kernels)).isEqualTo("trace_event_raw_sched_wakeup_template");
        assertThat(formats.get("net_dev_queue").struct(kernels)).isEqualTo("trace_event_raw_net_dev_template");
        assertThat(formats.get("sched_process_exec").struct(kernels)).isEqualTo("trace_event_raw_sched_process_exec");
    }
}

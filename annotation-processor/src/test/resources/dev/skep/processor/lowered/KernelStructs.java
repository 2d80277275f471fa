import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.15")
final class KernelStructs {
    @KernelType("task_struct")
    static final class Task {
        boolean flag;
        int pid;
        Task realParent;
        @Name("__state") @Unsigned int state;
        @Length(4) short[] numbers;
    }

    @KernelType("trace_event_raw_sys_enter")
    static final class SysEnter {
        long id;
        @Length(6) @Unsigned long[] args;
        Task task;
    }

    @Struct
    static final class Text {
        @Unsigned int used;
        @Length(64) byte[] bytes;
    }

    static final BpfPerCpuArray<Text> texts = BpfPerCpuArray.of(1);
    static final BpfRingBuffer<Text> events = BpfRingBuffer.ofBytes(4096);

    @RawTracepoint("sched_switch")
    static int probed(RawTracepointContext context) {
        if (context.arg(0) == 0) return 0;
        var task = context.arg(2, Task.class);
        if (task.realParent == null) return 1;
        return task.realParent.pid + task.numbers[3] + Kernel.currentTask(Task.class).pid;
    }

    @RawTracepoint("sched_wakeup")
    static int loaded(RawTracepointContext context) {
        var task = Kernel.currentTaskBtf(Task.class);
        if (task.realParent == null) return 1;
        var ancestor = task.realParent;
        for (int i = 0; i < 3; i++) ancestor = ancestor.realParent;
        return ancestor.pid + (int) task.state;
    }

    @Tracepoint("syscalls/sys_enter_execve")
    static int described(SysEnter context) {
        var text = texts.lookup(0);
        if (text == null) return 0;
        long length = Kernel.probeReadUserStr(Bytes.part(text.bytes, 32, 16), context.args[0]);
        if (text.used <= 48) Kernel.probeReadUserStr(Bytes.part(text.bytes, text.used, 16), context.args[5]);
        var pointer = U64.of(0);
        Kernel.probeReadUser(pointer, context.args[1]);
        events.output(text, 20);
        return (int) context.id + context.task.pid;
    }
}

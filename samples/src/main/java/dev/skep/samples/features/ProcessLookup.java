package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfCpumask;
import dev.skep.lang.Core;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelType;
import dev.skep.lang.Kfuncs;
import dev.skep.lang.Length;
import dev.skep.lang.Struct;
import dev.skep.lang.Syscall;
import dev.skep.lang.Unsigned;

/**
 * Finds a process by its pid. It cannot go away while the program holds a reference, which is released with its {@code try}; what the process
 * leads to stays in a section where RCU keeps it. Functions of the kernel count the CPUs that it may run on, and those it shares with its
 * parent.
 */
@Bpf(license = "GPL", minKernel = "6.12")
final class ProcessLookup {
    @KernelType("cpumask")
    static final class Cpumask {}

    @KernelType("task_struct")
    static final class Task {
        int tgid;

        @Length(16)
        byte[] comm;

        Task realParent;
        Cpumask cpusPtr;
    }

    @Struct
    static final class Question {
        int pid;
        int parent;

        @Unsigned
        int cpus;

        @Unsigned
        int shared;
    }

    static final byte[] name = new byte[16];

    private ProcessLookup() {}

    @Syscall
    @SuppressWarnings("try") // sections are there for their ends
    static int find(Question question) {
        try (var held = Kfuncs.taskFromPid(question.pid, Task.class);
                var mask = BpfCpumask.create()) {
            if (held == null || mask == null) return 1;
            var task = held.value();
            Kernel.probeReadKernelStr(name, Core.addressOf(task.comm));
            try (var rcu = Kernel.rcuReadLock()) {
                var parent = task.realParent;
                question.parent = parent.tgid;
                question.cpus = BpfCpumask.weight(task.cpusPtr);
                BpfCpumask.and(mask.value(), task.cpusPtr, parent.cpusPtr);
            }
            question.shared = BpfCpumask.weight(mask.value());
        }
        return 0;
    }
}

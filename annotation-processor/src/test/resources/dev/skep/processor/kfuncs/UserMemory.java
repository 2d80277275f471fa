import dev.skep.lang.*;

@KernelType("mm_struct")
final class AddressSpace {
    @Unsigned long arg_start;
}

@KernelType("task_struct")
final class Process {
    int pid;
    AddressSpace mm;
}

@KernelType("kmem_cache")
final class Cache {
    @Unsigned int object_size;
}

@KernelType("file")
final class Opened {
    @Unsigned int f_flags;
}

@KernelType("dentry")
final class Entry {
    @Unsigned int d_flags;
}

@KernelType("cgroup_subsys_state")
final class Statistics {
    int id;
}

@KernelType("cgroup")
final class Group {
    int level;

    @Embedded
    Statistics self;
}

@Bpf(license = "GPL", minKernel = "6.17")
final class UserMemory {
    /** The first argument of the process, read by three functions. */
    @Struct
    static final class Found {
        @Length(16)
        byte[] text;

        @Length(16)
        byte[] ofTask;

        @Length(16)
        byte[] probed;

        int length;
        int ofTaskLength;
        int probedLength;
        int objectSize;
    }

    @Struct
    static final class Kept {
        @Length(64)
        byte[] bytes;
    }

    static final BpfArray<Kept> kept = BpfArray.of(8);

    static final Found found = new Found();

    @Syscall
    static int texts(Found context) {
        var task = Kernel.currentTaskBtf(Process.class);
        @Unsigned long address = task.mm.arg_start;
        found.length = Kfuncs.copyFromUserStr(found.text, address, 1);
        found.ofTaskLength = Kfuncs.copyFromUserTaskStr(found.ofTask, address, task, 0);
        found.probedLength = (int) Kernel.probeReadUserStr(found.probed, address);
        var where = U64.of(0);
        Kernel.probeReadKernel(where, Core.addressOf(task.mm));
        found.objectSize = (int) Kfuncs.getKmemCache(where.value, Cache.class).object_size;
        return 0;
    }

    /** Eight bytes and the text of the user, as programs may sleep and may not; the kernel's pid, and a text of its own. */
    @Syscall
    static int dynptrs(Found context) {
        var task = Kernel.currentTaskBtf(Process.class);
        @Unsigned long address = task.mm.arg_start;
        var first = kept.lookup(0);
        var second = kept.lookup(1);
        if (first == null || second == null) return -1;
        var into = Kernel.dynptrFromMem(first);
        var other = Kernel.dynptrFromMem(second);
        int result = Kfuncs.copyFromUserDynptr(into, 0, 8, address) * 1000;
        result += Kfuncs.copyFromUserStrDynptr(into, 8, 16, address);
        result += Kfuncs.copyFromUserTaskDynptr(into, 24, 8, address, task) * 1000;
        result += Kfuncs.copyFromUserTaskStrDynptr(into, 32, 16, address, task);
        result += Kfuncs.probeReadUserDynptr(other, 0, 8, address) * 1000;
        result += Kfuncs.probeReadUserStrDynptr(other, 8, 16, address);
        result += Kfuncs.probeReadKernelDynptr(other, 24, 4, Core.addressOf(task.pid)) * 1000;
        return result + Kfuncs.probeReadKernelStrDynptr(other, 32, 16, "four");
    }

    @BtfTracepoint("cgroup_mkdir")
    static int made(Group group, long path) {
        var value = kept.lookup(2);
        if (value == null) return 0;
        Rstat.cssRstatUpdated(group.self, 0);
        return Kfuncs.cgroupReadXattr(group, "user.skep", Kernel.dynptrFromMem(value));
    }

    @BtfTracepoint("task_rename")
    static int renamed(Process task) {
        return Kfuncs.sendSignalTask(task, 0, 1, 5);
    }
}

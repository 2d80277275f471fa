import dev.skep.lang.*;

@KernelType("path")
final class Directory {
    long mnt;
}

@KernelType("file")
final class Checked {
    @Unsigned int f_flags;

    @Embedded
    Directory f_path;
}

@KernelType("task_struct")
final class Process {
    int pid;
}

@KernelType("dentry")
final class Named {
    @Unsigned int d_flags;
}

@KernelType("cgroup_subsys_state")
final class Statistics {
    int id;
}

@KernelType("cgroup")
final class Group {
    @Embedded
    Statistics self;
}

@KernelType("bpf_key")
final class Keyring {}

@Bpf(license = "GPL", minKernel = "6.16")
final class OfSecurity {
    @Struct
    static final class Kept {
        @Length(64)
        byte[] bytes;
    }

    static final BpfArray<Kept> kept = BpfArray.of(2);

    @Lsm(value = "file_open", sleepable = true)
    static int opened(Checked file) {
        var first = kept.lookup(0);
        var second = kept.lookup(1);
        if (first == null || second == null) return 0;
        var value = Kernel.dynptrFromMem(first);
        var other = Kernel.dynptrFromMem(second);
        if (Kfuncs.getFileXattr(file, "user.skep", value) < 0) return 0;
        if (Kfuncs.getFsverityDigest(file, other) < 0) return 0;
        try (var keyring = Kfuncs.lookupSystemKey(0, Keyring.class)) {
            if (keyring != null) Kfuncs.verifyPkcs7Signature(value, other, keyring.value());
        }
        return 0;
    }

    @Lsm(value = "inode_getxattr", sleepable = true)
    static int asked(Named dentry, long name) {
        var first = kept.lookup(0);
        if (first == null) return 0;
        var value = Kernel.dynptrFromMem(first);
        if (Kfuncs.getDentryXattr(dentry, "user.skep", value) < 0) return 0;
        Kfuncs.setDentryXattr(dentry, "security.bpf.skep", value, 0);
        Kfuncs.removeDentryXattr(dentry, "security.bpf.skep");
        try (var group = Kfuncs.cgroupFromId(1, Group.class)) {
            if (group != null) Rstat.cssRstatFlush(group.value().self);
        }
        return 0;
    }

    @Lsm("task_alloc")
    static int executes(Process task, @Unsigned long flags) {
        var name = new byte[64];
        try (var file = Kfuncs.getTaskExeFile(task, Checked.class)) {
            if (file == null) return 0;
            if (Kfuncs.pathDPath(file.value().f_path, name) > 64) return -1;
        }
        return 0;
    }

    @Lsm(value = "bpf", sleepable = true)
    static int userKeys(int command) {
        try (var key = Kfuncs.lookupUserKey(1, 0, Keyring.class)) {
            return 0;
        }
    }
}

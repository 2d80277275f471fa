package dev.skep.samples.tools;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.Lsm;
import dev.skep.lang.U32;
import dev.skep.lang.Unsigned;

/** Refuses to open files that user space put on a list, to everybody but one user for each. */
@Bpf(license = "GPL")
@KernelTypes
final class FileGuard {
    private static final int EPERM = 1;

    record Inode(@Unsigned int device, @Unsigned long number) {}

    /** Who may open a file. */
    static final BpfHashMap<Inode, U32> guarded = BpfHashMap.of(1024);

    private FileGuard() {}

    @Lsm("file_open")
    static int open(file opened, int before) {
        if (before != 0) return before;
        var node = opened.f_inode;
        var user = guarded.lookup(new Inode(node.i_sb.s_dev, node.i_ino));
        @Unsigned int caller = (int) Kernel.currentUidGid();
        if (user == null || user.value == caller) return 0;
        return -EPERM;
    }
}

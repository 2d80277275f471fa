import dev.skep.lang.*;

/** No program starts from a world-writable directory of tmpfs, unless its inode is known. */
@Bpf(license = "GPL", minKernel = "5.11")
@KernelTypes
final class BprmGuard {
    static final int EPERM = 1;
    static final int S_IWOTH = 2;
    static final long TMPFS_MAGIC = 0x01021994L;

    record File_(@Unsigned long inode, @Unsigned int dev) {}

    @Struct
    static final class Denied {
        @Unsigned int pid;
        @Unsigned int uid;
        @Length(256) byte[] path;
    }

    static final BpfHashMap<File_, U8> known = BpfHashMap.of(1024);
    static final BpfRingBuffer<Denied> denials = BpfRingBuffer.ofBytes(1 << 14);

    private BprmGuard() {}

    private static boolean suspicious(file f) {
        var inode = f.f_inode;
        if (inode.i_sb.s_magic != TMPFS_MAGIC) return false;
        var parent = f.f_path.dentry.d_parent.d_inode;
        return (parent.i_mode & S_IWOTH) != 0;
    }

    @Lsm(value = "bprm_creds_from_file", sleepable = true)
    static int check(linux_binprm bprm, file f, int before) {
        if (before != 0) return before;
        if (!suspicious(f)) return 0;
        if (known.lookup(new File_(f.f_inode.i_ino, f.f_inode.i_sb.s_dev)) != null) return 0;
        try (var slot = denials.reserve()) {
            if (slot != null) {
                var d = slot.value();
                d.pid = (int) (Kernel.currentPidTgid() >>> 32);
                d.uid = bprm.cred.uid.val;
                Kernel.dPath(f.f_path, d.path);
                slot.submit();
            }
        }
        return -EPERM;
    }
}

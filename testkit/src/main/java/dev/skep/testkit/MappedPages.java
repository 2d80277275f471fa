package dev.skep.testkit;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory of a map, in this process until it is closed. */
public final class MappedPages implements AutoCloseable {
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED = 1;
    private static final int MAP_FIXED_NOREPLACE = 0x100000;
    private static final long MAP_FAILED = -1;

    private final Pointer memory;
    private final int bytes;

    private MappedPages(Pointer memory, int bytes) {
        this.memory = memory;
        this.bytes = bytes;
    }

    /** Maps an arena where the kernel has been told that it is. */
    static MappedPages of(int descriptor, long address, int bytes, String what) {
        int flags = MAP_SHARED | MAP_FIXED_NOREPLACE;
        Pointer memory = Bpf.LIBC.mmap(new Pointer(address), bytes, PROT_READ_WRITE, flags, descriptor, 0);
        if (Pointer.nativeValue(memory) == MAP_FAILED) {
            throw new IllegalStateException("mmap of " + what + ": " + Bpf.describe(Bpf.errno()));
        }
        return new MappedPages(memory, bytes);
    }

    /** The address of the first page. */
    public long address() {
        return Pointer.nativeValue(memory);
    }

    /** The bytes themselves, in native order. */
    public ByteBuffer bytes() {
        return memory.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        Bpf.check(Bpf.LIBC.munmap(memory, bytes) == 0 ? 0 : -Bpf.errno(), "munmap");
    }
}

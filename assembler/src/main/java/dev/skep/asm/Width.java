package dev.skep.asm;

/** The four widths of a memory access, and the instructions that make one. */
public enum Width {
    /** Byte, 8 bits. */
    B(1, Opcode.LDXB, Opcode.LDXSB, Opcode.STB, Opcode.STXB, Opcode.LOAD_ACQUIRE_B, Opcode.STORE_RELEASE_B),
    /** Half word, 16 bits. */
    H(2, Opcode.LDXH, Opcode.LDXSH, Opcode.STH, Opcode.STXH, Opcode.LOAD_ACQUIRE_H, Opcode.STORE_RELEASE_H),
    /** Word, 32 bits. */
    W(4, Opcode.LDXW, Opcode.LDXSW, Opcode.STW, Opcode.STXW, Opcode.LOAD_ACQUIRE_W, Opcode.STORE_RELEASE_W),
    /** Double word, 64 bits. */
    DW(8, Opcode.LDXDW, Opcode.LDXSDW, Opcode.STDW, Opcode.STXDW, Opcode.LOAD_ACQUIRE_DW, Opcode.STORE_RELEASE_DW);

    private final int bytes;
    private final Opcode load;
    private final Opcode loadSigned;
    private final Opcode storeImmediate;
    private final Opcode store;
    private final Opcode loadAcquire;
    private final Opcode storeRelease;

    Width(
            int bytes,
            Opcode load,
            Opcode loadSigned,
            Opcode storeImmediate,
            Opcode store,
            Opcode loadAcquire,
            Opcode storeRelease) {
        this.bytes = bytes;
        this.load = load;
        this.loadSigned = loadSigned;
        this.storeImmediate = storeImmediate;
        this.store = store;
        this.loadAcquire = loadAcquire;
        this.storeRelease = storeRelease;
    }

    /** Returns the width of 1, 2, 4 or 8 bytes. */
    public static Width ofBytes(int bytes) {
        for (Width width : values()) {
            if (width.bytes == bytes) {
                return width;
            }
        }
        throw new IllegalArgumentException("an access of " + bytes + " bytes is not one of 1, 2, 4, 8");
    }

    /** Returns 1, 2, 4 or 8. */
    public int bytes() {
        return bytes;
    }

    /** Returns 8, 16, 32 or 64. */
    public int bits() {
        return bytes * Byte.SIZE;
    }

    /** Returns the instruction {@code dst = *(uN *)(src + off)}. */
    public Opcode load() {
        return load;
    }

    /** Returns the instruction {@code dst = *(sN *)(src + off)}. */
    public Opcode loadSigned() {
        return loadSigned;
    }

    /** Returns the instruction {@code *(uN *)(dst + off) = imm}. */
    public Opcode storeImmediate() {
        return storeImmediate;
    }

    /** Returns the instruction {@code *(uN *)(dst + off) = src}. */
    public Opcode store() {
        return store;
    }

    /** Returns the instruction {@code dst = load_acquire((uN *)(src + off))}. */
    public Opcode loadAcquire() {
        return loadAcquire;
    }

    /** Returns the instruction {@code store_release((uN *)(dst + off), src)}. */
    public Opcode storeRelease() {
        return storeRelease;
    }
}

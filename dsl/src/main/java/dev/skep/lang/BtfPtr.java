package dev.skep.lang;

/** A pointer to a struct of the kernel, and which: {@code struct btf_ptr}. Kernel 5.10. */
@Struct
@Name("btf_ptr")
public final class BtfPtr {
    /** The address. */
    public @Unsigned long ptr;

    /** The number of the type. */
    public @Unsigned int typeId;

    /** Zero. */
    public @Unsigned int flags;

    /** All zeroes. */
    public BtfPtr() {}
}

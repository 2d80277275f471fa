package dev.skep.dsl.uapi;

import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;

import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;

/** A pointer to a struct of the kernel, and which: {@code struct btf_ptr}. Kernel 5.10. */
public final class BtfPtr {
    /** The struct. */
    public static final StructDef TYPE = struct("btf_ptr");

    /** The address. */
    public static final Field<U64> PTR = TYPE.field("ptr", U64);

    /** The number of the type. */
    public static final Field<U32> TYPE_ID = TYPE.field("type_id", U32);

    /** Zero. */
    public static final Field<U32> FLAGS = TYPE.field("flags", U32);

    private BtfPtr() {}
}

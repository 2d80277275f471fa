package dev.skep.dsl.uapi;

import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.array;

import dev.skep.dsl.Array;
import dev.skep.dsl.Be32;
import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;

/** An IPsec transformation: {@code struct bpf_xfrm_state}. Kernel 4.18. */
public final class BpfXfrmState {
    /** The struct. */
    public static final StructDef TYPE = struct("bpf_xfrm_state");

    /** Number of the request. */
    public static final Field<U32> REQID = TYPE.field("reqid", U32);

    /** Security parameter index. */
    public static final Field<Be32> SPI = TYPE.field("spi", BE32);

    /** {@code AF_INET} (2) or {@code AF_INET6} (10). */
    public static final Field<U16> FAMILY = TYPE.field("family", U16);

    /** Zero. */
    public static final Field<U16> EXT = TYPE.field("ext", U16);

    /** Address of the other end in network order, the first element for IPv4. */
    public static final Field<Array<Be32>> REMOTE = TYPE.field("remote", array(BE32, 4));

    private BpfXfrmState() {}
}

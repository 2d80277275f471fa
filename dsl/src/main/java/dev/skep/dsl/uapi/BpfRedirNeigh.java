package dev.skep.dsl.uapi;

import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.array;

import dev.skep.dsl.Array;
import dev.skep.dsl.Be32;
import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U32;

/** A next hop: {@code struct bpf_redir_neigh}. Kernel 5.10. */
public final class BpfRedirNeigh {
    /** The struct. */
    public static final StructDef TYPE = struct("bpf_redir_neigh");

    /** {@code AF_INET} (2) or {@code AF_INET6} (10). */
    public static final Field<U32> NH_FAMILY = TYPE.field("nh_family", U32);

    /** Its address in network order, the first element for IPv4. */
    public static final Field<Array<Be32>> NH = TYPE.field("nh", array(BE32, 4));

    private BpfRedirNeigh() {}
}

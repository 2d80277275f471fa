package dev.skep.dsl.uapi;

import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.array;

import dev.skep.dsl.Array;
import dev.skep.dsl.Be32;
import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.U8;

/** What a packet comes out of or goes into: {@code struct bpf_tunnel_key}. Kernel 4.3. */
public final class BpfTunnelKey {
    /** The struct. */
    public static final StructDef TYPE = struct("bpf_tunnel_key");

    /** Number of the tunnel. */
    public static final Field<U32> TUNNEL_ID = TYPE.field("tunnel_id", U32);

    /** Address of the other end: the first element for IPv4 in host order, all in network order for IPv6. */
    public static final Field<Array<Be32>> REMOTE = TYPE.field("remote", array(BE32, 4));

    /** Type of service. */
    public static final Field<U8> TUNNEL_TOS = TYPE.field("tunnel_tos", U8);

    /** Time to live. */
    public static final Field<U8> TUNNEL_TTL = TYPE.field("tunnel_ttl", U8);

    /** Flags of the tunnel. */
    public static final Field<U16> TUNNEL_FLAGS = TYPE.field("tunnel_flags", U16);

    /** Label of IPv6. */
    public static final Field<U32> TUNNEL_LABEL = TYPE.field("tunnel_label", U32);

    /** Address of this end, as that of the other. */
    public static final Field<Array<Be32>> LOCAL = TYPE.field("local", array(BE32, 4));

    private BpfTunnelKey() {}
}

package dev.skep.dsl.uapi;

import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.array;

import dev.skep.dsl.Array;
import dev.skep.dsl.Be16;
import dev.skep.dsl.Be32;
import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;

/** Addresses of a connection over IPv6, part of {@code struct bpf_sock_tuple}: {@code struct bpf_sock_tuple_ipv6}. Kernel 4.20. */
public final class BpfSockTuple6 {
    /** The struct. */
    public static final StructDef TYPE = struct("bpf_sock_tuple_ipv6");

    /** Address it comes from, in network order. */
    public static final Field<Array<Be32>> SADDR = TYPE.field("saddr", array(BE32, 4));

    /** Address it goes to, in network order. */
    public static final Field<Array<Be32>> DADDR = TYPE.field("daddr", array(BE32, 4));

    /** Port it comes from. */
    public static final Field<Be16> SPORT = TYPE.field("sport", BE16);

    /** Port it goes to. */
    public static final Field<Be16> DPORT = TYPE.field("dport", BE16);

    private BpfSockTuple6() {}
}

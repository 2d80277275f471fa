package dev.skep.dsl.uapi;

import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.BE32;

import dev.skep.dsl.Be16;
import dev.skep.dsl.Be32;
import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;

/** Addresses of a connection over IPv4, part of {@code struct bpf_sock_tuple}: {@code struct bpf_sock_tuple_ipv4}. Kernel 4.20. */
public final class BpfSockTuple4 {
    /** The struct. */
    public static final StructDef TYPE = struct("bpf_sock_tuple_ipv4");

    /** Address it comes from. */
    public static final Field<Be32> SADDR = TYPE.field("saddr", BE32);

    /** Address it goes to. */
    public static final Field<Be32> DADDR = TYPE.field("daddr", BE32);

    /** Port it comes from. */
    public static final Field<Be16> SPORT = TYPE.field("sport", BE16);

    /** Port it goes to. */
    public static final Field<Be16> DPORT = TYPE.field("dport", BE16);

    private BpfSockTuple4() {}
}

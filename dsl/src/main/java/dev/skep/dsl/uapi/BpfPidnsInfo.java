package dev.skep.dsl.uapi;

import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.U32;

import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U32;

/** A task as a PID namespace numbers it: {@code struct bpf_pidns_info}. Kernel 5.7. */
public final class BpfPidnsInfo {
    /** The struct. */
    public static final StructDef TYPE = struct("bpf_pidns_info");

    /** Its pid. */
    public static final Field<U32> PID = TYPE.field("pid", U32);

    /** Its tgid. */
    public static final Field<U32> TGID = TYPE.field("tgid", U32);

    private BpfPidnsInfo() {}
}

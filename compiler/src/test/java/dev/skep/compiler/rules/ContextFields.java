package dev.skep.compiler.rules;

import dev.skep.kernel.ProgramType;

/** Which loads and stores of a context the verifier takes: {@code is_valid_access} of the program types. */
final class ContextFields {
    private static final int SKB_DATA = 76;
    private static final int SKB_DATA_END = 80;
    private static final int SKB_DATA_META = 140;
    private static final int SKB_TSTAMP = 152;

    private ContextFields() {}

    static boolean allow(ProgramType type, int offset, int bytes) {
        return switch (type) {
            case XDP -> bytes == 4 && offset % 4 == 0 && offset >= 0 && offset < 24;
            case SCHED_CLS, SCHED_ACT, SOCKET_FILTER, CGROUP_SKB -> skb(offset, bytes);
            case SK_LOOKUP -> bytes <= 4 && offset >= 8 && offset % bytes == 0 || bytes == 8 && offset == 0;
            default -> true;
        };
    }

    private static boolean skb(int offset, int bytes) {
        if (offset == SKB_DATA || offset == SKB_DATA_END || offset == SKB_DATA_META) return bytes == 4;
        if (offset == SKB_TSTAMP) return bytes == 8;
        return offset >= 0 && offset < SKB_TSTAMP && bytes <= 4 && offset % bytes == 0;
    }

    /** Whether what is loaded there is the start of a packet. */
    static boolean isData(ProgramType type, int offset) {
        return type == ProgramType.XDP ? offset == 0 : isSkb(type) && offset == SKB_DATA;
    }

    static boolean isDataEnd(ProgramType type, int offset) {
        return type == ProgramType.XDP ? offset == 4 : isSkb(type) && offset == SKB_DATA_END;
    }

    private static boolean isSkb(ProgramType type) {
        return type == ProgramType.SCHED_CLS || type == ProgramType.CGROUP_SKB;
    }
}

package dev.skep.processor.lowering;

import dev.skep.kernel.Helper;
import java.util.EnumMap;
import java.util.Map;

/** The memory that helper functions write to: what the verifier declares {@code MEM_WRITE} or {@code MEM_UNINIT}. */
final class WrittenArguments {
    // spotless:off
    private static final Map<Helper, Integer> POSITIONS = new EnumMap<>(Map.ofEntries(
            Map.entry(Helper.PROBE_READ,                 0), Map.entry(Helper.PROBE_READ_STR,             0),
            Map.entry(Helper.PROBE_READ_KERNEL,          0), Map.entry(Helper.PROBE_READ_KERNEL_STR,      0),
            Map.entry(Helper.PROBE_READ_USER,            0), Map.entry(Helper.PROBE_READ_USER_STR,        0),
            Map.entry(Helper.COPY_FROM_USER,             0), Map.entry(Helper.COPY_FROM_USER_TASK,        0),
            Map.entry(Helper.GET_CURRENT_COMM,           0), Map.entry(Helper.SNPRINTF,                   0),
            Map.entry(Helper.SNPRINTF_BTF,               0),
            Map.entry(Helper.MAP_POP_ELEM,               1), Map.entry(Helper.MAP_PEEK_ELEM,              1),
            Map.entry(Helper.GET_STACK,                  1), Map.entry(Helper.GET_TASK_STACK,             1),
            Map.entry(Helper.READ_BRANCH_RECORDS,        1), Map.entry(Helper.PERF_PROG_READ_VALUE,       1),
            Map.entry(Helper.D_PATH,                     1), Map.entry(Helper.FIB_LOOKUP,                 1),
            Map.entry(Helper.SKB_GET_TUNNEL_KEY,         1), Map.entry(Helper.SKB_GET_TUNNEL_OPT,         1),
            Map.entry(Helper.SYSCTL_GET_NAME,            1), Map.entry(Helper.SYSCTL_GET_CURRENT_VALUE,   1),
            Map.entry(Helper.SYSCTL_GET_NEW_VALUE,       1), Map.entry(Helper.LOAD_HDR_OPT,               1),
            Map.entry(Helper.IMA_INODE_HASH,             1), Map.entry(Helper.IMA_FILE_HASH,              1),
            Map.entry(Helper.GET_FUNC_RET,               1),
            Map.entry(Helper.SKB_LOAD_BYTES,             2), Map.entry(Helper.SKB_LOAD_BYTES_RELATIVE,    2),
            Map.entry(Helper.XDP_LOAD_BYTES,             2), Map.entry(Helper.GET_FUNC_ARG,               2),
            Map.entry(Helper.PERF_EVENT_READ_VALUE,      2), Map.entry(Helper.SKB_GET_XFRM_STATE,         2),
            Map.entry(Helper.CHECK_MTU,                  2), Map.entry(Helper.GET_NS_CURRENT_PID_TGID,    2),
            Map.entry(Helper.STRTOL,                     3), Map.entry(Helper.STRTOUL,                    3),
            Map.entry(Helper.GETSOCKOPT,                 3), Map.entry(Helper.KALLSYMS_LOOKUP_NAME,       3)));
    // spotless:on

    private WrittenArguments() {}

    /** Returns whether a helper writes to the memory that it gets at a position. */
    static boolean contains(Helper helper, int position) {
        return POSITIONS.getOrDefault(helper, -1) == position;
    }
}

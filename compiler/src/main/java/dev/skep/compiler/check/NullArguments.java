package dev.skep.compiler.check;

import dev.skep.kernel.Helper;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The arguments of helpers that may be null: those the kernel declares {@code ARG_…_OR_NULL}, as of Linux 6.18. */
final class NullArguments {
    private static final Map<Helper, Set<Integer>> ALLOWED = new EnumMap<>(Helper.class);

    static {
        // spotless:off
        ALLOWED.put(Helper.CSUM_DIFF,                   Set.of(0, 2));
        ALLOWED.put(Helper.SK_STORAGE_GET,              Set.of(2));
        ALLOWED.put(Helper.INODE_STORAGE_GET,           Set.of(2));
        ALLOWED.put(Helper.TASK_STORAGE_GET,            Set.of(2));
        ALLOWED.put(Helper.CGRP_STORAGE_GET,            Set.of(2));
        ALLOWED.put(Helper.REDIRECT_NEIGH,              Set.of(1));
        ALLOWED.put(Helper.SEQ_PRINTF,                  Set.of(3));
        ALLOWED.put(Helper.SNPRINTF,                    Set.of(0, 3));
        ALLOWED.put(Helper.TRACE_VPRINTK,               Set.of(2));
        ALLOWED.put(Helper.READ_BRANCH_RECORDS,         Set.of(1));
        ALLOWED.put(Helper.GET_SOCKET_COOKIE,           Set.of(0));
        ALLOWED.put(Helper.GET_NETNS_COOKIE,            Set.of(0));
        ALLOWED.put(Helper.SK_ASSIGN,                   Set.of(1));
        ALLOWED.put(Helper.FOR_EACH_MAP_ELEM,           Set.of(2));
        ALLOWED.put(Helper.LOOP,                        Set.of(2));
        ALLOWED.put(Helper.FIND_VMA,                    Set.of(3));
        ALLOWED.put(Helper.USER_RINGBUF_DRAIN,          Set.of(2));
        ALLOWED.put(Helper.KPTR_XCHG,                   Set.of(1));
        // spotless:on
    }

    private NullArguments() {}

    static boolean allowed(Helper helper, int index) {
        return ALLOWED.getOrDefault(helper, Set.of()).contains(index);
    }
}

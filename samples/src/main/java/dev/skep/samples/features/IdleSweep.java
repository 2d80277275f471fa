package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.Struct;
import dev.skep.lang.Syscall;
import dev.skep.lang.Unsigned;

/**
 * Forgets sessions that were idle too long, when user space asks for it. The kernel calls the lambda for each entry of the map; what it uses
 * from around it is captured.
 */
@Bpf(license = "GPL", minKernel = "5.14")
final class IdleSweep {
    @Struct
    static final class Session {
        @Unsigned
        long lastUsed;

        @Unsigned
        long bytes;
    }

    @Struct
    static final class Sweep {
        /** Sessions last used before this time go. */
        @Unsigned
        long before;

        int removed;

        @Unsigned
        long bytesKept;
    }

    static final BpfHashMap<@Unsigned Integer, Session> sessions = BpfHashMap.of(1000);

    private IdleSweep() {}

    /** Returns how many sessions there were. */
    @Syscall
    static int sweep(Sweep sweep) {
        return sessions.forEach((id, session) -> {
            if (session.lastUsed < sweep.before) {
                sessions.delete(id);
                sweep.removed++;
            } else {
                sweep.bytesKept += session.bytes;
            }
            return true;
        });
    }
}

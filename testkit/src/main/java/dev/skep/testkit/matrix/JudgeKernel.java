package dev.skep.testkit.matrix;

import dev.skep.testkit.guest.GuestKernel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A kernel that objects are judged on. */
public enum JudgeKernel {
    /** Debian bullseye's, in a guest. */
    V5_10(GuestKernel.V5_10),
    /** Debian bookworm's, in a guest. */
    V6_1(GuestKernel.V6_1),
    /** Debian trixie's, in a guest. */
    V6_12(GuestKernel.V6_12),
    /** The newest that Debian sid has, in a guest. */
    NEWEST(GuestKernel.NEWEST),
    /** The one that runs on this machine. */
    HOST(null);

    private final @Nullable GuestKernel guest;

    JudgeKernel(@Nullable GuestKernel guest) {
        this.guest = guest;
    }

    /** The guest that runs it; none for this machine's own. */
    public Optional<GuestKernel> guest() {
        return Optional.ofNullable(guest);
    }

    /** How options and tables name it. */
    public String label() {
        return guest().map(GuestKernel::label).orElse("host");
    }
}

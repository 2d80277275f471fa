package dev.skep.kernel;

import java.util.Set;

/** What the kernel takes for the GPL: {@code license_is_gpl_compatible} in its {@code include/linux/license.h}. */
public final class GplLicense {
    private static final Set<String> COMPATIBLE =
            Set.of("GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL");

    private GplLicense() {}

    /** Returns whether programs of that license may call what is for the GPL only. */
    public static boolean isCompatible(String license) {
        return COMPATIBLE.contains(license);
    }
}

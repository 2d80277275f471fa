package dev.skep.object.lint;

import dev.skep.kernel.KernelVersion;
import java.util.List;

/**
 * The oldest kernel that has all that an object uses.
 *
 * @param needs what it uses that older kernels do not have, newest first
 */
public record MinimumKernel(List<KernelNeed> needs) {
    /** The first kernel with programs of this kind. */
    public static final KernelVersion FIRST = KernelVersion.parse("3.18");

    public MinimumKernel {
        needs = List.copyOf(needs);
    }

    /** The version. */
    public KernelVersion version() {
        return needs.stream()
                .filter(need -> need.strength() == KernelNeed.Strength.REQUIRED)
                .map(KernelNeed::since)
                .max(KernelVersion::compareTo)
                .orElse(FIRST);
    }

    /** What raises it to that version. */
    public List<KernelNeed> reasons() {
        return needs.stream()
                .filter(need -> need.strength() == KernelNeed.Strength.REQUIRED
                        && need.since().equals(version()))
                .toList();
    }
}

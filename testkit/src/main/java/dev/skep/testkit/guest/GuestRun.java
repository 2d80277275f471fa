package dev.skep.testkit.guest;

import java.util.List;

/**
 * What a guest reports.
 *
 * @param kernelRelease what {@code uname -r} says on the kernel
 * @param results a result for each command, in the order of the commands
 * @param console all that kernel and emulator said, boot after boot
 */
public record GuestRun(String kernelRelease, List<GuestResult> results, String console) {
    public GuestRun {
        results = List.copyOf(results);
    }
}

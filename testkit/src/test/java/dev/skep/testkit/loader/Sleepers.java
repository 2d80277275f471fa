package dev.skep.testkit.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Processes that sleep for most of a day unless somebody ends them. */
final class Sleepers {
    private Sleepers() {}

    /** All that sleep so long are dying or dead: a killed process may still be seen for a moment. */
    static void assertEnded(int seconds) {
        List<CompletableFuture<ProcessHandle>> ends = ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").endsWith("sleep " + seconds))
                .map(ProcessHandle::onExit)
                .collect(Collectors.toList());
        assertThat(ends).allSatisfy(end -> assertThat(end).succeedsWithin(Duration.ofMinutes(1)));
    }
}

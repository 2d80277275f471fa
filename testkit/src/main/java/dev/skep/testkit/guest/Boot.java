package dev.skep.testkit.guest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One boot of a guest, which is over.
 *
 * @param transcript what it reported
 * @param console what kernel and emulator said
 * @param silent whether the guest was ended because it said nothing for too long
 */
record Boot(Transcript transcript, String console, boolean silent) {
    /**
     * How long a guest may say nothing new.
     *
     * @param start from the start of the emulator until the guest is up; three seconds where nobody else works
     * @param grace beyond a command's own limit, for what it wrote to arrive: the guest ends the command itself, as long as
     *     it can
     */
    record Patience(Duration start, Duration grace) {
        static final Patience USUAL = new Patience(Duration.ofMinutes(2), Duration.ofMinutes(1));

        private Duration with(Transcript transcript, Map<Integer, GuestCommand> commands) {
            return transcript.running().stream()
                    .mapToObj(number -> Optional.ofNullable(commands.get(number)))
                    .flatMap(Optional::stream)
                    .map(command -> command.limit().plus(grace))
                    .findFirst()
                    .orElse(grace);
        }
    }

    /** Listens to the process until the guest is done, ends by itself, or says nothing new for too long; ends it then. */
    static Boot listenTo(Process process, Map<Integer, GuestCommand> commands, Patience patience)
            throws InterruptedException {
        try {
            var console = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), Boot::thread);
            Listener listener = new Listener();
            thread(() -> listener.listen(process.getInputStream()));
            boolean silent = listener.waitForTheEnd(commands, patience);
            process.toHandle().destroyForcibly(); // the process's own method would drop what the console still holds
            process.waitFor();
            return new Boot(listener.transcript, console.join(), silent);
        } finally {
            process.destroyForcibly();
        }
    }

    /** One thread takes what the guest says, as fast as it comes; another waits for news. */
    private static final class Listener {
        private final Transcript transcript = new Transcript();
        private boolean ended;

        void listen(InputStream stream) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, ISO_8859_1))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    take(line);
                }
            } catch (IOException destroyed) {
                end();
                return;
            }
            end();
        }

        private synchronized void take(String line) {
            if (!ended) {
                transcript.accept(line);
                ended = transcript.done();
                notifyAll();
            }
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        /** Returns whether the guest was silent for too long; the transcript does not change after that. */
        synchronized boolean waitForTheEnd(Map<Integer, GuestCommand> commands, Patience patience)
                throws InterruptedException {
            long deadline = System.nanoTime() + patience.start().toNanos();
            int steps = 0;
            while (!ended) {
                if (transcript.steps() > steps) {
                    steps = transcript.steps();
                    deadline = System.nanoTime()
                            + patience.with(transcript, commands).toNanos();
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    ended = true;
                    return true;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return false;
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "guest");
        thread.setDaemon(true);
        thread.start();
    }

    private static String text(InputStream stream) {
        StringBuilder text = new StringBuilder();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                text.append(line).append('\n');
            }
        } catch (IOException destroyed) {
            return text.toString();
        }
        return text.toString();
    }
}

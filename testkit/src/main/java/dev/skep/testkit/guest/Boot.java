package dev.skep.testkit.guest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One boot of a guest, which is over.
 *
 * @param transcript what it reported
 * @param console what kernel and emulator said
 * @param silent whether the guest was ended because it said nothing for too long
 */
record Boot(Transcript transcript, String console, boolean silent) {
    /** From the start of the emulator until the guest is up; it takes three seconds where nobody else works. */
    private static final Duration START = Duration.ofMinutes(2);
    /** Beyond a command's own limit: the guest ends the command itself, as long as it can. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final String END = "\0end";

    /** Boots the kernel and waits until it is done, ends by itself, or says nothing for too long. */
    static Boot run(Emulator emulator, Path kernel, Path archive, Map<Integer, GuestCommand> commands)
            throws IOException, InterruptedException {
        Process process = emulator.boot(kernel, archive);
        try {
            var console = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), Boot::thread);
            BlockingQueue<String> lines = new LinkedBlockingQueue<>();
            thread(() -> readLines(process.getInputStream(), lines));
            Transcript transcript = new Transcript();
            boolean silent = listen(lines, transcript, commands);
            process.destroyForcibly().waitFor();
            return new Boot(transcript, console.join(), silent);
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean listen(
            BlockingQueue<String> lines, Transcript transcript, Map<Integer, GuestCommand> commands)
            throws InterruptedException {
        Duration patience = START;
        while (!transcript.done()) {
            String line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                return true;
            }
            if (line.equals(END)) {
                return false;
            }
            transcript.accept(line);
            patience = transcript.running().stream()
                    .mapToObj(commands::get)
                    .flatMap(command -> Optional.ofNullable(command).stream())
                    .map(command -> command.limit().plus(GRACE))
                    .findFirst()
                    .orElse(GRACE);
        }
        return false;
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "guest");
        thread.setDaemon(true);
        thread.start();
    }

    private static void readLines(InputStream stream, BlockingQueue<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.ISO_8859_1))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException destroyed) {
            lines.add(END);
            return;
        }
        lines.add(END);
    }

    private static String text(InputStream stream) {
        StringBuilder text = new StringBuilder();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                text.append(line).append('\n');
            }
        } catch (IOException destroyed) {
            return text.toString();
        }
        return text.toString();
    }
}

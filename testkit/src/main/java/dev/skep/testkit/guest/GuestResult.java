package dev.skep.testkit.guest;

import java.nio.charset.StandardCharsets;

/** What became of a command. */
public sealed interface GuestResult {
    /**
     * It ran to its end.
     *
     * @param exit its exit code, 128 and the signal's number if a signal ended it
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    record Finished(int exit, byte[] out, byte[] err) implements GuestResult {
        /** Standard output as UTF-8 text. */
        public String outText() {
            return new String(out, StandardCharsets.UTF_8);
        }

        /** Standard error as UTF-8 text. */
        public String errText() {
            return new String(err, StandardCharsets.UTF_8);
        }
    }

    /**
     * It ran beyond its limit and was ended, with the kernel if need be.
     *
     * @param out what it wrote to standard output until then, as far as that can be known
     * @param err what it wrote to standard error until then
     */
    record TimedOut(byte[] out, byte[] err) implements GuestResult {}

    /**
     * The kernel, or the emulator below it, ended while the command ran.
     *
     * @param decisiveLine the line of the console that says why
     */
    record KernelDied(String decisiveLine) implements GuestResult {}

    /**
     * Nothing is known of it.
     *
     * @param reason why
     */
    record NotRun(String reason) implements GuestResult {}
}

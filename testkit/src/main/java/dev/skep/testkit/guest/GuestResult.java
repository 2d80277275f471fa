package dev.skep.testkit.guest;

import java.nio.charset.StandardCharsets;

/** What became of a command. */
public sealed interface GuestResult {
    /** A function over all that can become of a command. */
    interface Visitor<R> {
        R finished(Finished result);

        R timedOut(TimedOut result);

        R kernelDied(KernelDied result);

        R notRun(NotRun result);
    }

    /** Calls the visitor's method for this result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * It ran to its end.
     *
     * @param exit its exit code, 128 and the signal's number if a signal ended it
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    record Finished(int exit, byte[] out, byte[] err) implements GuestResult {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.finished(this);
        }

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
    record TimedOut(byte[] out, byte[] err) implements GuestResult {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.timedOut(this);
        }
    }

    /**
     * The kernel, or the emulator below it, ended while the command ran.
     *
     * @param decisiveLine the line of the console that says why
     */
    record KernelDied(String decisiveLine) implements GuestResult {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.kernelDied(this);
        }
    }

    /**
     * Nothing is known of it.
     *
     * @param reason why
     */
    record NotRun(String reason) implements GuestResult {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.notRun(this);
        }
    }
}

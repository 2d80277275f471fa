package dev.skep.compiler.pass;

import java.util.Optional;

/** {@code x / divisor} as {@code x * multiplier >>> shift}, the same for every x up to some number. */
record Reciprocal(long multiplier, int shift) {
    /** Products stay below the sign. */
    private static final int BITS = Long.SIZE - 1;

    /**
     * Returns the reciprocal of a divisor, if it fits an immediate. For {@code multiplier * divisor == 2^shift + error} the quotient of x is
     * too large by {@code x * error / (divisor * 2^shift)}, which does not matter below {@code 1 / divisor}.
     *
     * @param most the greatest dividend, below 2^32
     */
    static Optional<Reciprocal> of(long most, long divisor) {
        if (most < 1 || divisor < 2 || most >>> Integer.SIZE != 0 || divisor >>> (Integer.SIZE - 1) != 0)
            return Optional.empty();
        for (var shift = 1; shift < BITS; shift++) {
            var multiplier = (1L << shift) / divisor + 1;
            var error = multiplier * divisor - (1L << shift);
            if (multiplier > Integer.MAX_VALUE || most > Long.MAX_VALUE / multiplier) return Optional.empty();
            if (error * most < 1L << shift) return Optional.of(new Reciprocal(multiplier, shift));
        }
        return Optional.empty();
    }
}

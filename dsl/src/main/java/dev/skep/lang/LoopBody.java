package dev.skep.lang;

/** What {@link Kernel#loop} runs: a lambda or a static method of the class. */
@FunctionalInterface
public interface LoopBody {
    /** Does the round with this number, counted from 0, and returns whether to go on. */
    boolean round(int index);
}

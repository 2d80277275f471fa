package dev.skep.lang;

/** What {@link BpfUserRingBuffer#drain} runs for each record: a lambda or a static method of the class. */
@FunctionalInterface
public interface SampleVisitor {
    /** Looks at a record, which is gone when this returns, and returns whether to go on. */
    boolean sample(BpfDynptr sample);
}

package dev.skep.testkit;

/** Where chance begins in tests that draw their cases. */
public final class Seed {
    private static final long SAME = 0x534b4550;

    private static final long OF_THIS_RUN =
            Long.getLong("skep.seed", Boolean.getBoolean("skep.all") ? System.nanoTime() : SAME);

    private Seed() {}

    /**
     * Returns {@code -Dskep.seed} where it is given, a new one each time with {@code -Dskep.all=true}, and else always the same: whether a
     * change passes depends on the change.
     */
    public static long ofThisRun() {
        return OF_THIS_RUN;
    }
}

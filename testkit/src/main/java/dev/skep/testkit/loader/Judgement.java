package dev.skep.testkit.loader;

/**
 * What one loader says about one program.
 *
 * @param program its name; {@link #WHOLE_OBJECT} where the verdict is on the object as such: its form, its maps, its BTF
 * @param verdict whether it loads
 * @param run what came out when it was run
 * @param attachment whether it could be attached
 */
public record Judgement(String program, Verdict verdict, Trial run, Trial attachment) {
    /** In place of a program's name. */
    public static final String WHOLE_OBJECT = "-";

    /** A judgement without trials. */
    public static Judgement of(String program, Verdict verdict) {
        return new Judgement(program, verdict, new Trial.NotTried(), new Trial.NotTried());
    }

    /** Whether this is about the object as a whole and not one program of it. */
    public boolean isOfWholeObject() {
        return program.equals(WHOLE_OBJECT);
    }

    Judgement withVerdict(Verdict other) {
        return new Judgement(program, other, run, attachment);
    }

    Judgement withRun(Trial trial) {
        return new Judgement(program, verdict, trial, attachment);
    }

    Judgement withAttachment(Trial trial) {
        return new Judgement(program, verdict, run, trial);
    }
}

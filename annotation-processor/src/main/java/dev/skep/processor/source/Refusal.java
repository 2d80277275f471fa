package dev.skep.processor.source;

/** Ends the lowering of a statement that cannot be lowered; its reason has been reported. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refusal() {
        super("reported already", null, false, false);
    }
}

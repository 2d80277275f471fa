package dev.skep.asm;

/**
 * A function from an element to the elements that take its place: see {@link Code#transform}. Jumps keep their labels.
 *
 * <pre>{@code
 * (c, e) -> { if (e instanceof CallInstruction.Helper) c.mov(R2, 0); c.with(e); }                         // insert
 * (c, e) -> { if (e instanceof MemoryInstruction.Load load) c.mov(load.dst(), 0); else c.with(e); }       // replace
 * (c, e) -> { if (e instanceof WideInstruction.Symbol load && load.reference().equals(hits))
 *                 c.ldMap(load.dst(), "hits_v2"); else c.with(e); }                                       // rename
 * }</pre>
 */
@FunctionalInterface
public interface CodeTransform {
    /** Emits to {@code c} what stands in the new code where {@code element} stood; nothing drops it. */
    void accept(CodeBuilder c, CodeElement element);

    /** Returns the transform that leaves the code as it is. */
    static CodeTransform identity() {
        return CodeBuilder::with;
    }
}

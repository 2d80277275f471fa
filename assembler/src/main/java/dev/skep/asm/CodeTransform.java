package dev.skep.asm;

/** A function from an element to the elements that take its place: see {@link Code#transform}. */
@FunctionalInterface
public interface CodeTransform {
    /** Emits to {@code c} what stands in the new code where {@code element} stood; nothing drops it. */
    void accept(CodeBuilder c, CodeElement element);

    /** Returns the transform that leaves the code as it is. */
    static CodeTransform identity() {
        return CodeBuilder::with;
    }
}

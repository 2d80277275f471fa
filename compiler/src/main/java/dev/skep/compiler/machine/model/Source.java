package dev.skep.compiler.machine.model;

/** Where a value that is copied somewhere comes from. */
public sealed interface Source permits VirtualRegister, Recipe {
    /** Dispatches on the kind of source. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind. */
    interface Visitor<R> {
        /** A value that is held somewhere. */
        R register(VirtualRegister register);

        /** A value that is made on the spot. */
        R recipe(Recipe recipe);
    }
}

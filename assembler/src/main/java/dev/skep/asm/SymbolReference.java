package dev.skep.asm;

/** Something that only the linker or the loader can put a number to, named by its symbol. */
public sealed interface SymbolReference {
    /** Returns the name of the symbol. */
    String name();

    /** Returns what the visitor makes of this reference. */
    <R> R accept(Visitor<R> visitor);

    /**
     * A map.
     *
     * @param name the map's name
     */
    record MapReference(String name) implements SymbolReference {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.map(this);
        }
    }

    /**
     * A place in a global variable.
     *
     * @param name the variable's name
     * @param offset bytes from its start
     */
    record DataReference(String name, int offset) implements SymbolReference {
        /** Refuses a place before the variable. */
        public DataReference {
            if (offset < 0) {
                throw new IllegalArgumentException("offset " + offset + " lies before global " + name);
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.data(this);
        }
    }

    /**
     * A function of the program: called, or its address taken as a callback.
     *
     * @param name the function's name
     */
    record FunctionReference(String name) implements SymbolReference {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.function(this);
        }
    }

    /**
     * A kernel function that is not a helper.
     *
     * @param name the function's name in the kernel's BTF
     */
    record KfuncReference(String name) implements SymbolReference {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.kfunc(this);
        }
    }

    /**
     * A kernel variable, a kernel address or a configuration value.
     *
     * @param name the name the loader looks up
     */
    record ExternReference(String name) implements SymbolReference {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.extern(this);
        }
    }

    /** One method for each kind of reference. */
    interface Visitor<R> {
        /** Takes a map. */
        R map(MapReference reference);

        /** Takes a place in a global variable. */
        R data(DataReference reference);

        /** Takes a function of the program. */
        R function(FunctionReference reference);

        /** Takes a kernel function. */
        R kfunc(KfuncReference reference);

        /** Takes a kernel variable, address or configuration value. */
        R extern(ExternReference reference);
    }
}

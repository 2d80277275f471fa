package dev.skep.object;

/**
 * One thing wrong with an object.
 *
 * @param kind which rule is broken
 * @param subject what kind of thing breaks it
 * @param name the name of that thing
 * @param message what, which, and the limit
 */
public record ObjectProblem(Kind kind, Subject subject, String name, String message) {
    /** What a problem is about. */
    public enum Subject {
        /** The object as a whole. */
        OBJECT,
        /** An entry program. */
        PROGRAM,
        /** A function. */
        FUNCTION,
        /** A map. */
        MAP,
        /** A global variable or a constant. */
        GLOBAL,
        /** Something the kernel provides. */
        EXTERN,
        /** A table of functions. */
        STRUCT_OPS,
        /** A type. */
        TYPE
    }

    /** The rules that objects have to keep, each with its number, reason and cure. */
    public enum Kind {
        /** Two things have one name. */
        DUPLICATE_NAME(4001, "loaders find everything by name", "rename one of them"),
        /** A name is no C identifier. */
        BAD_NAME(4002, "the kernel takes letters, digits and underscores, and no digit first", "use another name"),
        /** Code or a table names what the object does not have. */
        UNKNOWN_SYMBOL(4003, "a reference needs something to refer to", "declare it, or correct the name"),
        /** A symbol is used as what it is not. */
        WRONG_SYMBOL(4004, "each way of using a symbol means one kind of thing", "use the reference for that kind"),
        /** A reference leads past the end of a global. */
        OUTSIDE_GLOBAL(4005, "the verifier allows no access outside of a global", "keep the offset within the global"),
        /** A map has keys it cannot have. */
        MAP_KEY(4006, "the kernel refuses a map whose keys do not suit its type", "give the map the keys of its type"),
        /** A map has values it cannot have. */
        MAP_VALUE(
                4007,
                "the kernel refuses a map whose values do not suit its type",
                "give the map the values of its type"),
        /** A map has an impossible size. */
        MAP_ENTRIES(
                4008, "the kernel refuses a map of a size that its type cannot have", "change the number of entries"),
        /** A map has a flag it cannot have, or lacks one it needs. */
        MAP_FLAGS(4009, "the kernel refuses a map with flags that its type does not know", "change the flags"),
        /** What is said about the maps in a map does not fit. */
        MAP_SLOTS(4010, "only a map of maps holds maps, and it needs to know their kind", "describe the inner map"),
        /** A global does not suit its section. */
        GLOBAL_PLACE(4011, "a section holds one kind of data", "move the global to another section"),
        /** A global's type does not have its size. */
        GLOBAL_TYPE(4012, "loaders and tools find the bytes of a global by its type", "give it a type of its size"),
        /** Sizes add up to more than fits. */
        TOO_LARGE(4013, "offsets have 32 bits", "make it smaller"),
        /** A function has no prototype, or code marks a type that is not there. */
        BAD_TYPE(4014, "the kernel checks code and data by their types", "refer to a type of the right kind"),
        /** A type breaks a rule of the kernel. */
        TYPE_RULE(4015, "one wrong type makes the kernel refuse all types of the object", "correct the type"),
        /** The license is none that fits. */
        LICENSE(4016, "loaders take 1 to 127 characters, and ASCII ones", "name a license, for instance GPL"),
        /** A table of functions does not fit its type. */
        STRUCT_OPS(4017, "a member of the table holds a program of the section struct_ops", "name such a program"),
        /** Code cannot be assembled. */
        BAD_CODE(4018, "the function is refused by the assembler", "see the assembler's own message"),
        /** There is nothing in the object. */
        EMPTY(4019, "there is nothing in it to load", "add a program, a function or a map"),
        /** There is more of a kind than loaders take. */
        TOO_MANY(4020, "loaders take only one of these per object", "leave one of them"),
        /** A CO-RE mark does not fit its type or its instruction. */
        CORE(
                4021,
                "loaders compare an instruction with the type that it is marked with, and patch it only if they agree",
                "mark it with a path of the type, and let the instruction hold what is true for that type");

        private final int number;
        private final String why;
        private final String fix;

        Kind(int number, String why, String fix) {
            this.number = number;
            this.why = why;
            this.fix = fix;
        }

        /** The stable code, {@code SKEP4001}. */
        public String id() {
            return "SKEP" + number;
        }

        /** Why it is refused. */
        public String why() {
            return why;
        }

        /** What to do about it. */
        public String fix() {
            return fix;
        }
    }

    /** The problem with its code, reason and cure. */
    @Override
    public String toString() {
        return "[" + kind.id() + "] " + message + "\n  why: " + kind.why() + "\n  fix: " + kind.fix();
    }
}

package dev.skep.asm.text;

/**
 * A symbol of an assembly file.
 *
 * @param name the name; two may share one only if they are temporary
 * @param place where it is
 * @param binding who sees it
 * @param kind what it names
 * @param visibility how widely it is seen
 * @param size bytes of what it names, 0 if unknown
 * @param keeping whether the file keeps it
 */
public record AssemblySymbol(
        String name, Place place, Binding binding, Kind kind, Visibility visibility, long size, Keeping keeping) {
    /** Where a symbol is. */
    public sealed interface Place {
        /** Nowhere: another file or the loader defines it. */
        Place UNDEFINED = new Undefined();

        /** Nowhere. */
        record Undefined() implements Place {}

        /**
         * In a section.
         *
         * @param section index of the section in the file
         * @param offset bytes from its start
         */
        record InSection(int section, long offset) implements Place {}

        /**
         * It is a number.
         *
         * @param value the number
         */
        record Absolute(long value) implements Place {}

        /**
         * The linker makes room for it.
         *
         * @param alignment of the room
         */
        record Common(long alignment) implements Place {}
    }

    /** Who sees a symbol. */
    public enum Binding {
        /** Only its own file. */
        LOCAL,
        /** Every file. */
        GLOBAL,
        /** Every file, if no one else defines it. */
        WEAK
    }

    /** What a symbol names. */
    public enum Kind {
        /** Not said. */
        UNSPECIFIED,
        /** Code. */
        FUNCTION,
        /** Data. */
        OBJECT
    }

    /** How widely a global symbol is seen. */
    public enum Visibility {
        /** As its binding says. */
        DEFAULT,
        /** Only within its component. */
        HIDDEN,
        /** Only within its component, and never called from outside. */
        INTERNAL,
        /** Everywhere, and never replaced. */
        PROTECTED
    }

    /** Whether a file keeps a symbol. */
    public enum Keeping {
        /** It has a name in the file. */
        KEPT,
        /** It is for the text alone: {@code .Ltmp0}. */
        TEMPORARY
    }
}

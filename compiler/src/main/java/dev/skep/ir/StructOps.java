package dev.skep.ir;

import dev.skep.asm.SourceLine;
import java.util.List;

/**
 * A struct of functions that the kernel calls, such as a TCP congestion control: {@code struct type name = { .member = …, … }}. Loaders find the
 * members in the struct of the kernel that runs by their names, so that only those that are given are here.
 *
 * @param name the name of the variable, a map for loaders
 * @param type the name of the kernel's struct
 */
public record StructOps(String name, String type, Attach attach, List<Member> members, SourceLine location) {
    public StructOps {
        members = List.copyOf(members);
    }

    /** When the kernel takes it. */
    public enum Attach {
        /** When user space fills the map; until the map is deleted. */
        REGISTER,
        /** When user space makes a link; kernel 6.4. */
        LINK,
        /** As {@link #REGISTER}, and only if user space asks for the map. */
        OPTIONAL_REGISTER,
        /** As {@link #LINK}, and only if user space asks for the map. */
        OPTIONAL_LINK
    }

    /** A member that is given. */
    public sealed interface Member {
        /** Returns the name that the kernel gives it. */
        String name();
    }

    /**
     * A member that leads to a program.
     *
     * @param function the name of the program in the unit
     */
    public record Program(String name, String function) implements Member {}

    /** A member that is a value: an integer, an enum or characters. */
    public record Data(String name, BpfType type, Initial value) implements Member {}
}

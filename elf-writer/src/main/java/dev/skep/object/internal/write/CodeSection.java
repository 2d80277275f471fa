package dev.skep.object.internal.write;

import dev.skep.asm.MachineCode;
import dev.skep.object.BpfRoutine;
import java.util.List;

/** A section of code: routines one after the other, without gaps. */
public record CodeSection(String name, List<Placed> routines) {
    /** The section of everything that is called. */
    public static final String TEXT = ".text";

    /** Whether what is in this section is called: {@code .text}, or {@code .text.f} of compilers that keep functions apart. */
    public static boolean isText(String name) {
        return name.equals(TEXT) || name.startsWith(TEXT + ".");
    }

    /** A routine at its place in the section. */
    record Placed(BpfRoutine routine, MachineCode code, int offset) {}

    public CodeSection {
        routines = List.copyOf(routines);
    }

    int size() {
        return routines.stream().mapToInt(placed -> placed.code().size()).sum();
    }
}

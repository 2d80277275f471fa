package dev.skep.object;

import dev.skep.asm.MachineCode;
import java.util.List;

/** A section of code: routines one after the other, without gaps. */
record CodeSection(String name, List<Placed> routines) {
    /** The section of everything that is called. */
    static final String TEXT = ".text";

    /** A routine at its place in the section. */
    record Placed(BpfRoutine routine, MachineCode code, int offset) {}

    CodeSection {
        routines = List.copyOf(routines);
    }

    int size() {
        return routines.stream().mapToInt(placed -> placed.code().size()).sum();
    }
}

package dev.skep.dsl;

import dev.skep.ir.MemoryKind;
import java.util.EnumSet;
import java.util.Set;

/** Copies of memory. */
final class Copies {
    /** Memory that is none of the other kinds. */
    private static final Set<MemoryKind> APART =
            EnumSet.of(MemoryKind.STACK, MemoryKind.PACKET, MemoryKind.MAP_VALUE, MemoryKind.RECORD);

    private Copies() {}

    /** {@code memmove(to, from, bytes)}: what may overlap goes by way of the stack, so that all is read before anything is written. */
    static void emit(Place to, Place from, int bytes) {
        var body = to.body();
        var ir = body.ir();
        if (areApart(to, from)) {
            ir.copy(to.base(), to.offset(), from.base(), from.offset(), bytes);
            return;
        }
        var between = body.frame().slot("copy", bytes, Long.BYTES);
        ir.copy(between, 0, from.base(), from.offset(), bytes);
        ir.copy(to.base(), to.offset(), between, 0, bytes);
    }

    private static boolean areApart(Place to, Place from) {
        if (to.pointer().equals(from.pointer())) return true; // an overlap that is known has been refused
        if (to.kind() != from.kind()) return APART.contains(to.kind()) && APART.contains(from.kind());
        return to.origin().frame().isSlot(to.pointer()) && from.origin().frame().isSlot(from.pointer());
    }
}

package dev.skep.processor;

import dev.skep.ir.BpfType;
import dev.skep.ir.Op;
import dev.skep.processor.lowering.LoweredClass;
import java.util.HashMap;
import java.util.Map;

/** The enums of an object that loaders are asked about. They find an enumerator by its place in the enum of a name, of which there is one. */
final class AskedEnums {
    private final Map<String, BpfType> known = new HashMap<>();

    /** Takes an enum that an instruction asks about. */
    void add(Op op, LoweredClass from) throws LinkClasses.Conflict {
        if (!(op instanceof Op.CoreValue asked) || !(asked.type() instanceof BpfType.EnumType enumeration)) return;
        var other = known.putIfAbsent(enumeration.name(), enumeration);
        if (other != null && !other.equals(enumeration))
            throw new LinkClasses.Conflict("`" + from.type().getSimpleName() + "` knows other constants of enum `"
                    + enumeration.name() + "`, too");
    }
}

package dev.skep.processor.bindings;

import dev.skep.btf.BtfIndex;
import java.util.List;

/**
 * What the functions of a kernel take and return.
 *
 * @param ops the structs of functions that programs may implement
 * @param traced what is handed to programs that trace
 */
public record KernelPrototypes(OpsTypes ops, TracedFunctions traced) {
    /** Returns those of the types that were named, if any were. */
    public static KernelPrototypes of(List<BtfIndex> given) {
        return new KernelPrototypes(new OpsTypes(given), new TracedFunctions(given));
    }
}

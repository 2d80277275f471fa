package dev.skep.ir;

import java.util.List;

/**
 * What becomes one object.
 *
 * @param name for messages and file names
 * @param license as the kernel compares it: {@code GPL}, {@code Dual BSD/GPL}, …
 * @param types that BTF must have though no map, global or signature names them, such as ring buffer records
 * @param structOps structs of functions for the kernel to call
 */
public record Unit(
        String name,
        String license,
        List<StructType> types,
        List<MapDefinition> maps,
        List<Global> globals,
        List<Function> functions,
        List<StructOps> structOps) {
    public Unit {
        types = List.copyOf(types);
        maps = List.copyOf(maps);
        globals = List.copyOf(globals);
        functions = List.copyOf(functions);
        structOps = List.copyOf(structOps);
    }

    /** A unit without structs of functions. */
    public Unit(
            String name,
            String license,
            List<StructType> types,
            List<MapDefinition> maps,
            List<Global> globals,
            List<Function> functions) {
        this(name, license, types, maps, globals, functions, List.of());
    }

    /** Returns the same unit with other functions; itself where they are no others. */
    public Unit withFunctions(List<Function> changed) {
        return changed.equals(functions) ? this : new Unit(name, license, types, maps, globals, changed, structOps);
    }
}

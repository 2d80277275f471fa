package dev.skep.object;

import dev.skep.btf.BtfGraph;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;

/**
 * A BPF object: what a loader takes, before or after it is a file. {@code ObjectWriter} makes the file, {@code ObjectReader} reads it.
 *
 * <p>Everything refers to everything else by name: code to maps, globals, functions and externs through
 * {@link dev.skep.asm.SymbolReference}, all of them to types of {@code btf} by {@link dev.skep.btf.BtfId}. The types that only the
 * file format needs (functions, variables, sections, map definitions) the writer adds by itself; those already in {@code btf} are
 * taken as they are.
 *
 * @param order the byte order of the code and of the initial values of globals
 * @param license the license, {@code GPL} or {@code Dual BSD/GPL} for instance; decides which helpers the kernel allows
 * @param programs the entry programs, in order of appearance
 * @param functions what they call, directly or as callbacks
 * @param maps the maps
 * @param globals global variables and constants, in the order in which they lie in their sections
 * @param externs what the kernel provides
 * @param structOps tables of functions for the kernel to call
 * @param btf the types
 */
public record BpfObject(
        ByteOrder order,
        String license,
        List<BpfProgram> programs,
        List<BpfFunction> functions,
        List<BpfMap> maps,
        List<BpfGlobal> globals,
        List<BpfExtern> externs,
        List<BpfStructOps> structOps,
        BtfGraph btf) {
    public BpfObject {
        programs = List.copyOf(programs);
        functions = List.copyOf(functions);
        maps = List.copyOf(maps);
        globals = List.copyOf(globals);
        externs = List.copyOf(externs);
        structOps = List.copyOf(structOps);
    }

    /** All code: functions, then programs. */
    public List<BpfRoutine> routines() {
        return Stream.<BpfRoutine>concat(functions.stream(), programs.stream()).toList();
    }
}

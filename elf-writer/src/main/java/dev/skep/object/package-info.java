/**
 * BPF objects: programs, maps, globals and types, to and from the ELF files that loaders take.
 *
 * <pre>
 * BpfObject   = license BpfProgram* BpfFunction* BpfMap* BpfGlobal* BpfExtern* BpfStructOps* BtfGraph
 * BpfRoutine  = BpfProgram | BpfFunction                       code with a name and a prototype
 * BpfMap      = MapType key:MapPart value:MapPart MapSlots      NONE, so many bytes, or a type
 * MapSlots    = NONE | InnerMaps | Programs                    what a map holds when it is loaded
 * BpfGlobal   = (Variable | Constant) DataSection              data with or without a name and type in the file
 * DataSection = .data | .rodata | .bss | .data.x … | .addr_space.1 | notes
 * BpfExtern   = Kfunc | Ksym | Kconfig
 * BpfStructOps = Attach STRUCT (offset program)*               a table of functions for the kernel
 * </pre>
 *
 * <p>What is said about types is said in {@code BtfGraph}: a tag on a member of a map's value makes it a list's head, one on the
 * {@code FUNC} of a program names its exception callback, one on a parameter of a {@code FUNC} says that it is a context. The
 * writer keeps a {@code FUNC}, {@code VAR} or {@code DATASEC} of the right name that is there already, and what refers to it.
 *
 * <p>The file has two ends: {@link dev.skep.object.ObjectWriter} lays an object out as sections, symbols, relocations and types,
 * {@link dev.skep.object.ObjectReader} reads them back. What a loader would refuse the writer refuses first, in a list of
 * {@link dev.skep.object.ObjectProblem}s. The rooms behind them are {@code internal.write}, {@code internal.read} and
 * {@code internal.rules}. {@link dev.skep.object.link} makes one file of several, {@link dev.skep.object.lint} says what loaders and
 * kernels make of one; both look at files as they are, whoever made them.
 */
@NullMarked
package dev.skep.object;

import org.jspecify.annotations.NullMarked;

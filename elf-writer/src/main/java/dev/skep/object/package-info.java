/**
 * BPF objects: programs, maps, globals and types, to and from the ELF files that loaders take.
 *
 * <pre>
 * BpfObject   = license BpfProgram* BpfFunction* BpfMap* BpfGlobal* BpfExtern* BpfStructOps* BtfGraph
 * BpfRoutine  = BpfProgram | BpfFunction                       code with a name and a prototype
 * BpfMap      = MapType key:MapPart value:MapPart MapSlots      NONE, so many bytes, or a type
 * BpfGlobal   = Variable | Constant                            data with or without a name and type in the file
 * BpfExtern   = Kfunc | Ksym | Kconfig
 * </pre>
 *
 * <p>The file has two ends: {@link dev.skep.object.ObjectWriter} lays an object out as sections, symbols, relocations and types,
 * {@link dev.skep.object.ObjectReader} reads them back. What a loader would refuse the writer refuses first, in a list of
 * {@link dev.skep.object.ObjectProblem}s. The rooms behind them are {@code internal.write}, {@code internal.read} and
 * {@code internal.rules}.
 */
@NullMarked
package dev.skep.object;

import org.jspecify.annotations.NullMarked;

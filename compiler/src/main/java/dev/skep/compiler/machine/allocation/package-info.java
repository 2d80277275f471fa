/**
 * Register allocation: linear scan on SSA form (Wimmer and Franz, 2010).
 *
 * <p>{@link dev.skep.compiler.machine.allocation.Flow} puts the blocks in one line, loops contiguous. {@link
 * dev.skep.compiler.machine.allocation.Lifetimes} finds where each virtual register is live: a list of ranges with holes between. {@link
 * dev.skep.compiler.machine.allocation.LinearScan} walks over them and gives each a register, splitting where none is free all the way;
 * pieces without a register wait in a word of the stack, or nowhere when they can be made again. {@link
 * dev.skep.compiler.machine.allocation.PlaceMoves} then writes the moves that connect the pieces, within blocks and along edges, and block
 * parameters are gone. {@link dev.skep.compiler.machine.allocation.CheckAllocation} knows nothing of all that and proves the outcome.
 *
 * <p>A value is stored to its word once, right where it is defined, so that leaving a register costs nothing anywhere else.
 */
@NullMarked
package dev.skep.compiler.machine.allocation;

import org.jspecify.annotations.NullMarked;

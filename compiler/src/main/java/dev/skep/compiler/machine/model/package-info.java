/**
 * Machine IR: instructions of the machine over virtual registers, what stands between the typed IR and code on r0 to r10.
 *
 * <pre>{@code
 * MachineFunction    = name VirtualRegister* MachineBlock+                 parameters arrive in r1 to r5; the first block is the entry
 * MachineBlock       = label(VirtualRegister*) { MachineInstruction* MachineTerminator }
 * MachineInstruction = Alu | AluImmediate | AluUnary | Convert | Materialize
 *                    | Load | Store | StoreImmediate | Atomic | CompareExchange | Call
 * MachineTerminator  = Goto MachineEdge | If comparison MachineEdge MachineEdge | Exit Source?
 * MachineEdge        = label(Source*)
 * Source             = VirtualRegister | Recipe                            a recipe makes a value from nothing: never spilled, always made again
 * Address            = Base + offset
 * Base               = VirtualRegister | FrameBase
 * }</pre>
 *
 * <p>It is SSA: each virtual register is defined once, and the two-address form of the machine is a {@linkplain
 * dev.skep.compiler.machine.model.Place#RESULT constraint} on the left operand, not a second definition. Which registers an
 * operation needs where is said by its {@link dev.skep.compiler.machine.model.Use uses}; that is all the register allocator knows of it.
 */
@NullMarked
package dev.skep.compiler.machine.model;

import org.jspecify.annotations.NullMarked;

/**
 * The typed IR that annotated Java and the fluent API meet in: SSA with block parameters instead of phis.
 *
 * <pre>{@code
 * Unit       = name license Struct* Map* Global* Function* StructOps*   one object
 * StructOps  = name type Attach (member (program | Initial))*     a struct of functions for the kernel
 * Function   = name kind Parameter* Slot* Block+                  the first block is the entry
 * Block      = label(Value*) { Op* Terminator }                   parameters carry what phis carry elsewhere
 * Op         = Constant | Binary | Negate | Extend | Truncate | SwapBytes | Compare | Reinterpret | CastArena
 *            | FieldAddress | CoreValue | StackAddress | GlobalAddress | MapAddress | FunctionAddress
 *            | Load | Store | Zero | Copy | AtomicUpdate | AtomicFetch | CompareExchange
 *            | CallHelper | CallFunction | CallKfunc | Assembly
 * Terminator = Jump Target | Branch cond Value Value Target Target | Switch Value (long Target)* Target
 *            | Return Value | ReturnVoid
 * Target     = label(Value*)
 * }</pre>
 *
 * <p>A value is an {@code i32}, an {@code i64} or a pointer into a {@linkplain dev.skep.ir.MemoryKind kind of memory}; narrower integers
 * exist in memory only, so a load says how it extends and a store how much it keeps. What lies in memory is described by
 * {@link dev.skep.ir.BpfType}, the source of BTF. Arithmetic means what the instruction set defines: wrapping, masked shift counts,
 * {@code x / 0 == 0}, {@code x % 0 == x}. Every op has the source line that caused it. All types here are immutable; passes are functions
 * from {@code Function} to {@code Function}.
 *
 * <p>Here is the data. {@link dev.skep.ir.build.IrBuilder} makes it, {@link dev.skep.ir.check.IrChecker} says whether it is sound, {@link
 * dev.skep.ir.text.IrPrinter} and {@link dev.skep.ir.text.IrParser} turn it into text and back.
 */
@NullMarked
package dev.skep.ir;

import org.jspecify.annotations.NullMarked;

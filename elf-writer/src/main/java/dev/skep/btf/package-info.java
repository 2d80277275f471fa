/**
 * BPF Type Format (the kernel's {@code Documentation/bpf/btf.rst}): types, their graph, reading, writing and printing.
 *
 * <pre>
 * BtfGraph  = BtfType*                                     the n-th has BtfId n; BtfId 0 is void
 * BtfType   = Int | Ptr | Array | Composite | Enum | Enum64 | Fwd | Modifier | Func | FuncProto | Var | DataSec | Float | DeclTag
 * Composite = Struct | Union
 * Modifier  = Typedef | Volatile | Const | Restrict | TypeTag
 * </pre>
 *
 * <p>A type refers to others by {@link dev.skep.btf.BtfId}; so types are plain values, equality is structural and cycles are no
 * trouble. {@link dev.skep.btf.BtfReader} and {@link dev.skep.btf.BtfWriter} know the wire, {@code BtfValidator} the
 * rules of the kernel, and nobody here knows ELF.
 */
@NullMarked
package dev.skep.btf;

import org.jspecify.annotations.NullMarked;

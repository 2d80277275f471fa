/**
 * BPF Type Format (the kernel's {@code Documentation/bpf/btf.rst}): types, their graph, reading, writing, merging and printing.
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
 * rules of the kernel, and nobody here knows ELF. {@link dev.skep.btf.BtfSections} reads what an object has of it, and lets lines be
 * moved without a look at them ({@link dev.skep.btf.LineBlock}). {@link dev.skep.btf.BtfIndex} is for those who need a few of the
 * kernel's types.
 *
 * <p>What makes a graph of another answers with a {@link dev.skep.btf.BtfMapping}, which tells what became of each type: {@link
 * dev.skep.btf.BtfMerge} of several graphs, {@link dev.skep.btf.BtfDedup} of equal structures, {@link dev.skep.btf.BtfClosure} of some
 * types and what they need. {@link dev.skep.btf.BtfLayout} tells where things lie; {@link dev.skep.btf.BtfPrinter}, {@link
 * dev.skep.btf.BtfCPrinter} and {@link dev.skep.btf.BtfJsonPrinter} print. None of them costs more than the types are large, whoever
 * wrote them.
 */
@NullMarked
package dev.skep.btf;

import org.jspecify.annotations.NullMarked;

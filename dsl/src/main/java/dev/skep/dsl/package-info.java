/**
 * The fluent API: BPF programs written by programs, for rule engines, query planners, filters per tenant.
 *
 * <pre>{@code
 * public final class HitCounter {
 *     private static final HashMapDef<Be32, U64> HITS = hashMap("hits", BE32, U64).maxEntries(1024);
 *
 *     public static ObjectFile object() {
 *         return BpfObjects.build("hit_counter", o -> o.license(GPL).program("count", xdp(), HitCounter::count));
 *     }
 *
 *     private static void count(XdpBuilder p) {
 *         var packet = p.packet();
 *
 *         var ethernet = packet.next(EthHdr.TYPE).orElseReturn(PASS);
 *         p.ifThen(ethernet.get(EthHdr.PROTO).ne(ETH_P_IP), () -> p.return_(PASS));
 *
 *         var ip = packet.next(Ipv4Hdr.TYPE).orElseReturn(PASS);
 *         var source = ip.get(Ipv4Hdr.SADDR);
 *
 *         p.lookup(HITS, source).ifPresentOrElse(
 *                 hit -> hit.atomicAdd(1), () -> p.update(HITS, source, u64(1), NOEXIST));
 *
 *         p.return_(PASS);
 *     }
 * }
 * }</pre>
 *
 * <p>{@link dev.skep.dsl.BpfObjects} builds an object from {@link dev.skep.dsl.ProgramType programs}. What these share is declared once, in
 * constants: {@link dev.skep.dsl.StructDef structs}, {@link dev.skep.dsl.MapDef maps}, {@link dev.skep.dsl.GlobalDef globals}, {@link dev.skep.dsl.ConfigDef settings},
 * {@link dev.skep.dsl.SubprogramDef subprograms}; an object holds those that its programs use.
 *
 * <p>Programs say what annotated Java says, without Java's syntax:
 *
 * <ul>
 *   <li><em>Programs</em> in {@link dev.skep.dsl.ProgramType}; what the kernel hands them is a {@link dev.skep.dsl.Context}, whose fields stand
 *       in {@link dev.skep.dsl.context}, and the {@link dev.skep.dsl.Packet} in it; to those that trace it is the arguments that a
 *       {@link dev.skep.dsl.KernelSignature} tells. A {@link dev.skep.dsl.StructOpsDef} is a struct of functions for the kernel to call.
 *   <li><em>Maps</em> of every type: each {@link dev.skep.dsl.MapDef} is made by a method of its class, {@code hashMap}, {@code queue},
 *       {@code arrayOfMaps}, {@code sockMap}, …; {@link dev.skep.dsl.FunctionBuilder} and {@link dev.skep.dsl.ProgramBuilder} have what
 *       programs do with them. A {@link dev.skep.dsl.SpinLock} in a value lets one CPU at a time at it.
 *   <li><em>Helpers</em>: {@code p.call(Helper.REDIRECT, ifindex, 0).s64()} calls any of them as the kernel's table says, frequent ones have
 *       a method of their own, and the structs that they take stand in {@link dev.skep.dsl.uapi}; what they find and lend must be given
 *       back. {@code p.callKfunc(…)} calls functions of the kernel that return integers.
 *   <li><em>Statements</em>, in {@link dev.skep.dsl.StatementBuilder}: {@code ifThen}, {@code while_}, {@code doWhile}, {@code for_},
 *       {@code range} and {@code forEach}, left by the {@link dev.skep.dsl.Loop} of any of them; {@code block}s that are left, too;
 *       {@code switch_}, {@code choose} and {@code select}, also as values; {@code loop} and {@code forEach} over maps, whose lambdas the
 *       kernel calls back; {@code rcuReadLock} and {@code preemptDisable}, which end however they are left.
 *   <li><em>Types</em>, in {@link dev.skep.dsl.Types}: numbers with and without sign, truths, {@linkplain dev.skep.dsl.EnumDef
 *       enumerations}, numbers in network order, {@linkplain dev.skep.dsl.StructDef structs} and unions with bit-fields and any placement,
 *       {@linkplain dev.skep.dsl.Array arrays} whose indexes are proved, bytes and text; {@link dev.skep.dsl.Ref} for what refers now to
 *       this and now to that.
 *   <li><em>Data</em>: {@link dev.skep.dsl.GlobalDef variables and constants}, {@link dev.skep.dsl.ConfigDef settings} and
 *       {@linkplain dev.skep.dsl.Contents what they hold at first}; {@link dev.skep.dsl.ExternDef what the kernel has} and its {@link dev.skep.dsl.KernelVariable variables}; atomic operations on
 *       a {@link dev.skep.dsl.Cell}.
 *   <li><em>Functions</em>: a Java method is one in place; {@link dev.skep.dsl.SubprogramDef} makes those that stay functions, and those that
 *       the verifier checks by their parameters alone.
 *   <li><em>The kernel's structs</em>: {@link dev.skep.dsl.KernelStruct}, and {@link dev.skep.dsl.Core} for questions about them.
 * </ul>
 *
 * <p>What has no form here is what Java's syntax is for: promotion of narrow operands (a number keeps its type until {@code to}), cases that
 * fall through, {@code return} from a method in place (a {@code block} is left instead), and records (a struct in {@code local} memory is a
 * value). Not there yet are static probes; timers, work queues and pointers to objects of the kernel in values of maps; dynptrs;
 * references to objects of the kernel, and loops over them.
 *
 * <p>Four rules make programs read as they run:
 *
 * <ul>
 *   <li>A statement is emitted when its method is called. {@link dev.skep.dsl.Scalar Values} are computed there and never change;
 *       a {@link dev.skep.dsl.Var} does.
 *   <li>A block is a lambda, run once where it stands, on the one builder of its program. What it is given are values: a hit, a loop.
 *   <li>What the verifier demands is asked by the types: what may be missing is a {@link dev.skep.dsl.Maybe}, numbers in network order
 *       meet others {@linkplain dev.skep.dsl.NetworkInteger#toHost() in host order} only, unsigned and signed numbers after a
 *       {@linkplain dev.skep.dsl.HostInteger#to conversion}, and a {@link dev.skep.dsl.Reserved} record is submitted or discarded.
 *   <li>A mistake is an exception at the line that makes it, and leaves the program as it was before.
 * </ul>
 *
 * <p>The IR gets the line of every statement: the verifier's log and {@code bpftool prog dump} show the Java that caused an instruction.
 */
@NullMarked
package dev.skep.dsl;

import org.jspecify.annotations.NullMarked;

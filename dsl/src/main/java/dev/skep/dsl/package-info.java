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
 * constants: {@link dev.skep.dsl.StructDef structs}, maps ({@link dev.skep.dsl.HashMapDef}, {@link dev.skep.dsl.ArrayDef},
 * {@link dev.skep.dsl.RingBufferDef}), {@link dev.skep.dsl.GlobalDef globals}, {@link dev.skep.dsl.ConfigDef settings},
 * {@link dev.skep.dsl.SubprogramDef subprograms}; an object holds those that its programs use.
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

package dev.skep.dsl.tests;

import static dev.skep.dsl.ArrayDef.array;
import static dev.skep.dsl.Case.case_;
import static dev.skep.dsl.Case.default_;
import static dev.skep.dsl.ConfigDef.config;
import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.cgroupSkb;
import static dev.skep.dsl.ProgramType.rawTracepoint;
import static dev.skep.dsl.ProgramType.tc;
import static dev.skep.dsl.ProgramType.tracepoint;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.RingBufferDef.ringBuffer;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.SubprogramDef.subprogram;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.Types.chars;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.Types.u64;
import static dev.skep.dsl.UpdateFlag.ANY;
import static dev.skep.dsl.UpdateFlag.NOEXIST;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.XdpAction.TX;
import static dev.skep.kernel.SectionKind.CGROUP_SKB_EGRESS;

import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.Be32;
import dev.skep.dsl.Bytes;
import dev.skep.dsl.CgroupVerdict;
import dev.skep.dsl.ConfigDef;
import dev.skep.dsl.Field;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.ObjectBuilder;
import dev.skep.dsl.ParameterDef;
import dev.skep.dsl.RingBufferDef;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.SubprogramDef;
import dev.skep.dsl.TcAction;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import dev.skep.dsl.Units;
import dev.skep.dsl.XdpBuilder;
import dev.skep.dsl.context.RawTracepointArgs;
import dev.skep.dsl.context.SkBuff;
import dev.skep.dsl.context.XdpMd;
import dev.skep.dsl.net.EthHdr;
import dev.skep.dsl.net.Ipv4Hdr;
import dev.skep.dsl.net.TcpHdr;
import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrPrinter;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What each construct becomes: the IR is golden text, without source lines. */
class ConstructsTest {
    private static final StructDef FLOW = struct("flow");
    private static final Field<Be32> ADDRESS = FLOW.field("address", BE32);
    private static final Field<U16> PORT = FLOW.field("port", U16);

    private static final StructDef EVENT = struct("event");
    private static final Field<U64> TIME = EVENT.field("time", U64);
    private static final Field<Struct> WHO = EVENT.field("who", FLOW);
    private static final Field<Bytes> COMM = EVENT.field("comm", chars(16));
    private static final Field<U8> KIND = EVENT.field("kind", U8);
    private static final Field<U8> LOW = EVENT.bits("low", KIND, 0, 3);

    private static final HashMapDef<Be32, U64> HITS = hashMap("hits", BE32, U64).maxEntries(1024);
    private static final HashMapDef<Struct, Struct> FLOWS =
            hashMap("flows", FLOW, EVENT).maxEntries(16);
    private static final ArrayDef<Bytes> BLOBS = array("blobs", bytes(8)).maxEntries(4);
    private static final RingBufferDef EVENTS = ringBuffer("events", EVENT).bytes(4096);
    private static final GlobalDef<U64> SEEN = global("seen", U64);
    private static final GlobalDef<U32> LIMIT = global("limit", U32, 100);
    private static final GlobalDef<Struct> LAST = global("last", EVENT);
    private static final ConfigDef<U32> MODE = config("mode", U32, 1);

    private static final SubprogramDef<U16> FOLD = subprogram("fold", U16, f -> {
        var sum = f.parameter(ConstructsTest.SUM);
        var once = sum.and(0xffff).add(sum.rsh(16));
        f.return_(once.add(once.rsh(16)).to(U16));
    });
    private static final ParameterDef<U32> SUM = FOLD.parameter("sum", U32);

    private static final StructDef EXEC = struct("exec");
    private static final Field<U64> COMMON = EXEC.field("common", U64);
    private static final Field<U32> FILENAME = EXEC.field("filename", U32);
    private static final Field<U32> PID = EXEC.field("pid", U32);

    @TestFactory
    Stream<DynamicTest> becomesThisIr() {
        return Stream.of(
                program("if_then", p -> p.ifThen(p.prandomU32().gt(7), () -> p.return_(DROP))),
                program("if_then_else", p -> {
                    var size = p.variable(u32(0));
                    p.ifThenElse(p.prandomU32().eq(7), () -> size.set(1), () -> size.set(2));
                    p.global(LIMIT).set(size.get());
                }),
                program("conditions", p -> {
                    var a = p.prandomU32();
                    var b = p.prandomU32();
                    var middle = a.gt(3).and(a.lt(9)).or(b.eq(a).and(b.ne(0)).not());
                    p.ifThen(middle, () -> p.return_(DROP));
                }),
                program("select", p -> {
                    var a = p.prandomU32();
                    p.global(LIMIT).set(p.select(a.lt(10), a, u32(10)));
                }),
                program(
                        "repeat",
                        p -> p.repeat(10, (i, loop) -> {
                            p.ifThen(p.prandomU32().eq(i), loop::continue_);
                            p.ifThen(p.prandomU32().eq(0), loop::break_);
                            p.global(SEEN).atomicAdd(i.to(U64));
                        })),
                program("while", p -> {
                    var left = p.variable(p.prandomU32().and(15));
                    p.while_(() -> left.get().ne(0), loop -> {
                        left.set(left.get().sub(1));
                        p.ifThen(left.get().eq(3), loop::continue_);
                        p.ifThen(left.get().eq(2), loop::break_);
                        p.global(SEEN).atomicAdd(1);
                    });
                }),
                program(
                        "switch",
                        p -> p.switch_(
                                p.prandomU32(),
                                case_(6).then(() -> p.return_(DROP)),
                                case_(17, 0xffffffffL).then(() -> p.global(SEEN).set(1)),
                                default_(() -> p.return_(TX)))),
                program("unsigned_arithmetic", p -> {
                    var a = p.global(LIMIT).get();
                    var b = p.prandomU32();
                    p.global(LIMIT)
                            .set(a.add(b)
                                    .sub(1)
                                    .mul(b)
                                    .div(3)
                                    .mod(b)
                                    .lsh(2)
                                    .rsh(b)
                                    .and(255)
                                    .or(1)
                                    .xor(b)
                                    .not()
                                    .neg());
                }),
                program("signed_arithmetic", p -> {
                    var a = p.global(LIMIT).get().to(S32);
                    var small = a.div(-3).mod(a).rsh(4).le(s32(-1)).or(a.gt(7));
                    p.ifThen(small, () -> p.return_(DROP));
                }),
                program("narrow_arithmetic", p -> {
                    var a = p.prandomU32().to(U8);
                    p.global(LIMIT).set(a.add(1).and(0xf0).lsh(3).rsh(1).neg().to(U32));
                }),
                program("conversions", p -> {
                    var a = p.prandomU32();
                    p.global(SEEN).set(a.to(U64));
                    p.global(SEEN).set(a.to(S32).to(S64).to(U64));
                    p.global(SEEN).set(a.to(U8).to(S64).to(U16).to(U64));
                    p.global(SEEN)
                            .set(p.global(SEEN)
                                    .get()
                                    .to(U16)
                                    .toNetwork()
                                    .toHost()
                                    .to(U64));
                }),
                program("headers", p -> {
                    var packet = p.packet();
                    var ethernet = packet.next(EthHdr.TYPE).orElseReturn(PASS);
                    ethernet.get(EthHdr.DEST).copyFrom(ethernet.get(EthHdr.SOURCE));
                    p.ifThen(ethernet.get(EthHdr.PROTO).ne(0x0800), () -> p.return_(PASS));
                    packet.next(Ipv4Hdr.TYPE).ifPresent(ip -> {
                        ip.set(Ipv4Hdr.TTL, ip.get(Ipv4Hdr.TTL).sub(1));
                        packet.skip(ip.get(Ipv4Hdr.IHL).to(U32).lsh(2).sub(20).and(0x3c));
                        packet.next(TcpHdr.TYPE)
                                .ifPresent(tcp -> p.ifThen(
                                        tcp.get(TcpHdr.SYN)
                                                .ne(0)
                                                .and(tcp.get(TcpHdr.DEST).eq(80)),
                                        () -> p.return_(DROP)));
                    });
                }),
                program("map_of_scalars", p -> {
                    var ip = p.packet().next(Ipv4Hdr.TYPE).orElseReturn(PASS);
                    var source = ip.get(Ipv4Hdr.SADDR);
                    p.lookup(HITS, source)
                            .ifPresentOrElse(hit -> hit.atomicAdd(1), () -> p.update(HITS, source, u64(1), NOEXIST));
                    p.delete(HITS, ip.get(Ipv4Hdr.DADDR));
                }),
                program("map_of_structs", p -> {
                    var key = p.local(FLOW);
                    key.set(PORT, 53);
                    key.set(ADDRESS, 0x0a000001);
                    var event = p.lookup(FLOWS, key).orElseReturn(PASS);
                    event.at(TIME).atomicAdd(1);
                    event.set(WHO, key);
                    event.get(WHO).set(PORT, 54);
                    event.set(LOW, 5);
                    p.update(FLOWS, event.get(WHO), event, ANY);
                }),
                program("map_of_bytes", p -> p.lookup(BLOBS, u32(3)).ifPresent(blob -> {
                    blob.set(0, blob.get(7));
                    blob.zero();
                })),
                program("ring_buffer", p -> p.reserve(EVENTS)
                        .ifPresentOrElse(
                                event -> {
                                    event.asBytes().zero();
                                    event.set(TIME, p.ktimeGetNs());
                                    p.currentComm(event.get(COMM));
                                    p.ifThenElse(p.prandomU32().eq(0), event::submit, event::discard);
                                },
                                () -> p.return_(DROP))),
                program("globals", p -> {
                    p.global(LIMIT).set(p.global(LIMIT).get().add(1));
                    p.global(LAST).set(TIME, p.global(SEEN).get());
                    p.global(LAST).at(TIME).set(7);
                    p.ifThen(p.config(MODE).eq(2), () -> p.return_(DROP));
                }),
                program("atomics", p -> {
                    var seen = p.global(SEEN);
                    seen.atomicAdd(1);
                    seen.atomicOr(2);
                    seen.atomicAnd(3);
                    seen.atomicXor(4);
                    seen.set(seen.fetchAdd(5).add(seen.exchange(6)).add(seen.compareExchange(u64(6), u64(7))));
                }),
                program("helpers", p -> {
                    p.global(SEEN).set(p.currentPidTgid().add(p.currentUidGid()).add(p.ktimeGetNs()));
                    p.global(LIMIT).set(p.smpProcessorId().add(p.prandomU32()));
                    p.probeReadKernel(p.local(bytes(16)), p.global(SEEN).get());
                }),
                program("subprogram", p -> {
                    var once = p.call(FOLD, SUM.of(p.prandomU32()));
                    p.global(SEEN).set(once.add(p.call(FOLD, SUM.of(70000))).to(U64));
                }),
                program(
                        "context",
                        p -> p.ifThen(p.context().get(XdpMd.INGRESS_IFINDEX).eq(1), () -> p.return_(DROP))),
                object(
                        "tc",
                        o -> o.program("filter", tc(), p -> {
                            p.ifThen(p.context().get(SkBuff.PROTOCOL).eq(0x86dd), () -> p.return_(TcAction.SHOT));
                            p.context().set(SkBuff.MARK, 1);
                            p.packet().next(EthHdr.TYPE).ifPresent(ethernet -> ethernet.set(EthHdr.PROTO, 0x0800));
                            p.return_(TcAction.OK);
                        })),
                object(
                        "cgroup_skb",
                        o -> o.program("guard", cgroupSkb(CGROUP_SKB_EGRESS), p -> {
                            var ip = p.packet().next(Ipv4Hdr.TYPE).orElseReturn(CgroupVerdict.ALLOW);
                            p.ifThen(ip.get(Ipv4Hdr.VERSION).eq(4), () -> p.return_(CgroupVerdict.DENY));
                            p.return_(CgroupVerdict.ALLOW);
                        })),
                object(
                        "tracepoint",
                        o -> o.program("on_exec", tracepoint("sched", "sched_process_exec"), p -> {
                            p.global(SEEN).set(p.context().as(EXEC).get(PID).to(U64));
                            p.return_(0);
                        })),
                object(
                        "raw_tracepoint",
                        o -> o.program("on_raw", rawTracepoint("sched_process_exec"), p -> {
                            p.global(SEEN).set(p.context().get(RawTracepointArgs.argument(2)));
                            p.return_(1);
                        })));
    }

    private static DynamicTest program(String name, Consumer<XdpBuilder> statements) {
        return object(
                name,
                o -> o.program("test", xdp(), p -> {
                    statements.accept(p);
                    p.return_(PASS);
                }));
    }

    private static DynamicTest object(String name, Consumer<ObjectBuilder> contents) {
        return DynamicTest.dynamicTest(name, () -> {
            var unit = Units.of(o -> contents.accept(o.license(GPL)));
            IrChecker.check(unit);
            var text = IrPrinter.print(unit).replaceAll(" @(\"[^\"]*\":)?\\d+", "");
            Golden.check(ConstructsTest.class, name, text);
        });
    }
}

package dev.skep.dsl.tests;

import static dev.skep.dsl.ArrayDef.array;
import static dev.skep.dsl.Case.case_;
import static dev.skep.dsl.Case.default_;
import static dev.skep.dsl.ConfigDef.config;
import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.rawTracepoint;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.RingBufferDef.ringBuffer;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.SubprogramDef.subprogram;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.s8;
import static dev.skep.dsl.Types.u16;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.Types.u64;
import static dev.skep.dsl.Types.u8;
import static dev.skep.dsl.UpdateFlag.ANY;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.tests.Misuse.definition;
import static dev.skep.dsl.tests.Misuse.fatal;
import static dev.skep.dsl.tests.Misuse.row;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.Bytes;
import dev.skep.dsl.Field;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.License;
import dev.skep.dsl.Loop;
import dev.skep.dsl.Maybe;
import dev.skep.dsl.ObjectBuilder;
import dev.skep.dsl.ParameterDef;
import dev.skep.dsl.Reserved;
import dev.skep.dsl.RingBufferDef;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.SubprogramDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import dev.skep.dsl.Units;
import dev.skep.dsl.Var;
import dev.skep.dsl.XdpBuilder;
import dev.skep.dsl.context.RawTracepointArgs;
import dev.skep.dsl.context.XdpMd;
import dev.skep.dsl.net.EthHdr;
import dev.skep.dsl.net.Ipv4Hdr;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Wrong uses: each is an exception with this message, thrown at the user's line, and leaves the function as it was. */
class MisuseTest {
    private static final StructDef EVENT = struct("event");
    private static final Field<U64> TIME = EVENT.field("time", U64);
    private static final Field<U8> KIND = EVENT.field("kind", U8);
    private static final Field<U8> LOW = EVENT.bits("low", KIND, 0, 3);
    private static final Field<Bytes> COMM = EVENT.field("comm", bytes(16));
    private static final StructDef OTHER = struct("other");
    private static final Field<U32> OTHER_FIELD = OTHER.field("field", U32);
    private static final RingBufferDef EVENTS = ringBuffer("events", EVENT).bytes(4096);
    private static final HashMapDef<Struct, U64> MAP =
            hashMap("map", EVENT, U64).maxEntries(1);
    private static final ArrayDef<Bytes> BLOBS = array("blobs", bytes(8)).maxEntries(1);
    private static final HashMapDef<U32, U64> BY_NUMBER =
            hashMap("by_number", U32, U64).maxEntries(1);

    private static final SubprogramDef<U32> TWICE = subprogram("twice", U32, f -> f.return_(f.parameter(MisuseTest.X)));
    private static final ParameterDef<U32> X = TWICE.parameter("x", U32);
    private static final SubprogramDef<U32> NOISE = subprogram("noise", U32, f -> f.return_(f.prandomU32()));
    private static final ParameterDef<U32> UNUSED = NOISE.parameter("unused", U32);

    private static final SubprogramDef<U32> AGAIN = subprogram("again", U32, f -> f.return_(f.call(MisuseTest.AGAIN)));

    private static final StructDef EVENT_COPY = struct("event");
    private static final Field<U64> TIME_COPY = EVENT_COPY.field("time", U64);
    private static final Field<U8> KIND_COPY = EVENT_COPY.field("kind", U8);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> refusesAStatement() {
        return Stream.of(
            row("after a return",            "nothing reaches this statement of `test`: every path before it has returned or left its loop",
                (p, guilty) -> { p.return_(DROP); guilty.at(() -> p.ktimeGetNs()); guilty.at(() -> p.return_(PASS)); }),
            row("after both arms returned",  "nothing reaches this statement of `test`: every path before it has returned or left its loop",
                (p, guilty) -> { p.ifThenElse(p.prandomU32().eq(1), () -> p.return_(DROP), () -> p.return_(PASS)); guilty.at(() -> p.ktimeGetNs()); }),
            row("after a break",             "nothing reaches this statement of `test`: every path before it has returned or left its loop",
                (p, guilty) -> { p.repeat(3, (i, loop) -> { loop.break_(); guilty.at(() -> loop.continue_()); }); p.return_(PASS); }),
            row("zero times",                "repeat 0 times, need at least 1",
                (p, guilty) -> { guilty.at(() -> p.repeat(0, (i, loop) -> {})); p.return_(PASS); }),
            row("case twice",                "case 6 stands twice in one switch",
                (p, guilty) -> { var x = p.prandomU32(); guilty.at(() -> p.switch_(x, case_(6).then(() -> {}), case_(5, 6).then(() -> {}))); p.return_(PASS); }),
            row("case twice in one",         "case 6 stands twice in one switch",
                (p, guilty) -> { guilty.at(() -> case_(6, 6)); p.return_(PASS); }),
            row("default twice",             "a switch has two default cases",
                (p, guilty) -> { var x = p.prandomU32(); guilty.at(() -> p.switch_(x, default_(() -> {}), default_(() -> {}))); p.return_(PASS); }),
            row("case out of range",         "256 does not fit in u8 (0 to 255)",
                (p, guilty) -> { var x = p.prandomU32().to(U8); guilty.at(() -> p.switch_(x, case_(256).then(() -> {}))); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAValue() {
        return Stream.of(
            row("of an ended block",         "the value of LINE is used after its block has ended; a variable made before the block carries values out",
                (p, guilty) -> { var leak = new ArrayList<U32>(); p.ifThen(p.prandomU32().eq(1), () -> leak.add(p.prandomU32())); guilty.at(() -> leak.get(0).add(1)); p.return_(PASS); }),
            row("in a condition, too",       "the value of LINE is used after its block has ended; a variable made before the block carries values out",
                (p, guilty) -> { var leak = new ArrayList<U32>(); p.ifThen(p.prandomU32().eq(1), () -> leak.add(p.prandomU32())); var asked = leak.get(0).eq(1).or(leak.get(0).eq(2)).not(); guilty.at(() -> p.ifThen(asked, () -> {})); p.return_(PASS); }),
            row("too big a literal",         "256 does not fit in u8 (0 to 255)",
                (p, guilty) -> { var x = p.prandomU32().to(U8); guilty.at(() -> x.eq(256)); guilty.at(() -> u8(256)); p.return_(PASS); }),
            row("too small a literal",       "-1 does not fit in u16 (0 to 65535)",
                (p, guilty) -> { guilty.at(() -> u16(-1)); p.return_(PASS); }),
            row("a signed literal",          "128 does not fit in s8 (-128 to 127)",
                (p, guilty) -> { guilty.at(() -> s8(128)); p.return_(PASS); }),
            row("network order",             "65536 does not fit in be16 (0 to 65535)",
                (p, guilty) -> { var proto = p.packet().next(EthHdr.TYPE).orElseReturn(PASS).get(EthHdr.PROTO); guilty.at(() -> proto.eq(65536)); p.return_(PASS); }),
            row("too far a shift",           "shift count 32 of u32 is not in 0 to 31",
                (p, guilty) -> { var x = p.prandomU32(); guilty.at(() -> x.lsh(32)); p.return_(PASS); }),
            row("rotated bytes",             "numbers of 32 and 64 bits are rotated, u8 has 8",
                (p, guilty) -> { var x = p.prandomU32().to(U8); guilty.at(() -> x.rotateLeft(u8(1))); p.return_(PASS); }),
            row("too big for bits",          "8 does not fit in 3 bits",
                (p, guilty) -> { var event = p.local(EVENT); guilty.at(() -> event.set(LOW, 8)); p.return_(PASS); }),
            row("variable of an ended block", "the variable of LINE is used after its block has ended; a variable made before the block carries values out",
                (p, guilty) -> { var leak = new ArrayList<Var<U32>>(); p.ifThen(p.prandomU32().eq(1), () -> leak.add(p.variable(u32(1)))); guilty.at(() -> leak.get(0).get()); p.return_(PASS); }),
            row("loop that has ended",       "the loop of LINE is used after its block has ended; a variable made before the block carries values out",
                (p, guilty) -> { var leak = new ArrayList<Loop>(); p.repeat(3, (i, loop) -> leak.add(loop)); guilty.at(() -> leak.get(0).break_()); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesMemory() {
        return Stream.of(
            row("field of another struct",   "`other.field` is no field of struct `event`",
                (p, guilty) -> { var event = p.local(EVENT); guilty.at(() -> event.get(OTHER_FIELD)); p.return_(PASS); }),
            row("key of another struct",     "struct `other` where struct `event` is wanted",
                (p, guilty) -> { var key = p.local(OTHER); guilty.at(() -> p.lookup(MAP, key)); p.return_(PASS); }),
            row("bytes of another length",   "6 bytes where 16 are wanted",
                (p, guilty) -> { var event = p.local(EVENT); var mac = p.local(bytes(6)); guilty.at(() -> event.set(COMM, mac)); p.return_(PASS); }),
            row("overlapping copy",          "source and destination of a copy overlap",
                (p, guilty) -> { var event = p.local(EVENT); guilty.at(() -> event.asBytes().copyFrom(event.asBytes())); p.return_(PASS); }),
            row("index too big",             "index 6 of 6 bytes",
                (p, guilty) -> { var mac = p.local(bytes(6)); guilty.at(() -> mac.get(6)); p.return_(PASS); }),
            row("bytes as a larger struct",  "struct `event` has 32 bytes, and here are 16",
                (p, guilty) -> { var event = p.local(EVENT); guilty.at(() -> event.get(COMM).as(EVENT)); p.return_(PASS); }),
            row("bytes as what is not there", "struct `other` lies at multiples of 4 bytes, and this memory on the stack may not",
                (p, guilty) -> { var event = p.local(EVENT); guilty.at(() -> event.get(COMM).as(OTHER)); p.return_(PASS); }),
            row("atomic where bytes are odd", "a number in a packed struct may lie across two words, and nothing atomic works there",
                (p, guilty) -> { var other = p.lookup(BLOBS, u32(0)).orElseReturn(PASS).part(1, 4).as(OTHER); guilty.at(() -> other.at(OTHER_FIELD).atomicAdd(1)); p.return_(PASS); }),
            row("address of bits",           "bits have no address; get and set them through their struct",
                (p, guilty) -> { var event = p.local(EVENT); guilty.at(() -> event.at(LOW)); p.return_(PASS); }),
            row("narrow atomic",             "atomic operations have 32 or 64 bits, u8 has 8",
                (p, guilty) -> { var event = p.local(EVENT); guilty.at(() -> event.at(KIND).atomicAdd(1)); p.return_(PASS); }),
            row("atomic on a packet",        "the verifier allows no atomic operation on packet and context memory",
                (p, guilty) -> { var ip = p.packet().next(EVENT).orElseReturn(PASS); guilty.at(() -> ip.at(TIME).fetchAdd(1)); p.return_(PASS); }),
            row("write to the context",      "`xdp_md.rx_queue_index` cannot be written: no program may write it",
                (p, guilty) -> { guilty.at(() -> p.context().set(XdpMd.RX_QUEUE_INDEX, 1)); p.return_(PASS); }),
            row("helper to a packet",        "this helper does not write to packets; let it write to p.local(…) and copy",
                (p, guilty) -> { var event = p.packet().next(EVENT).orElseReturn(PASS); guilty.at(() -> p.currentComm(event.get(COMM))); p.return_(PASS); }),
            row("memory of an ended block",  "the memory of LINE is used after its block has ended; a variable made before the block carries values out",
                (p, guilty) -> { var leak = new ArrayList<Struct>(); p.packet().next(EVENT).ifPresent(leak::add); guilty.at(() -> leak.get(0).get(TIME)); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatMayBeMissing() {
        return Stream.of(
            row("looked at twice",           "lookup(by_number) of LINE is looked at a second time",
                (p, guilty) -> { var found = p.lookup(BY_NUMBER, u32(1)); found.ifPresent(v -> v.set(1)); guilty.at(() -> found.ifPresent(v -> {})); p.return_(PASS); }),
            row("next before the first",     "next(ethhdr) of LINE is not looked at yet",
                (p, guilty) -> { var packet = p.packet(); var first = packet.next(EthHdr.TYPE); guilty.at(() -> packet.next(Ipv4Hdr.TYPE)); guilty.at(() -> packet.skip(4)); first.orElseReturn(PASS); p.return_(PASS); }),
            row("result of an ended block",  "the result of LINE is used after its block has ended; a variable made before the block carries values out",
                (p, guilty) -> { var leak = new ArrayList<Maybe<?, ?>>(); p.ifThen(p.prandomU32().eq(1), () -> leak.add(p.lookup(BY_NUMBER, u32(1)))); guilty.at(() -> leak.get(0).ifPresent(v -> {})); p.return_(PASS); }),
            row("skip backwards",            "skip of -1 bytes, need at least 0",
                (p, guilty) -> { var packet = p.packet(); guilty.at(() -> packet.skip(-1)); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesUnreleasedRecords() {
        return Stream.of(
            row("at a return",               "reserved record `event` of LINE is still held at this return; call submit() or discard() before",
                (p, guilty) -> { p.reserve(EVENTS).ifPresent(event -> { guilty.at(() -> p.return_(DROP)); event.submit(); }); p.return_(PASS); }),
            row("at a hidden return",        "reserved record `event` of LINE is still held at this return; call submit() or discard() before",
                (p, guilty) -> { var event = p.reserve(EVENTS).orElseReturn(PASS); var found = p.lookup(BY_NUMBER, u32(1)); guilty.at(() -> found.orElseReturn(PASS)); event.discard(); p.return_(PASS); }),
            row("at a break",                "reserved record `event` of LINE is held on one path to this point and released on another; call submit() or discard() on each, or on none",
                (p, guilty) -> { p.repeat(3, (i, loop) -> { p.ifThen(i.eq(1), loop::break_); p.reserve(EVENTS).ifPresent(event -> { guilty.at(() -> loop.break_()); event.submit(); }); }); p.return_(PASS); }),
            row("written after submit",      "reserved record `event` of LINE is used after submit() or discard()",
                (p, guilty) -> { p.reserve(EVENTS).ifPresent(event -> { event.submit(); guilty.at(() -> event.set(TIME, 1)); guilty.at(() -> event.discard()); }); p.return_(PASS); }),
            row("handed on after submit",    "reserved record `event` of LINE is used after submit() or discard()",
                (p, guilty) -> { p.reserve(EVENTS).ifPresent(event -> { event.submit(); guilty.at(() -> p.update(MAP, event, u64(1), ANY)); }); p.return_(PASS); }),
            row("never asked for",           "reserved record `event` of LINE is still held at this return; call submit() or discard() before",
                (p, guilty) -> { var record = p.reserve(EVENTS); guilty.at(() -> p.return_(PASS)); record.ifPresent(Reserved::discard); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesACall() {
        return Stream.of(
            row("parameter not given",       "parameter `twice.x` is not given",
                (p, guilty) -> { guilty.at(() -> p.call(TWICE)); p.return_(PASS); }),
            row("parameter given twice",     "parameter `twice.x` is given twice",
                (p, guilty) -> { guilty.at(() -> p.call(TWICE, X.of(1), X.of(2))); p.return_(PASS); }),
            row("parameter of another",      "`noise.unused` is no parameter of subprogram `twice`",
                (p, guilty) -> { guilty.at(() -> p.call(TWICE, X.of(1), UNUSED.of(2))); p.return_(PASS); }));
    }
    // spotless:on

    // spotless:off
    @TestFactory
    Stream<DynamicTest> abandonsTheFunctionWhenABlockFails() {
        return Stream.of(
            fatal("record left at the end",  "reserved record `event` of LINE reaches the end of its block; call submit() or discard()",
                (p, guilty) -> guilty.at(() -> p.reserve(EVENTS).ifPresent(event -> event.set(TIME, 1)))),
            fatal("submitted on one path",   "reserved record `event` of LINE is held on one path to this point and released on another; call submit() or discard() on each, or on none",
                (p, guilty) -> guilty.at(() -> p.reserve(EVENTS).ifPresent(event -> p.ifThen(p.prandomU32().eq(1), event::submit)))),
            fatal("held when a loop repeats", "reserved record `event` of LINE is held on one path to this point and released on another; call submit() or discard() on each, or on none",
                (p, guilty) -> guilty.at(() -> p.repeat(3, (i, loop) -> p.reserve(EVENTS).orElseReturn(PASS)))),
            fatal("exception of the user",   "the user's own",
                (p, guilty) -> guilty.at(() -> p.ifThen(p.prandomU32().eq(1), () -> { throw new IllegalStateException("the user's own"); }))));
    }

    @TestFactory
    Stream<DynamicTest> refusesADefinition() {
        return Stream.of(
            definition("field twice",        "struct `event` has a field `time` already",
                () -> EVENT_COPY.field("time", U64)),
            definition("field after use",    "struct `event` is in use; declare field `late` before that",
                () -> { EVENT.size(); EVENT.field("late", U64); }),
            definition("no fields",          "struct `empty` has no fields",
                () -> struct("empty").size()),
            definition("bits outside",       "4 bits from 5 on are not all in the 8 bits of field `event.kind`",
                () -> EVENT_COPY.bits("high", KIND_COPY, 5, 4)),
            definition("bits of another",    "`event.kind` is no field of struct `other`",
                () -> OTHER.bits("high", KIND_COPY, 5, 1)),
            definition("empty bytes",        "length 0 of a byte array is less than 1",
                () -> bytes(0)),
            definition("parameter twice",    "subprogram `five` has a parameter `a` already",
                () -> { var five = subprogram("five", U32, f -> {}); five.parameter("a", U32); five.parameter("a", U32); }),
            definition("six parameters",     "parameter `f` is the sixth of subprogram `five`, five at most",
                () -> { var five = subprogram("five", U32, f -> {}); for (var name : "abcdef".split("")) five.parameter(name, U32); }),
            definition("global out of range", "-1 does not fit in u32 (0 to 4294967295)",
                () -> global("limit", U32, -1)),
            definition("config out of range", "65536 does not fit in u16 (0 to 65535)",
                () -> config("limit", U16, 65536)),
            definition("license",            "the license has no name",
                () -> new License(" ")),
            definition("no license",         "object `test` has no license; say one, such as o.license(GPL)",
                () -> Units.of(o -> {})),
            definition("no return",          "`test` can reach its end without return_, after LINE",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> p.ifThen(p.prandomU32().eq(1), () -> p.return_(PASS))))),
            definition("not looked at",      "next(ethhdr) of LINE is never looked at; say what happens with it, and without",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> { p.packet().next(EthHdr.TYPE); p.return_(PASS); }))),
            definition("builder kept",       "`test` is finished: its builder and values are of no use any more",
                () -> { var kept = new ArrayList<XdpBuilder>(); Units.of(o -> o.license(GPL).program("test", xdp(), p -> { kept.add(p); p.return_(PASS); })); kept.get(0).ktimeGetNs(); }),
            definition("object kept",        "object `test` is finished",
                () -> { var kept = new ArrayList<ObjectBuilder>(); Units.of(o -> kept.add(o.license(GPL))); kept.get(0).license(GPL); }),
            definition("value of another",   "the value of LINE belongs to `a` and is used in `b`",
                () -> { var kept = new ArrayList<U32>(); Units.of(o -> o.license(GPL).program("a", xdp(), p -> { kept.add(p.prandomU32()); p.return_(PASS); }).program("b", xdp(), p -> p.variable(kept.get(0)))); }),
            definition("code of a subprogram", "`code` is no program; return_ says what it returns",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> { p.call(subprogram("code", U32, f -> f.returnCode(s32(1)))); p.return_(PASS); }))),
            definition("argument 12",        "argument 12 of a tracepoint is not in 0 to 11",
                () -> Units.of(o -> o.license(GPL).program("test", rawTracepoint("sys_enter"), p -> p.context().get(RawTracepointArgs.argument(12))))));
    }
    // spotless:on

    @Test
    void refusesRecursion() {
        assertThatThrownBy(() -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> p.call(AGAIN))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("subprogram `again` comes to call itself, which BPF does not allow");
    }
}

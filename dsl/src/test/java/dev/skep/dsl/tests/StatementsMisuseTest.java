package dev.skep.dsl.tests;

import static dev.skep.dsl.Case.case_;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.RingBufferDef.ringBuffer;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.ValueCase.otherwise;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.tests.Misuse.definition;
import static dev.skep.dsl.tests.Misuse.fatal;
import static dev.skep.dsl.tests.Misuse.row;

import dev.skep.compiler.Options;
import dev.skep.dsl.Block;
import dev.skep.dsl.Field;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.License;
import dev.skep.dsl.RingBufferDef;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.Units;
import dev.skep.dsl.net.EthHdr;
import dev.skep.kernel.KernelVersion;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Wrong uses of callbacks, blocks and choices. */
class StatementsMisuseTest {
    private static final StructDef EVENT = struct("event");
    private static final Field<U64> TIME = EVENT.field("time", U64);
    private static final StructDef OTHER = struct("other");

    static {
        OTHER.field("field", U64);
    }

    private static final RingBufferDef EVENTS = ringBuffer("events", EVENT).bytes(4096);
    private static final HashMapDef<U32, U64> BY_NUMBER =
            hashMap("by_number", U32, U64).maxEntries(1);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> refusesInACallback() {
        return Stream.of(
            row("a return",                  "a callback of `test` cannot return from it; loop.break_() ends the calls, loop.continue_() this one",
                (p, guilty) -> { p.loop(u32(3), (i, loop) -> { guilty.at(() -> p.return_(DROP)); guilty.at(() -> p.returnCode(s32(1))); }); p.return_(PASS); }),
            row("a hidden return",           "a callback of `test` cannot return from it; loop.break_() ends the calls, loop.continue_() this one",
                (p, guilty) -> { p.loop(u32(3), (i, loop) -> { var found = p.lookup(BY_NUMBER, i); guilty.at(() -> found.orElseReturn(DROP)); found.ifPresent(v -> v.set(1)); }); p.return_(PASS); }),
            row("a change of a variable",    "the variable, as something that changes, of LINE stays outside of a callback, which is another function",
                (p, guilty) -> { var sum = p.variable(u32(0)); p.loop(u32(3), (i, loop) -> guilty.at(() -> sum.set(1))); p.return_(PASS); }),
            row("an end of another loop",    "the loop of LINE stays outside of a callback, which is another function",
                (p, guilty) -> { p.repeat(3, (i, outer) -> p.loop(u32(3), (j, loop) -> { guilty.at(outer::break_); guilty.at(outer::continue_); })); p.return_(PASS); }),
            row("an end of a block",         "the block of LINE stays outside of a callback, which is another function",
                (p, guilty) -> { p.block(block -> p.loop(u32(3), (j, loop) -> guilty.at(block::leave))); p.return_(PASS); }),
            row("a packet of outside",       "the packet of LINE stays outside of a callback, which is another function",
                (p, guilty) -> { var packet = p.packet(); p.loop(u32(3), (i, loop) -> { guilty.at(() -> packet.next(EthHdr.TYPE)); guilty.at(() -> packet.skip(1)); }); p.return_(PASS); }),
            row("a result of outside",       "the result of LINE stays outside of a callback, which is another function",
                (p, guilty) -> { var found = p.lookup(BY_NUMBER, u32(1)); p.loop(u32(3), (i, loop) -> guilty.at(() -> found.ifPresent(v -> v.set(1)))); found.ifPresent(v -> v.set(1)); p.return_(PASS); }),
            row("a submit",                  "the record of LINE stays outside of a callback, which is another function",
                (p, guilty) -> { p.reserve(EVENTS).ifPresent(event -> { p.loop(u32(3), (i, loop) -> { guilty.at(event::submit); event.set(TIME, 1); }); event.submit(); }); p.return_(PASS); }),
            row("a value of an ended one",   "the value of LINE is used after its block has ended; a variable made before the block carries values out",
                (p, guilty) -> { var leak = new ArrayList<U32>(); p.loop(u32(3), (i, loop) -> leak.add(i)); guilty.at(() -> leak.get(0).add(1)); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAReference() {
        return Stream.of(
            row("into other memory",         "this lies in packet memory, what the reference was made with in stack",
                (p, guilty) -> { var ref = p.reference(p.local(EVENT)); p.packet().next(EVENT).ifPresent(event -> guilty.at(() -> ref.set(event))); p.return_(PASS); }),
            row("to another struct",         "struct `other` where struct `event` is wanted",
                (p, guilty) -> { var ref = p.reference(p.local(EVENT)); var other = p.local(OTHER); guilty.at(() -> ref.set(other)); p.return_(PASS); }),
            row("in a callback",             "the reference, as something that changes, of LINE stays outside of a callback, which is another function",
                (p, guilty) -> { var ref = p.reference(p.local(EVENT)); p.loop(u32(3), (i, loop) -> guilty.at(ref::get)); p.return_(PASS); }),
            row("to what is released",       "reserved record `event` of LINE is used after submit() or discard()",
                (p, guilty) -> { p.reserve(EVENTS).ifPresent(event -> { var ref = p.reference(event); event.submit(); var late = ref.get(); guilty.at(() -> late.set(TIME, 1)); }); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesABlock() {
        return Stream.of(
            row("that has ended",            "the block of LINE is used after its block has ended; a variable made before the block carries values out",
                (p, guilty) -> { var leak = new ArrayList<Block>(); p.block(leak::add); guilty.at(() -> leak.get(0).leave()); p.return_(PASS); }),
            row("after it is left",          "nothing reaches this statement of `test`: every path before it has returned or left its loop",
                (p, guilty) -> { p.block(block -> { block.leave(); guilty.at(block::leave); }); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAChoice() {
        return Stream.of(
            row("without a default",         "a switch that is a value needs a default case; say otherwise(…)",
                (p, guilty) -> { var x = p.prandomU32(); guilty.at(() -> p.switch_(x, case_(1).yield_(() -> u32(1)))); p.return_(PASS); }),
            row("with two defaults",         "a switch has two default cases",
                (p, guilty) -> { var x = p.prandomU32(); guilty.at(() -> p.switch_(x, otherwise(() -> u32(1)), otherwise(() -> u32(2)))); p.return_(PASS); }),
            fatal("that nobody makes",       "every block leaves, and none computes a value",
                (p, guilty) -> guilty.at(() -> p.choose(p.prandomU32().eq(1), () -> { p.return_(DROP); return u32(1); }, () -> { p.return_(PASS); return u32(1); }))));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatTheKernelLacks() {
        return Stream.of(
            definition("callbacks",          "`bpf_loop` needs kernel 5.17, the object must load on 5.10; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> p.loop(u32(3), (i, loop) -> {})))),
            definition("the iterator",       "`bpf_iter_num_new` needs kernel 6.4, the object must load on 5.10; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> p.range(s32(3), (i, loop) -> {})))),
            definition("sections",           "`bpf_rcu_read_lock` is for the GPL only, and the license is \"Proprietary\"",
                () -> Units.of(o -> o.license(new License("Proprietary")).options(Options.DEFAULT.withTargetKernel(new KernelVersion(6, 12))).program("test", xdp(), p -> p.rcuReadLock(() -> {})))));
    }

    @TestFactory
    Stream<DynamicTest> refusesToGoOn() {
        return Stream.of(
            fatal("without a map value",     "without lookup(by_number) of LINE this goes on; return, or leave the loop or block",
                (p, guilty) -> guilty.at(() -> p.lookup(BY_NUMBER, u32(1)).orElse(() -> p.ktimeGetNs()))),
            fatal("with a record in a callback", "reserved record `event` of LINE is still held at this return; call submit() or discard() before",
                (p, guilty) -> guilty.at(() -> p.loop(u32(3), (i, loop) -> p.reserve(EVENTS).orElse(loop::break_)))));
    }
    // spotless:on
}

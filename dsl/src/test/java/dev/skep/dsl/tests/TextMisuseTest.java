package dev.skep.dsl.tests;

import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.chars;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.tests.Misuse.definition;
import static dev.skep.dsl.tests.Misuse.row;

import dev.skep.dsl.Field;
import dev.skep.dsl.License;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U64;
import dev.skep.dsl.Units;
import dev.skep.dsl.net.EthHdr;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Wrong formats and texts. */
class TextMisuseTest {
    private static final StructDef EVENT = struct("event");
    static final Field<U64> TIME = EVENT.field("time", U64);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> refusesAFormat() {
        return Stream.of(
            row("more arguments",            "the format has 1 conversions for 2 arguments",
                (p, guilty) -> { guilty.at(() -> p.printk("%u", u32(1), u32(2))); p.return_(PASS); }),
            row("number of another width",   "`%d` does not print a u64; write %lu",
                (p, guilty) -> { var now = p.ktimeGetNs(); guilty.at(() -> p.printk("%d", now)); p.return_(PASS); }),
            row("struct as a number",        "`%u` does not print a struct `event`; write %p, or print its fields one by one",
                (p, guilty) -> { var event = p.local(EVENT); guilty.at(() -> p.printk("%u", event)); p.return_(PASS); }),
            row("bytes as a number",         "`%u` does not print 8 bytes; write %s",
                (p, guilty) -> { var name = p.local(chars(8)); guilty.at(() -> p.printk("%u", name)); p.return_(PASS); }),
            row("too short an address",      "`%pI6` does not print 8 bytes; write %s",
                (p, guilty) -> { var name = p.local(chars(8)); guilty.at(() -> p.printk("%pI6", name)); p.return_(PASS); }),
            row("network order",             "a be16 is printed in host order; write toHost()",
                (p, guilty) -> { var proto = p.packet().next(EthHdr.TYPE).orElseReturn(PASS).get(EthHdr.PROTO); guilty.at(() -> p.printk("%u", proto)); p.return_(PASS); }),
            row("no conversion",             "`%f` is no conversion of the kernel",
                (p, guilty) -> { guilty.at(() -> p.printk("%f", u32(1))); p.return_(PASS); }),
            row("not ASCII",                 "formats are ASCII, and this one has U+00FC",
                (p, guilty) -> { guilty.at(() -> p.printk("f\u00fcr")); p.return_(PASS); }),
            row("too many",                  "13 arguments, at most 12 are printed",
                (p, guilty) -> { var one = u32(1); guilty.at(() -> p.printk("%u".repeat(13), one, one, one, one, one, one, one, one, one, one, one, one, one)); p.return_(PASS); }),
            row("into a packet",             "this helper does not write to packets; let it write to p.local(…) and copy",
                (p, guilty) -> { var event = p.packet().next(EVENT).orElseReturn(PASS); guilty.at(() -> p.snprintf(event.asBytes(), "")); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAText() {
        return Stream.of(
            row("longer than the bytes",     "this text has 9 bytes, and here are 8",
                (p, guilty) -> { var name = p.local(chars(8)); guilty.at(() -> name.equal("skep-skep")); p.return_(PASS); }),
            row("without room for a NUL",    "this text has 9 bytes with its NUL, and here are 8",
                (p, guilty) -> { var name = p.local(chars(8)); guilty.at(() -> name.set("skepskep")); p.return_(PASS); }),
            row("bytes of another length",   "4 bytes where 8 are wanted",
                (p, guilty) -> { var name = p.local(chars(8)); var other = p.local(chars(4)); guilty.at(() -> name.equal(other)); p.return_(PASS); }),
            row("with a NUL",                "this text has a NUL in it",
                (p, guilty) -> { var name = p.local(chars(8)); guilty.at(() -> p.strncmp(name, "a\0")); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatTheKernelLacks() {
        return Stream.of(
            definition("a fourth argument",  "`bpf_trace_vprintk` needs kernel 5.16, the object must load on 5.10; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> p.printk("%u%u%u%u", u32(1), u32(1), u32(1), u32(1))))),
            definition("a width",            "`%4u` needs kernel 5.13, the object must load on 5.10; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> p.printk("%4u", u32(1))))),
            definition("another license",    "`bpf_trace_printk` is for the GPL only, and the license is \"MIT\"",
                () -> Units.of(o -> o.license(new License("MIT")).program("test", xdp(), p -> p.printk("")))));
    }
    // spotless:on
}

package dev.skep.compiler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Compiler;
import dev.skep.compiler.Onlooker;
import dev.skep.compiler.Options;
import dev.skep.ir.text.IrParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The upper half of what a program returns is cleared where the verifier wants a range of it, and only there. */
class ReturnedWidthTest {
    @ParameterizedTest
    // spotless:off
    @CsvSource({
        "xdp,                          false",
        "tc,                           false",
        "socket,                       false",
        "tracepoint/sched/sched_switch, false",
        "raw_tracepoint/sched_switch,  false",
        "cgroup_skb/egress,            true",
        "sk_lookup,                    true",
        "kprobe.session/do_unlinkat,   true",
    })
    // spotless:on
    void isClearedWhereItCounts(String section, boolean cleared) {
        var unit = IrParser.unit("""
                unit "u" license "GPL"
                function entry "%s" p(ctx %%0: ptr.ctx as void*) s32 {
                entry.0:
                    %%1: i64 = helper bpf_ktime_get_ns()
                    %%2: i32 = truncate %%1
                    return %%2
                }
                """.formatted(section));
        var onlooker = new Onlooker();
        Compiler.compile(unit, Options.DEFAULT.withListener(onlooker));
        var listing = onlooker.listing(Compiler.CODE, "p");
        assertThat(listing.contains("w0 = w0")).as(listing).isEqualTo(cleared);
    }
}

package dev.skep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skep.kernel.SectionKind.Loaders;
import dev.skep.kernel.SectionName.Autoload;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Names of sections, as libbpf reads them. */
class SectionNameTest {
    // spotless:off
    @ParameterizedTest
    @CsvSource({
        "tracepoint/sched/sched_process_exec, TRACEPOINT,             sched/sched_process_exec, TRACEPOINT,     ''",
        "tp/sched/sched_process_exec,         TP,                     sched/sched_process_exec, TRACEPOINT,     ''",
        "raw_tp/sched_switch,                 RAW_TP,                 sched_switch,             RAW_TRACEPOINT, ''",
        "xdp,                                 XDP,                    '',                       XDP,            XDP",
        "xdp.frags/devmap,                    XDP_FRAGS_DEVMAP,       '',                       XDP,            XDP_DEVMAP",
        "cgroup_skb/egress,                   CGROUP_SKB_EGRESS,      '',                       CGROUP_SKB,     CGROUP_INET_EGRESS",
        "cgroup/skb,                          CGROUP_SKB,             '',                       CGROUP_SKB,     ''",
        "tc,                                  TC,                     '',                       SCHED_CLS,      ''",
        "tc/ingress,                          TC_INGRESS,             '',                       SCHED_CLS,      TCX_INGRESS",
        "classifier,                          CLASSIFIER,             '',                       SCHED_CLS,      ''",
        "fentry.s/nf:hook,                    FENTRY_S,               nf:hook,                  TRACING,        TRACE_FENTRY",
        "fentry,                              FENTRY,                 '',                       TRACING,        TRACE_FENTRY",
        "sk_reuseport/migrate,                SK_REUSEPORT_MIGRATE,   '',                       SK_REUSEPORT,   SK_REUSEPORT_SELECT_OR_MIGRATE",
        "sk_skb/stream_verdict,               SK_SKB_STREAM_VERDICT,  '',                       SK_SKB,         SK_SKB_STREAM_VERDICT",
        "uprobe//bin/sh:main+4,               UPROBE,                 /bin/sh:main+4,           KPROBE,         ''"})
    // spotless:on
    void readsNames(String name, SectionKind kind, String target, ProgramType type, String attach) {
        SectionName section = SectionName.parse(name);
        assertThat(section).isEqualTo(SectionName.of(kind, target)).hasToString(name);
        assertThat(kind.programType()).isEqualTo(type);
        assertThat(kind.attachType().map(Enum::name).orElse("")).isEqualTo(attach);
    }

    @Test
    void readsTheMarkThatSwitchesAutoloadOff() {
        assertThat(SectionName.parse("?kprobe/do_exit"))
                .isEqualTo(new SectionName(SectionKind.KPROBE, "do_exit", Autoload.OFF))
                .hasToString("?kprobe/do_exit");
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "xpd                   | section `xpd` is none that loaders know; did you mean `xdp`?",
        "tracepiont/sched/exit | section `tracepiont/sched/exit` is none that loaders know; did you mean `tracepoint`?",
        "cgroup_skb/ingres     | section `cgroup_skb/ingres` is none that loaders know; did you mean `cgroup_skb/ingress`?",
        "xdp/foo               | section `xdp/foo` is none that loaders know; `xdp` takes no target",
        "kprobes               | section `kprobes` is none that loaders know; did you mean `kprobe`?",
        "''                    | section `` is none that loaders know",
        "?                     | section `?` is none that loaders know",
        "something_else        | section `something_else` is none that loaders know"})
    // spotless:on
    void suggestsWhatWasMeant(String name, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SectionName.parse(name))
                .withMessage(message);
        assertThat(SectionName.find(name)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void findsEveryKindByItsWord(SectionKind kind) {
        assertThat(SectionName.parse(kind.word()).kind()).isEqualTo(kind);
    }

    @Test
    void refusesATargetWhereNoneMayBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SectionName.of(SectionKind.XDP, "eth0"))
                .withMessage("section `xdp` takes no target, and `eth0` is given");
    }

    @Test
    void knowsFlagsAndLoaders() {
        assertThat(SectionKind.FENTRY_S.sleepable()).isTrue();
        assertThat(SectionKind.FENTRY_S.targetInBtf()).isTrue();
        assertThat(SectionKind.FENTRY.sleepable()).isFalse();
        assertThat(SectionKind.XDP_FRAGS.takesFragments()).isTrue();
        assertThat(SectionKind.USDT_S.isUsdt()).isTrue();
        assertThat(SectionKind.USDT_S.sleepable()).isTrue();
        assertThat(SectionKind.XDP.loaders()).isEqualTo(Loaders.ALL);
        assertThat(SectionKind.TC.loaders()).isEqualTo(Loaders.NOT_AYA);
        assertThat(SectionKind.TP_S.loaders()).isEqualTo(Loaders.LIBBPF_ONLY);
        assertThat(SectionKind.TCX_INGRESS.libbpfSince()).isEqualTo("1.3");
        assertThat(Arrays.stream(SectionKind.values()).map(SectionKind::attachType))
                .hasSize(116);
    }
}

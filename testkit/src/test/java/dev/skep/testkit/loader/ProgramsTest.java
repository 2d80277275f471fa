package dev.skep.testkit.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects whose programs hang together: each is judged all the same. */
class ProgramsTest {
    @TempDir
    Path folder;

    /** What a loader says of each program of an object made from C. */
    private Map<String, String> verdicts(Loader loader, String source) {
        Kernel.require();
        Driver driver = Drivers.require(loader);
        Path object = Objects.write(folder, "some.o", Objects.of(source));
        Request request = Request.load();
        return HostRun.judge(driver, request, List.of(object)).get(0).judgements().stream()
                .collect(Collectors.toMap(
                        Judgement::program,
                        judgement -> judgement.verdict().toString().replaceAll(" \\(.*", "")));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIBBPF_1_1", "LIBBPF", "CILIUM"})
    void judgesEachAlone(Loader loader) {
        assertThat(verdicts(loader, """
                        MAP(hits);
                        SEC("xdp") int good(void *c) { return 2; }
                        SEC("xdp") int bad(void *c) { int key = 0; return *lookup(&hits, &key); }
                        SEC("?classifier") int optional(void *c) { return 0; }
                        """))
                .isEqualTo(Map.of(
                        "good", "accepted",
                        "bad", "refused: R0 invalid mem access 'map_value_or_null'",
                        "optional", "accepted"));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIBBPF_1_1", "LIBBPF", "CILIUM"})
    void judgesProgramsThatAMapIsFilledWith(Loader loader) {
        assertThat(verdicts(loader, """
                        static long (*tail_call)(void *context, void *map, unsigned index) = (void *)12;
                        int last(void *c);
                        struct {
                            int (*type)[3]; int (*key_size)[4]; int (*value_size)[4]; int (*max_entries)[2];
                            int (*values[])(void *);
                        } jumps SEC(".maps") = {.values = {[1] = &last}};
                        SEC("xdp") int first(void *c) { tail_call(c, &jumps, 1); return 2; }
                        SEC("xdp") int last(void *c) { return 1; }
                        SEC("socket") int bad(void *c) { return *(int *)0; }
                        """))
                .hasEntrySatisfying("bad", verdict -> assertThat(verdict).startsWith("refused"))
                .containsEntry("first", "accepted")
                .containsEntry("last", "accepted");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIBBPF_1_1", "LIBBPF", "CILIUM"})
    void saysWhoIsToBlame(Loader loader) {
        assertThat(verdicts(loader, """
                        int last(void *c);
                        struct {
                            int (*type)[3]; int (*key_size)[4]; int (*value_size)[4]; int (*max_entries)[2];
                            int (*values[])(void *);
                        } jumps SEC(".maps") = {.values = {[1] = &last}};
                        SEC("xdp") int good(void *c) { return 2; }
                        SEC("xdp") int last(void *c) { return *(int *)0; }
                        """))
                .hasEntrySatisfying("last", verdict -> assertThat(verdict).startsWith("refused"))
                .containsEntry("good", "not applicable: it loads only along with last, which is refused");
    }

    /** cilium/ebpf knows structures that are linked only, and libbpf 1.1 only those that are not. */
    @ParameterizedTest
    @EnumSource(names = {"LIBBPF_1_1", "LIBBPF"})
    void judgesProgramsOfAStructure(Loader loader) {
        boolean whole = loader == Loader.LIBBPF; // newer versions load a structure whole or not at all
        assertThat(verdicts(loader, """
                        struct tcp_congestion_ops {
                            unsigned (*ssthresh)(void *sk); unsigned (*undo_cwnd)(void *sk); char name[16];
                        } __attribute__((preserve_access_index));
                        SEC("struct_ops/ssthresh") unsigned ssthresh(unsigned long long *c) { return 2; }
                        SEC("struct_ops/undo") unsigned undo(unsigned long long *c) { return *(int *)(c[0] + (1 << 28)); }
                        SEC(".struct_ops") struct tcp_congestion_ops own =
                            {.ssthresh = (void *)ssthresh, .undo_cwnd = (void *)undo, .name = "own"};
                        """))
                .hasEntrySatisfying("undo", verdict -> assertThat(verdict).startsWith("refused: access beyond"))
                .containsEntry(
                        "ssthresh",
                        whole ? "not applicable: it loads only along with undo, which is refused" : "accepted");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIBBPF_1_1", "LIBBPF", "CILIUM", "IPROUTE2"})
    void forgetsPinnedMaps(Loader loader) {
        String pinned = """
                struct { int (*type)[1]; int *key; long *value; int (*max_entries)[SIZE]; int (*pinning)[1]; } hits SEC(".maps");
                SEC("xdp") int other(void *c) { return lookup(&hits, &c) ? 1 : 2; }
                """;
        Driver driver = Drivers.require(loader);
        Kernel.require();
        List<Path> objects = List.of(
                Objects.write(folder, "small.o", Objects.of(pinned.replace("SIZE", "4") + Objects.COUNT)),
                Objects.write(folder, "large.o", Objects.of(pinned.replace("SIZE", "8") + Objects.COUNT)));

        assertThat(HostRun.judge(driver, Request.load(), objects)).allSatisfy(object -> assertThat(object.judgements())
                .hasSize(2)
                .allMatch(judgement -> judgement.verdict() instanceof Verdict.Accepted));
        assertThat(Path.of("/sys/fs/bpf/hits")).doesNotExist();
    }
}

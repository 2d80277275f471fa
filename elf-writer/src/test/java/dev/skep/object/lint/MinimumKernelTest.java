package dev.skep.object.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.kernel.KernelVersion;
import dev.skep.object.ClangObjects;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.Column;
import dev.skep.testkit.matrix.Matrix;
import dev.skep.testkit.matrix.Row;
import dev.skep.testkit.matrix.TestJudges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels that lint says an object needs, and those that take it. */
class MinimumKernelTest {
    private record Case(String name, String source, String minimum, String reason) {
        byte[] object() {
            return ClangObjects.compileText(source + " char _license[] SEC(\"license\") = \"GPL\";");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    // spotless:off
    private static final List<Case> CASES = List.of(
            new Case("plain",     xdp("", ""),                                                                     "4.8",  "program type XDP"),
            new Case("loop",      xdp("", "for (int i = 0; i < 100; i++) asm volatile(\"\" : \"+r\"(i));"),        "5.3",  "a loop"),
            new Case("global",    xdp("volatile int v;", "v = 1;"),                                                "5.2",  "global variables"),
            new Case("helper",    xdp("", "bpf_ktime_get_coarse_ns();"),                                           "5.11", "helper bpf_ktime_get_coarse_ns"),
            new Case("callback",  xdp("static long f(unsigned i, void *c) { return 0; }", "bpf_loop(1, f, 0, 0);"), "5.17", "helper bpf_loop"),
            new Case("kfunc",     xdp("extern void bpf_rcu_read_lock(void) __ksym; extern void bpf_rcu_read_unlock(void) __ksym;",
                                      "bpf_rcu_read_lock(); bpf_rcu_read_unlock();"),                              "6.2",  "kernel function bpf_rcu_read_lock"),
            new Case("bloom",     map("30", "__type(value, int); __uint(max_entries, 8);"),                        "5.16", "map type BLOOM_FILTER"),
            new Case("user ring", map("31", "__uint(max_entries, 4096);"),                                         "6.1",  "map type USER_RINGBUF"),
            new Case("arena",     map("33", "__uint(map_flags, 1024); __uint(max_entries, 1);"),                   "6.9",  "map type ARENA"),
            new Case("overwrite", map("27", "__uint(map_flags, 0x80000); __uint(max_entries, 4096);"),             "6.19", "map flag RB_OVERWRITE"),
            new Case("timer",     "struct val { struct bpf_timer t; };" + map("2", "__type(key, int); __type(value, struct val); __uint(max_entries, 1);"), "4.8", "program type XDP"),
            new Case("fragments", "SEC(\"xdp.frags\") int p(void *c) { return 2; }",                               "5.18", "packets in fragments"),
            new Case("syscall",   "SEC(\"syscall\") int p(void *c) { return 0; }",                                 "5.14", "program type SYSCALL"),
            new Case("netfilter", "SEC(\"netfilter\") int p(void *c) { return 1; }",                               "6.4",  "program type NETFILTER"));
    // spotless:on

    @TempDir
    Path folder;

    private static String xdp(String before, String body) {
        return before + " SEC(\"xdp\") int p(void *c) { " + body + " return 2; }";
    }

    private static String map(String type, String members) {
        return xdp(
                "struct { __uint(type, " + type + "); " + members + " } m SEC(\".maps\");",
                "asm volatile(\"\" :: \"r\"(&m));");
    }

    static Stream<Case> cases() {
        return CASES.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhichAndWhy(Case one) {
        var kernel = LoaderLint.check(one.object()).kernel();
        assertThat(kernel.version()).as("%s", kernel.needs()).hasToString(one.minimum());
        assertThat(kernel.reasons()).extracting(KernelNeed::what).contains(one.reason());
    }

    /** In every build some of them on this kernel, with {@code -Dskep.all=true} all, also in guests. */
    @Test
    void kernelsAgree() throws IOException {
        List<Case> cases = CASES.stream()
                .filter(one -> Boolean.getBoolean("skep.all")
                        || List.of("overwrite", "arena").contains(one.name()))
                .toList();
        List<Path> files = new ArrayList<>();
        for (Case one : cases) {
            files.add(Files.write(folder.resolve(one.name().replace(' ', '_') + ".o"), one.object()));
        }
        Matrix matrix = TestJudges.judge(files);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            KernelVersion minimum =
                    LoaderLint.check(cases.get(i).object()).kernel().version();
            for (Column column : matrix.columns()) {
                if (column.loader() == Loader.LIBBPF && !column.kernel().equals("newest")) {
                    boolean takes = takes(matrix, files.get(i), column);
                    if (takes != version(column.kernel()).atLeast(minimum)) {
                        differences.add(cases.get(i).name() + " on " + column.kernel() + ": " + takes + ", lint says "
                                + minimum);
                    }
                }
            }
        }
        assertThat(differences).as("%s", matrix.text()).isEmpty();
    }

    private static KernelVersion version(String kernel) throws IOException {
        return KernelVersion.parse(
                kernel.equals("host")
                        ? Files.readString(Path.of("/proc/sys/kernel/osrelease"))
                                .strip()
                        : kernel);
    }

    private static boolean takes(Matrix matrix, Path file, Column column) {
        for (Row row : matrix.rows()) {
            if (row.object().equals(file)) {
                return matrix.at(row, column).verdict() instanceof Verdict.Accepted;
            }
        }
        throw new AssertionError("nobody judged " + file);
    }
}

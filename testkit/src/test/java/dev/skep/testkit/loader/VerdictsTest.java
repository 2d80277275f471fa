package dev.skep.testkit.loader;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skep.testkit.Kernel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which loader refuses what. */
class VerdictsTest {
    private static final String OK = "accepted";
    private static final String NOT_MINE = "not applicable: ";

    private static List<Row> rows = List.of();

    @TempDir
    Path folder;

    /**
     * One object and what each loader says of it, as a part of the verdict's text.
     *
     * @param libbpf both versions of it: on these objects they agree
     */
    private record Row(
            String name, byte[] object, String libbpf, String cilium, String aya, String genObject, String iproute2) {
        String expected(Loader loader) {
            Map<Loader, String> columns = new EnumMap<>(Map.of(
                    Loader.LIBBPF_1_1, libbpf,
                    Loader.LIBBPF, libbpf,
                    Loader.CILIUM, cilium,
                    Loader.AYA, aya,
                    Loader.GEN_OBJECT, genObject,
                    Loader.IPROUTE2, iproute2));
            return columns.getOrDefault(loader, "");
        }
    }

    @BeforeAll
    static void compile() {
        byte[] good = Objects.of("MAP(hits); " + Objects.COUNT);
        rows = List.of(
                // spotless:off
                //       object                                                  libbpf, libbpf-1.1                cilium                        aya                        gen-object                iproute2
                new Row("good",           good,                                  OK,                               OK,                           OK,                        OK,                       OK),
                // what the kernel refuses: those that ask none accept it
                new Row("null check",     Objects.of("MAP(hits); SEC(\"xdp\") int p(void *c) { int key = 0; return *lookup(&hits, &key); }"),
                                                                                 "R0 invalid mem access",          "R0 invalid mem access",      OK,                        OK,                       "R0 invalid mem access"),
                new Row("endless",        Objects.of("SEC(\"xdp\") int p(void *c) { for (;;) asm volatile(\"\"); }"),
                                                                                 "infinite loop detected",         "infinite loop detected",     OK,                        OK,                       "infinite loop detected"),
                new Row("no license",     Objects.of("SEC(\"xdp\") int p(void *c) { char f[] = \"a\"; return trace(f, 2); }", List.of("-g")),
                                                                                 "cannot call GPL-restricted",     "cannot call GPL-restricted", OK,                        OK,                       "cannot call GPL-restricted"),
                new Row("array key",      Objects.of("struct { int (*type)[2]; long *key; long *value; int (*max_entries)[4]; } hits SEC(\".maps\"); " + Objects.COUNT),
                                                                                 "map 'hits': failed to create",   "map hits: map create",       OK,                        OK,                       "map 'hits': failed to create"),
                // what only some loaders mind
                new Row("static map",     Objects.of("static MAP(hits); " + Objects.COUNT),
                                                                                 "unsupported map linkage static", "erroneous static qualifier", OK,                        OK,                       "unsupported map linkage static"),
                new Row("map field",      Objects.of("struct { int (*type)[1]; int *key; long *value; int (*max_entries)[4]; int (*more)[4]; } hits SEC(\".maps\"); " + Objects.COUNT),
                                                                                 "unknown field 'more'",           "unrecognized field more",    OK,                        OK,                       OK),
                new Row("static program", Objects.of("SEC(\"xdp\") static int p(void *c) { return 2; }"),
                                                                                 "is static and not supported",    OK,                           OK,                        OK,                       "is static and not supported"),
                new Row("section",        Objects.of("SEC(\"no_such\") int p(void *c) { return 2; }"),
                                                                                 "section name 'no_such'",         "section no_such",            "section `no_such`",       OK,                       NOT_MINE),
                new Row("optional",       Objects.of("SEC(\"?xdp\") int p(void *c) { return 2; }"),
                                                                                 OK,                               OK,                           "section `?xdp`",          OK,                       "exit code 255"),
                new Row("parameter",      Objects.of("__attribute__((noinline)) int f(int) { asm volatile(\"\"); return 2; } SEC(\"xdp\") int p(void *c) { return f(1); }"),
                                                                                 "warning: [3] FUNC f type_id=2 Invalid arg#1",
                                                                                                                   "Invalid arg#1",              OK,                        OK,                       OK),
                new Row("no lines",       Objects.withoutLines(good),            "missing .BTF.ext line info",     "parsing BTF line info",      OK,                        OK,                       OK),
                new Row("no BTF",         Objects.of("MAP(hits); " + Objects.COUNT, List.of()),
                                                                                 "BTF is required",                "missing BTF",                "no BTF parsed",           "failed to find BTF",     "BTF is required"),
                new Row("no program",     Objects.of(""),                        NOT_MINE,                         NOT_MINE,                     NOT_MINE,                  OK,                       NOT_MINE),
                new Row("socket filter",  Objects.of("SEC(\"socket\") int p(void *c) { return 2; }"),
                                                                                 OK,                               OK,                           OK,                        OK,                       NOT_MINE),
                // no objects at all
                new Row("text",           "neither ELF nor BPF".getBytes(UTF_8), "is not a proper ELF object",     "bad magic number",           "error parsing ELF",       "failed to get ELF",      "Cannot initialize ELF"),
                new Row("empty",          new byte[0],                           "is not a proper ELF object",     "cannot read ELF",            "error parsing ELF",       "failed to get ELF",      "Cannot initialize ELF"),
                new Row("torn",           Arrays.copyOf(good, 300),              "refused: elf: ",                 "EOF",                        "error parsing ELF",       "ELF is missing SYMTAB",  "ELF ancillary data"));
                // spotless:on
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatItShould(Loader loader) {
        Driver driver = Drivers.require(loader);
        if (loader.needsKernel()) {
            Kernel.require();
        }
        List<Path> files = rows.stream()
                .map(row -> Objects.write(folder, row.name() + ".o", row.object()))
                .collect(Collectors.toList());

        List<JudgedObject> judged = HostRun.judge(driver, Request.load(), files);

        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < rows.size(); i++) {
            JudgedObject object = judged.get(i);
            all.assertThat(object.path()).isEqualTo(files.get(i).toString());
            all.assertThat(object.judgements()).as(rows.get(i).name()).hasSize(1);
            String said = object.judgements().stream()
                    .map(j -> j.verdict().toString())
                    .collect(Collectors.joining("; "));
            String expected = rows.get(i).expected(loader);
            if (expected.equals(OK)) {
                all.assertThat(said).as(rows.get(i).name()).matches("accepted( \\(\\d+\\))?");
            } else {
                all.assertThat(said).as(rows.get(i).name()).contains(expected).doesNotMatch("accepted( \\(\\d+\\))?");
            }
        }
        all.assertAll();
    }
}

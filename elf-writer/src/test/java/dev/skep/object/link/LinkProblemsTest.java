package dev.skep.object.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.object.LinkableObjects;
import dev.skep.testkit.Judge;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that do not fit together: we say which, at which symbol, and what differs; bpftool refuses each of them too. */
class LinkProblemsTest {
    private record Case(String name, String first, String second, List<LinkProblem> problems) {
        @Override
        public String toString() {
            return name;
        }
    }

    // spotless:off
    private static final List<Case> CASES = List.of(
            new Case("defined twice",
                    "int f(int x) { return x; }",
                    "int f(int x) { return 2; }",
                    List.of(problem("b.o", "f", "defined here and in a.o; one of the two can be weak or static"))),
            new Case("another type",
                    "int x = 1;",
                    "extern long x; long *g(void) { return &x; }",
                    List.of(problem("b.o", "x", "declared in another way than in a.o: size is 8 here, 4 there"))),
            new Case("another number of parameters",
                    "int f(int x) { return x; }",
                    "extern int f(int x, int y); int g(void) { return f(1, 2); }",
                    List.of(problem("b.o", "f", "declared in another way than in a.o: number of parameters is 2 here, 1 there"))),
            new Case("another member",
                    "struct s { int a; int b; }; struct s x = {1, 2};",
                    "struct s { int a; int c; }; extern struct s x; int g(void) { return x.c; }",
                    List.of(problem("b.o", "x", "declared in another way than in a.o: member c here, b there"))),
            new Case("another number of entries",
                    map("__uint(max_entries, 4);", ""),
                    map("__uint(max_entries, 8);", "extern") + "int g(void) { return (long)&m; }",
                    List.of(problem("b.o", "m", "declared in another way than in a.o: max_entries: number is 8 here, 4 there"))),
            new Case("another key",
                    map("__uint(max_entries, 4); __type(key, int);", ""),
                    map("__uint(max_entries, 4); __type(key, long);", "extern") + "int g(void) { return (long)&m; }",
                    List.of(problem("b.o", "m", "declared in another way than in a.o: key: size is 8 here, 4 there"))),
            new Case("another license",
                    "int f(void) { return 1; } char l[] SEC(\"license\") = \"GPL\";",
                    "int g(void) { return 1; } char l[] SEC(\"license\") = \"MIT\";",
                    List.of(problem("b.o", "license", "the section has other contents here than in a.o"))),
            new Case("another section",
                    "int x SEC(\".data.a\") = 1;",
                    "extern int x SEC(\".data.b\"); int y SEC(\".data.b\") = 2; int g(void) { return x; }",
                    List.of(problem("b.o", "x", "in section .data.b here and in section .data.a in a.o"))));
    // spotless:on

    @TempDir
    Path folder;

    static Stream<Case> cases() {
        return CASES.stream();
    }

    private static LinkProblem problem(String object, String place, String message) {
        return new LinkProblem(object, place, message);
    }

    private static String map(String more, String storage) {
        return storage + " struct { __uint(type, BPF_MAP_TYPE_HASH); " + more + " } m SEC(\".maps\");";
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatDiffers(Case one) throws IOException {
        byte[] first = Sources.compile(one.first());
        byte[] second = Sources.compile(one.second());
        var inputs = List.of(LinkInput.of("a.o", first), LinkInput.of("b.o", second));
        assertThat(refused(inputs)).isEqualTo(one.problems());

        var said = Judge.require("bpftool")
                .run(
                        "gen",
                        "object",
                        folder.resolve("linked.o").toString(),
                        Files.write(folder.resolve("a.o"), first).toString(),
                        Files.write(folder.resolve("b.o"), second).toString());
        assertThat(said.exit()).as(said.err()).isNotZero();
    }

    @Test
    void byteOrdersDoNotMix() {
        assertThat(refused(List.of(
                        LinkInput.of("a.o", LinkableObjects.base(ByteOrder.LITTLE_ENDIAN)),
                        LinkInput.of("b.o", LinkableObjects.base(ByteOrder.BIG_ENDIAN)))))
                .containsExactly(problem("b.o", "", "the object is big endian, a.o is little endian"));
    }

    @Test
    void whatIsNoObjectIsNamed() {
        assertThat(refused(List.of(LinkInput.of("notes.txt", new byte[] {1, 2}))))
                .extracting(LinkProblem::object)
                .containsExactly("notes.txt");
    }

    private static List<LinkProblem> refused(List<LinkInput> inputs) {
        var refusal = catchThrowableOfType(LinkException.class, () -> ObjectLinker.link(inputs));
        assertThat(refusal).isNotNull();
        return refusal.problems();
    }
}

package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several classes that make one object, all in one build or one after the other. */
class SharedObjectsTest {
    private static final String OBJECT = "META-INF/bpf/net.bpf.o";
    private static final String CLASSES = "META-INF/bpf/net.bpf.classes";

    private static final String ALPHA = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.15", object = "net")
            final class Alpha {
                static final BpfArray<U64> counts = BpfArray.of(4);
                static long seen = 7;
                private static final int[] steps = {1, 2, 3, 4};

                @Xdp
                static int alpha(XdpContext context) {
                    var text = new byte[8];
                    Kernel.snprintf(text, "a%d", 3);
                    seen += twice(text[1] - '0') + steps[context.rxQueueIndex & 3] + Helping.one();
                    return 2;
                }

                static int twice(int n) {
                    return 2 * n;
                }
            }
            """;

    private static final String BETA = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.15", object = "net")
            final class Beta {
                static long met;

                @Tc
                static int beta(SkBuff skb) {
                    var text = new byte[8];
                    Kernel.snprintf(text, "b%d", 4);
                    met += Alpha.twice(text[1] - '0') + Helping.one();
                    var count = Alpha.counts.lookup(2);
                    if (count != null) count.value = met;
                    return halved(6);
                }

                private static int halved(int n) {
                    return n / 2;
                }
            }
            """;

    private static final String HELPING = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Helping {
                static int one() {
                    return 1;
                }
            }
            """;

    private Path output;
    private Path sources;
    private BuildFolder folder;

    @BeforeEach
    void useFolder(@TempDir Path temporary, @TempDir Path generated) {
        output = temporary;
        sources = generated;
        folder = new BuildFolder(temporary);
    }

    private List<String> compile(String... namesAndTexts) {
        var path = output + File.pathSeparator + System.getProperty("java.class.path");
        return folder.compile(List.of("-cp", path, "-s", sources.toString()), namesAndTexts).stream()
                .map(said -> said.getSource() == null
                        ? said.getMessage(Locale.ROOT)
                        : said.getSource().getName().replaceFirst(".*/", "") + ":" + said.getLineNumber() + ":"
                                + said.getColumnNumber() + " "
                                + said.getMessage(Locale.ROOT)
                                        .lines()
                                        .findFirst()
                                        .orElse(""))
                .toList();
    }

    private void compileAll() {
        assertThat(compile("Alpha", ALPHA, "Beta", BETA, "Helping", HELPING)).isEmpty();
    }

    @Test
    void haveTheProgramsOfAll() {
        Kernel.require();
        var build = Build.of("Alpha", ALPHA, "Beta", BETA, "Helping", HELPING);
        try (var object = Kernel.load(build.objectOrFail("net"))) {
            assertThat(object.programs()).containsExactlyInAnyOrder("alpha", "beta");
            assertThat(object.program("alpha").run(new byte[64]).returnValue()).isEqualTo(2);
            assertThat(object.program("beta").run(new byte[64]).returnValue()).isEqualTo(3);
            assertThat(object.global("seen").number()).isEqualTo(7 + 6 + 1 + 1);
            assertThat(object.global("met").number()).isEqualTo(8 + 1);
            assertThat(object.map("counts").lookup(new byte[] {2, 0, 0, 0}).orElseThrow()[0])
                    .isEqualTo((byte) 9);
        }
        assertThat(build.object("Alpha")).isEmpty();
    }

    @Test
    void areTheSameInAnyOrder() {
        var one = Build.of("Alpha", ALPHA, "Beta", BETA, "Helping", HELPING);
        var other = Build.of("Helping", HELPING, "Beta", BETA, "Alpha", ALPHA);
        assertThat(other.objectOrFail("net")).isEqualTo(one.objectOrFail("net"));
    }

    @Test
    void areKnownToTheCompanionsOfAll() throws ReflectiveOperationException {
        var build = Build.of("Alpha", ALPHA, "Beta", BETA, "Helping", HELPING);
        for (var name : List.of("AlphaBpf", "BetaBpf"))
            assertThat(bytes(build.load(name))).isEqualTo(build.objectOrFail("net"));
    }

    private static Object bytes(Class<?> companion) throws ReflectiveOperationException {
        var method = companion.getDeclaredMethod("bytes");
        method.setAccessible(true);
        try {
            return method.invoke(null);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "license = \"GPL\"     | license = \"GPL v2\"                  | Beta.java:3:1 [SKEP4104] license of `Beta` is \"GPL v2\", and of `Alpha` in the same object \"GPL\"",
        "minKernel = \"5.15\"  | minKernel = \"6.1\"                   | Beta.java:3:1 [SKEP4104] minKernel of `Beta` is \"6.1\", and of `Alpha` in the same object \"5.15\"",
        "int beta(SkBuff skb)  | int alpha(SkBuff skb)                | Beta.java:8:16 [SKEP4001] `alpha` of `Beta` and `alpha` of `Alpha` are both in the object",
        "static long met;      | static long met, seen;               | Beta.java:5:22 [SKEP4001] `seen` of `Beta` and `seen` of `Alpha` are both in the object",
        "static long met;      | static long met; static final BpfArray<U64> steps = BpfArray.of(1);  | Beta.java:5:49 [SKEP4001] `steps` of `Beta` and `steps` of `Alpha` are both in the object",
        "static long met;      | static long met; static final BpfArray<U64> twice = BpfArray.of(1);  | Beta.java:11:27 [SKEP2028] `Alpha.twice` has the name of `Beta.twice`, and both are in the object",
        "return halved(6);     | return (int) 1.5f;                   | Beta.java:14:22 [SKEP2001] floating point cannot run in the kernel",
    })
    // spotless:on
    void agree(String right, String wrong, String message) {
        compileAll();
        var said = compile("Alpha", ALPHA, "Beta", BETA.replace(right, wrong), "Helping", HELPING);
        assertThat(said).isNotEmpty().allSatisfy(each -> assertThat(each).startsWith(message));
        assertThat(folder.names()).doesNotContain(OBJECT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "net/core | `net/core` is no name of a file: use letters, digits, `.`, `-` and `_`",
                "Helping  | class `Helping` has an object of that name, and says nothing of others",
            })
    void haveNames(String name, String message) {
        assertThat(compile("Alpha", ALPHA, "Beta", BETA.replace("\"net\"", '"' + name + '"'), "Helping", HELPING))
                .containsExactly("Beta.java:3:1 [SKEP4104] " + message);
    }

    @Test
    void takeWhatIsNotCompiledNowFromTheBuildBefore() {
        compileAll();
        var whole = folder.files();
        for (var each : List.of(new String[] {"Alpha", ALPHA}, new String[] {"Beta", BETA})) {
            assertThat(compile(each)).isEmpty();
            assertThat(folder.files()).isEqualTo(whole);
        }
        var changed = BETA.replace("n / 2", "n / 3");
        assertThat(compile("Beta", changed)).isEmpty();
        var once = Build.of("Alpha", ALPHA, "Beta", changed, "Helping", HELPING).objectOrFail("net");
        assertThat(folder.bytes(OBJECT)).isEqualTo(once);
    }

    @Test
    void areNeverIncomplete() {
        compileAll();
        folder.delete("Beta$$Bpf.class");
        assertThat(compile("Alpha", ALPHA))
                .containsExactly("Alpha.java:3:1 [SKEP4105] object `net` has `Beta`, too, which is not compiled now,"
                        + " and of which no compiled form is on the class path");
        assertThat(folder.names()).doesNotContain(OBJECT).contains(CLASSES);
        compileAll();
        assertThat(folder.compile(List.of("-s", sources.toString()), "Alpha", ALPHA, "Helping", HELPING)
                        .get(0)
                        .getMessage(Locale.ROOT))
                .startsWith("[SKEP4105] object `net` has `Beta`, too");
        assertThat(folder.names()).doesNotContain(OBJECT);
        compileAll();
        assertThat(folder.names()).contains(OBJECT);
    }

    @Test
    void forgetClassesThatAreNoMore() {
        compileAll();
        Stream.of("Beta$$Bpf.class", "Beta.class").forEach(folder::delete);
        assertThat(compile("Alpha", ALPHA)).isEmpty();
        assertThat(folder.bytes(OBJECT))
                .isEqualTo(Build.of("Alpha", ALPHA, "Helping", HELPING).objectOrFail("net"));
    }

    @Test
    void takeTheirOwnObjectsAway() {
        assertThat(compile("Alpha", ALPHA.replace(", object = \"net\"", ""), "Helping", HELPING))
                .isEmpty();
        assertThat(folder.names()).contains("META-INF/bpf/Alpha.bpf.o").doesNotContain(OBJECT);
        compileAll();
        assertThat(folder.names()).contains(OBJECT).doesNotContain("META-INF/bpf/Alpha.bpf.o");
    }

    /** No processor is told of a class whose source javac finds by itself. */
    @Test
    void areNamedToJavac(@TempDir Path found) throws IOException {
        Files.writeString(found.resolve("Alpha.java"), ALPHA);
        Files.writeString(found.resolve("Helping.java"), HELPING);
        var options = List.of("-s", sources.toString(), "-sourcepath", found.toString(), "-implicit:class");
        var said = folder.compile(options, "Beta", BETA);
        assertThat(said.stream()
                        .map(each ->
                                each.getMessage(Locale.ROOT).lines().findFirst().orElse("")))
                .contains(
                        "[SKEP2028] `Alpha.twice` is compiled only because this class names it, which no processor is told",
                        "[SKEP2028] `Helping.one` is compiled only because this class names it, which no processor is told");
        assertThat(folder.names()).doesNotContain(OBJECT);
    }

    @Test
    void letClassesGoTogether() {
        compileAll();
        var alone = BETA.replace(", object = \"net\"", "");
        assertThat(compile("Beta", alone))
                .containsExactly(
                        "Beta.java:3:1 [SKEP4105] object `net` had this class, and its others are not compiled now: Alpha");
        assertThat(compile("Beta", alone, "Alpha", ALPHA)).isEmpty();
        assertThat(folder.names()).contains(OBJECT, "META-INF/bpf/Beta.bpf.o");
        assertThat(folder.bytes(OBJECT))
                .isEqualTo(Build.of("Alpha", ALPHA, "Helping", HELPING).objectOrFail("net"));
        assertThat(compile("Alpha", ALPHA.replace(", object = \"net\"", ""))).isEmpty();
        assertThat(folder.names()).doesNotContain(OBJECT);
    }
}

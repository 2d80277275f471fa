package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.object.BpfGlobal;
import dev.skep.object.BpfMap;
import dev.skep.object.BpfRoutine;
import dev.skep.object.ObjectReader;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The class beside a {@code @Bpf} class says what is in the object, whatever things are called. */
class CompanionTest {
    @Test
    void hasTheBytesOfTheObject() throws ReflectiveOperationException {
        var build = Build.of("a.b.Counter", "package a.b; " + program("Counter", ""));
        var bytes = build.load("a.b.CounterBpf").getMethod("bytes");
        bytes.setAccessible(true);
        assertThat((byte[]) bytes.invoke(null)).isEqualTo(build.objectOrFail("a.b.Counter"));
    }

    @Test
    void namesWhatIsInTheObject() {
        var build = Build.of("Counter", program("Counter", """
                static final BpfArray<U64> packetsByCpu = BpfArray.of(1);
                @Name("others") static final BpfHashMap<Integer, U64> rest = BpfHashMap.of(4);
                @Config static boolean passIPv6 = true;
                static int seen;
                static final U64 cell = U64.of(1);
                static final int CONSTANT = 3;
                static final String TEXT = "constant";
                @Name("second") @Xdp static int other(XdpContext context) { seen++; cell.value++; return passIPv6 ? 1 : 2; }
                @Subprogram static int kept(int n) { return n; }
                """));
        assertThat(names(build, "CounterBpf$Programs")).isEqualTo(Map.of("PROGRAM", "program", "OTHER", "second"));
        assertThat(names(build, "CounterBpf$Maps"))
                .isEqualTo(Map.of("PACKETS_BY_CPU", "packetsByCpu", "REST", "others"));
        assertThat(names(build, "CounterBpf$Globals"))
                .isEqualTo(Map.of("PASS_IPV6", "passIPv6", "SEEN", "seen", "CELL", "cell"));
        agree(build, "Counter", "Counter");
    }

    /** Its functions are in the objects of those who call them. */
    @Test
    void namesNoObjectWhereThereIsNone() {
        var library = "import dev.skep.lang.*; @Bpf(license = \"GPL\") final class Library {"
                + " static long calls; static int twice(int n) { calls++; return n * 2; } }";
        var user = program("User", "@Xdp static int uses(XdpContext context) { return Library.twice(1); }");
        var build = Build.of("Library", library, "User", user);
        assertThat(build.object("User")).isPresent();
        assertThat(build.object("Library")).isEmpty();
        assertThat(methods(build, "UserBpf")).contains("bytes", "configure");
        assertThat(methods(build, "LibraryBpf")).isEmpty();
        assertThat(names(build, "LibraryBpf$Globals")).isEqualTo(Map.of("CALLS", "calls"));
    }

    private static List<String> methods(Build build, String companion) {
        return Arrays.stream(build.load(companion).getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(java.lang.reflect.Method::getName)
                .toList();
    }

    @Test
    void viewsTheMemoryThatUserSpaceHandsOver() {
        var build = Build.of("Asked", """
                import dev.skep.lang.*;

                @Bpf(license = "GPL", minKernel = "5.14")
                final class Asked {
                    @Struct static final class Question { int number; @Unsigned int answer; }
                    @Syscall static int ask(Question question) { return 0; }
                    @Syscall static int askAgain(Question question) { return 1; }
                }
                """);
        assertThat(Arrays.stream(build.load("AskedBpf$Views").getDeclaredMethods())
                        .map(method -> method.getReturnType().getSimpleName() + " " + method.getName()))
                .containsExactlyInAnyOrder("QuestionView askMemory", "QuestionView askAgainMemory");
    }

    @Test
    void copesWithNestedClasses() {
        var build = Build.of(
                "a.Outer",
                "package a; import dev.skep.lang.*; public class Outer { private static class Middle { "
                        + "@Bpf(license = \"GPL\") private static final class Inner { @Xdp static int program(XdpContext c) { return 0; } } } }");
        agree(build, "a.Outer_Middle_Inner", "a.Outer$Middle$Inner");
    }

    @Test
    void copesWithNamesThatDifferInCaseOnly() {
        var build = Build.of("Cases", program("Cases", """
                static int fooBar;
                static int foo_bar;
                static int FOO_BAR;
                static int foobar;
                @Xdp static int all(XdpContext context) { return fooBar + foo_bar + FOO_BAR + foobar; }
                """));
        assertThat(names(build, "CasesBpf$Globals").keySet())
                .containsExactlyInAnyOrder("fooBar", "foo_bar", "FOO_BAR", "FOOBAR");
        agree(build, "Cases", "Cases");
    }

    /** What a companion itself uses or declares. */
    @Test
    void copesWithItsOwnWordsAsNames() {
        var build = Build.of(
                "Programs",
                program("Programs", """
                        static final BpfArray<U64> bytes = BpfArray.of(1);
                        static final BpfArray<U64> maps = BpfArray.of(1);
                        static final BpfArray<U64> Maps = BpfArray.of(1);
                        static final BpfArray<U64> string = BpfArray.of(1);
                        static final BpfArray<U64> record = BpfArray.of(1);
                        static final BpfArray<U64> var = BpfArray.of(1);
                        static final BpfArray<U64> __ = BpfArray.of(1);
                        static final BpfArray<U64> _class = BpfArray.of(1);
                        static int object;
                        static int e;
                        @Xdp static int Programs(XdpContext context) { return object + e; }
                        """),
                "String",
                "final class String {}",
                "InputStream",
                "final class InputStream {}",
                "IllegalStateException",
                "final class IllegalStateException {}");
        agree(build, "Programs", "Programs");
    }

    @Test
    void keepsOutOfTheWayOfOtherErrors() {
        for (var member : List.of(
                "@Xdp static int program(SkBuff context) { return 0; }",
                "@Name(\"*/ } \\\" \\n\") static final BpfArray<U64> odd = BpfArray.of(1);",
                "@Name(\"\") static int odd; @Xdp static int second(XdpContext c) { return odd; }")) {
            var errors =
                    Build.of("Wrong", program("Wrong", member)).compilation().errors();
            assertThat(errors).isNotEmpty().allMatch(error -> error.getMessage(Locale.ROOT)
                    .startsWith("[SKEP"));
            assertThat(errors).allMatch(error -> error.getSource().getName().endsWith("Wrong.java"));
        }
    }

    @Test
    void refusesToBeTwoClassesOfOneName() {
        var errors = Build.of("Taken", program("Taken", ""), "TakenBpf", "class TakenBpf {}")
                .compilation()
                .errors();
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).getMessage(Locale.ROOT))
                .startsWith("[SKEP2011] there is a class `TakenBpf` already")
                .endsWith("fix: rename one of them");
    }

    private static String program(String name, String members) {
        return "import dev.skep.lang.*; @Bpf(license = \"GPL\") final class " + name + " {\n" + members
                + "@Xdp static int program(XdpContext context) { return 0; } }";
    }

    /** What the companion names is what the object has, and nothing else. */
    private static void agree(Build build, String companion, String binaryName) {
        var object = ObjectReader.read(build.objectOrFail(binaryName));
        assertThat(names(build, companion + "Bpf$Programs").values())
                .containsExactlyInAnyOrderElementsOf(each(object.programs(), BpfRoutine::name));
        assertThat(names(build, companion + "Bpf$Maps").values())
                .containsExactlyInAnyOrderElementsOf(each(object.maps(), BpfMap::name));
        assertThat(names(build, companion + "Bpf$Globals").values())
                .containsExactlyInAnyOrderElementsOf(each(object.globals(), BpfGlobal::name));
    }

    private static <T> List<String> each(List<? extends T> parts, Function<T, String> name) {
        return parts.stream().map(name).toList();
    }

    private static Map<String, String> names(Build build, String type) {
        return Arrays.stream(build.load(type).getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .collect(Collectors.toMap(java.lang.reflect.Field::getName, field -> {
                    try {
                        field.setAccessible(true);
                        return (String) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }));
    }
}

package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions, maps, variables and structs of other classes of the build, whichever javac comes to first. */
class OtherClassesTest {
    private static final String MAIN = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.17")
            final class Main {
                static long own;

                @Xdp
                static int program(XdpContext context) {
                    var numbers = context.packet().next(Shared.Numbers.class);
                    if (numbers == null) return Shared.TOO_SHORT;
                    own = Shared.twice(numbers.a);
                    Shared.store(numbers);
                    numbers.sum = (int) own + Deep.sum(numbers.b) + Shared.rounds(numbers.b);
                    var first = Shared.values.lookup(0);
                    if (first == null || !Deep.remember(7, numbers.a)) return 1;
                    Shared.seen.value++;
                    first.sum += Shared.limit;
                    return 2;
                }

                static int back(int n) {
                    return n + Shared.TOO_SHORT;
                }
            }
            """;

    private static final String SHARED = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.17")
            final class Shared {
                static final int TOO_SHORT = 50;

                @Struct
                static final class Numbers {
                    int a;
                    int b;
                    int sum;
                }

                static final BpfArray<Numbers> values = BpfArray.of(2);
                static final U64 seen = U64.of(40);

                @Config
                static int limit = 1000;

                static int twice(int n) {
                    return half(4 * n);
                }

                private static int half(int n) {
                    return n / 2;
                }

                @Subprogram
                static void store(Numbers numbers) {
                    var value = values.lookup(0);
                    if (value != null) Memory.copy(value, numbers);
                }

                static int rounds(int n) {
                    return Kernel.loop(100, i -> i < n);
                }

                @Tc
                static int unrelated(SkBuff skb) {
                    return twice(1);
                }
            }
            """;

    private static final String DEEP = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.17")
            final class Deep {
                @Struct
                static final class Large {
                    int first;
                    @Length(100) byte[] rest;
                }

                static final BpfHashMap<Integer, Large> large = BpfHashMap.of(4);

                static int sum(int n) {
                    return Main.back(n) + Shared.twice(n);
                }

                static boolean remember(int key, int what) {
                    var found = large.lookupOrInsert(key);
                    if (found == null) return false;
                    found.first = what;
                    return true;
                }
            }
            """;

    private static final String LIBRARY = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Library {
                static int twice(int n) {
                    return 2 * n;
                }
            }
            """;

    private static final String USER = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class User {
                @Xdp
                static int program(XdpContext context) {
                    return Library.twice(context.rxQueueIndex + 21);
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @Test
    void areLinkedIntoTheObject() {
        var build = Build.of("Main", MAIN, "Shared", SHARED, "Deep", DEEP);
        try (var object = Kernel.load(build.objectOrFail("Main"))) {
            assertThat(object.programs()).containsExactly("program");
            assertThat(object.maps()).contains("values", "large");
            var packet = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
            var run = object.program("program").run(packet.putInt(21).putInt(3).array());
            assertThat(run.returnValue()).isEqualTo(2);
            var sum = ByteBuffer.wrap(run.data()).order(ByteOrder.nativeOrder()).getInt(8);
            assertThat(sum).isEqualTo(42 + (3 + 50 + 6) + 4);
            assertThat(object.global("own").number()).isEqualTo(42);
            assertThat(object.global("seen").number()).isEqualTo(41);
            var value = object.map("values").lookup(new byte[4]).orElseThrow();
            assertThat(ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt(8))
                    .isEqualTo(1000);
            var large = object.map("large").lookup(key(7)).orElseThrow();
            assertThat(ByteBuffer.wrap(large).order(ByteOrder.nativeOrder()).getInt())
                    .isEqualTo(21);
        }
    }

    @Test
    void areTheSameInAnyOrder() {
        var expected = Build.of("Main", MAIN, "Shared", SHARED, "Deep", DEEP);
        var actual = Build.of("Deep", DEEP, "Shared", SHARED, "Main", MAIN);
        for (var name : new String[] {"Main", "Shared", "Deep"})
            assertThat(actual.objectOrFail(name)).isEqualTo(expected.objectOrFail(name));
    }

    @Test
    void needNoObjectOfTheirOwn(@TempDir Path temporary) {
        var folder = new BuildFolder(temporary);
        for (var build :
                List.of(Build.of("Library", LIBRARY, "User", USER), Build.of("User", USER, "Library", LIBRARY))) {
            try (var object = Kernel.load(build.objectOrFail("User"))) {
                assertThat(object.program("program").run(new byte[64]).returnValue())
                        .isEqualTo(42);
            }
        }
        assertThat(folder.compile("User", USER, "Library", LIBRARY)).isEmpty();
        assertThat(folder.names())
                .contains("META-INF/bpf/User.bpf.o", "Library.class")
                .doesNotContain("META-INF/bpf/Library.bpf.o");
    }

    @Test
    void areCompiledBySkep(@TempDir Path temporary) {
        var folder = new BuildFolder(temporary);
        folder.compile("User", USER, "Library", LIBRARY);
        folder.delete("Library$$Bpf.class");
        var path = temporary + File.pathSeparator + System.getProperty("java.class.path");
        var said = folder.compile(List.of("-cp", path), "User", USER);
        assertThat(said).hasSize(1);
        assertThat(said.get(0).getMessage(Locale.ROOT))
                .startsWith("[SKEP2028] `Library.twice` has no source in this build,"
                        + " and no build with Skep left a compiled form of it\n")
                .endsWith("fix: compile `Library` together with this class, or build its jar with Skep");
        assertThat(said.get(0).getLineNumber()).isEqualTo(7);
        assertThat(said.get(0).getColumnNumber()).isEqualTo(29);
        assertThat(folder.names()).doesNotContain("META-INF/bpf/User.bpf.o");
    }

    @Test
    void keepTheirFaults() {
        var faulty = DEEP.replace("found == null", "key == 0");
        var build = Build.of("Main", MAIN, "Shared", SHARED, "Deep", faulty);
        assertThat(build.compilation().errors()).hasSize(1).first().satisfies(error -> {
            assertThat(error.getSource().getName()).endsWith("Deep.java");
            assertThat(error.getMessage(Locale.ROOT)).startsWith("[SKEP3002] `found` may be null here");
        });
    }

    /** Each class alone is right; what the one hands to the other is not. */
    @Test
    void stayWithinTheirArrays() {
        var table = """
                import dev.skep.lang.*;

                @Bpf(license = "GPL")
                final class Table {
                    static final int[] primes = {2, 3, 5, 7};

                    @Tc
                    static int own(SkBuff skb) {
                        return prime(3);
                    }

                    @Subprogram
                    static int prime(int index) {
                        return primes[index];
                    }
                }
                """;
        var within = USER.replace("Library.twice(context.rxQueueIndex + 21)", "Table.prime(context.rxQueueIndex & 3)");
        try (var object = Kernel.load(Build.of("Table", table, "User", within).objectOrFail("User"))) {
            assertThat(object.program("program").run(new byte[64]).returnValue())
                    .isEqualTo(2);
        }
        var beyond = Build.of("Table", table, "User", within.replace("& 3", "& 7"));
        assertThat(beyond.compilation().errors()).hasSize(1).first().satisfies(error -> {
            assertThat(error.getSource().getName()).endsWith("Table.java");
            assertThat(error.getMessage(Locale.ROOT))
                    .startsWith("[SKEP3035] `index` is not known to be within 0 and 3");
            assertThat(error.getLineNumber()).isEqualTo(14);
        });
    }

    private static byte[] key(int key) {
        return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(key).array();
    }
}

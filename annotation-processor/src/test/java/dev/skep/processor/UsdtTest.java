package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.object.ObjectReader;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs at static probes of user space, attached by libbpf to a probe of a process of their own. */
class UsdtTest {
    private static final String PROGRAM = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.15")
            final class Probes {
                static final BpfArray<S64> results = BpfArray.of(16);

                static void put(int index, long value) {
                    var place = results.lookup(index);
                    if (place != null) place.value = value;
                }

                @Usdt
                static int numbers(UsdtContext context) {
                    put(0, context.arg(0));
                    put(1, context.arg(1));
                    put(2, context.arg(2));
                    put(3, context.arg(3));
                    put(4, context.arg(4));
                    put(5, context.arg(5));
                    put(6, context.arg(6));
                    put(7, context.arg(7));
                    put(8, context.arg(11));
                    put(9, context.argCount());
                    put(10, context.cookie());
                    put(11, context.regs().stackPointer() != 0 ? 1 : 0);
                    return 0;
                }
            }
            """;

    private static final String OTHERS = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.15", object = "probes")
            final class Others {
                @Usdt
                static int others(UsdtContext context) {
                    Probes.put(12, context.arg(1));
                    Probes.put(13, Helping.last(context));
                    Probes.put(14, context.argCount() + 1);
                    return 0;
                }
            }
            """;

    private static final String HELPING = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.15")
            final class Helping {
                static long last(UsdtContext context) {
                    return context.arg(6);
                }
            }
            """;

    private static final Long[] NUMBERS = {
        -42L, 200L, -5_000_000_000L, 65535L, -1L, 4_000_000_000L, -7L, 0L, 0L, 7L, 0x123456789abcdefL, 1L
    };

    @Test
    void argumentsAreFoundWhereTheProbeHasThem(@TempDir Path folder) throws IOException {
        assertThat(results(folder, Build.of("Probes", PROGRAM).objectOrFail("Probes")))
                .startsWith(NUMBERS);
    }

    @Test
    void classesOfOneObjectShareTheMaps(@TempDir Path folder, @TempDir Path classes) throws IOException {
        var probes = PROGRAM.replace("minKernel", "object = \"probes\", minKernel");
        var object =
                Build.of("Probes", probes, "Others", OTHERS, "Helping", HELPING).objectOrFail("probes");

        assertThat(ObjectReader.read(object).maps())
                .extracting(map -> map.name())
                .containsExactlyInAnyOrder("results", "__bpf_usdt_specs", "__bpf_usdt_ip_to_spec_id");
        assertThat(results(folder, object))
                .startsWith(NUMBERS)
                .endsWith(200L, -7L, 8L, 0L)
                .hasSize(16);

        var build = new BuildFolder(classes);
        assertThat(build.compile(List.of(), "Probes", probes, "Others", OTHERS, "Helping", HELPING))
                .isEmpty();
        var whole = build.files();
        var path = classes + File.pathSeparator + System.getProperty("java.class.path");
        assertThat(build.compile(List.of("-cp", path), "Others", OTHERS)).isEmpty();
        assertThat(build.files()).isEqualTo(whole);
    }

    @Test
    void aMapOfTheSameNameIsNotShared() {
        var map =
                OTHERS.replaceAll("(?s)@Usdt.*", "static final BpfArray<U64> __bpf_usdt_specs = BpfArray.of(1);\n}\n");
        var build = Build.of("Probes", PROGRAM.replace("minKernel", "object = \"probes\", minKernel"), "Others", map);
        assertThat(build.compilation().errors()).singleElement().satisfies(error -> assertThat(error.getMessage(null))
                .contains("`__bpf_usdt_specs` of `Probes` and `__bpf_usdt_specs` of `Others` are both in the object"));
    }

    /** What is in the map `results` when libbpf has attached all programs of an object to the probe of a process, and the process has met it. */
    private static List<Long> results(Path folder, byte[] bytes) throws IOException {
        Kernel.require();
        var judge = folder.resolve("probe");
        var source = folder.resolve("probe.c");
        try (var resource = UsdtTest.class.getResourceAsStream("usdt/probe.c")) {
            Files.write(source, resource.readAllBytes());
        }
        Judge.require("clang-19")
                .run("-O1", "-o", judge.toString(), source.toString(), "-lbpf")
                .orFail();
        var object = Files.write(folder.resolve("probes.bpf.o"), bytes);
        var printed = Judge.at(judge).run(object.toString()).orFail().out();
        return printed.lines().map(Long::parseLong).toList();
    }

    @Test
    void theMapsAreThereThoughNoArgumentIsRead() {
        var object = Build.of("Probes", """
                import dev.skep.lang.*;

                @Bpf(license = "GPL", minKernel = "6.0")
                final class Probes {
                    @Usdt("/bin/true:skep:numbers")
                    static int nothing(UsdtContext context) {
                        return 0;
                    }

                    @Usdt(value = "/bin/true:skep:numbers", optional = true, sleepable = true)
                    static int sleeping(UsdtContext context) {
                        return (int) context.regs().result();
                    }
                }
                """).objectOrFail("Probes");

        var read = ObjectReader.read(object);
        assertThat(read.maps())
                .extracting(map -> map.name())
                .containsExactlyInAnyOrder("__bpf_usdt_specs", "__bpf_usdt_ip_to_spec_id");
        assertThat(read.programs())
                .extracting(program -> program.section().toString())
                .containsExactly("usdt//bin/true:skep:numbers", "?usdt.s//bin/true:skep:numbers");
    }
}

package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statistics of cgroups as kernels up to 6.15 have them: what loaders see is what clang makes of the same in C. */
class RstatTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.1")
            final class Statistics {
                @KernelType("cgroup")
                static final class Group {
                    int level;
                }

                @BtfTracepoint("cgroup_attach_task")
                static int attached(Group group) {
                    Rstat.cgroupRstatUpdated(group, 1);
                    return 0;
                }

                @Iter(value = "cgroup", sleepable = true)
                static int dumped(Meta meta, Group cgroup) {
                    if (cgroup != null) Rstat.cgroupRstatFlush(cgroup);
                    return 0;
                }

                @KernelType("bpf_iter_meta")
                static final class Meta {
                    int session_id;
                }
            }
            """;

    private static final String IN_C = """
            struct cgroup;
            struct bpf_iter_meta;
            struct bpf_iter__cgroup {
                union { struct bpf_iter_meta *meta; unsigned long long m; };
                union { struct cgroup *cgroup; unsigned long long c; };
            };
            extern void cgroup_rstat_updated(struct cgroup *cgrp, int cpu) __attribute__((section(".ksyms")));
            extern void cgroup_rstat_flush(struct cgroup *cgrp) __attribute__((section(".ksyms")));
            char LICENSE[] __attribute__((section("license"))) = "GPL";

            __attribute__((section("tp_btf/cgroup_attach_task"))) int attached(unsigned long long *ctx) {
                cgroup_rstat_updated((struct cgroup *)ctx[0], 1);
                return 0;
            }

            __attribute__((section("iter.s/cgroup"))) int dumped(struct bpf_iter__cgroup *ctx) {
                if (ctx->cgroup) cgroup_rstat_flush(ctx->cgroup);
                return 0;
            }
            """;

    /** A function of the kernel in the types of an object, and a call of one in its code. */
    private static final Pattern FUNCTION = Pattern.compile("FUNC '(cgroup_rstat_\\w+)' type_id=\\d+ linkage=(\\w+)");

    private static final Pattern CALL = Pattern.compile("R_BPF_64_32\\s+(cgroup_rstat_\\w+)");

    @Test
    void clangCallsTheSame(@TempDir Path folder) throws IOException {
        var source = Files.writeString(folder.resolve("statistics.c"), IN_C);
        var twin = folder.resolve("twin.o");
        Judge.require("clang-19")
                .run("-O2", "-g", "-target", "bpf", "-c", source.toString(), "-o", twin.toString())
                .orFail();
        var ours = Files.write(
                folder.resolve("ours.o"), Build.of("Statistics", SOURCE).objectOrFail("Statistics"));
        assertThat(found(types(ours), FUNCTION)).hasSize(2).isEqualTo(found(types(twin), FUNCTION));
        assertThat(found(code(ours), CALL)).hasSize(2).isEqualTo(found(code(twin), CALL));
        assertThat(prototypes(types(ours))).hasSize(2).isEqualTo(prototypes(types(twin)));
    }

    private static String types(Path object) {
        return Judge.require("bpftool")
                .run("btf", "dump", "file", object.toString())
                .orFail()
                .out();
    }

    private static String code(Path object) {
        return Judge.require("llvm-objdump")
                .run("-dr", object.toString())
                .orFail()
                .out();
    }

    private static List<String> found(String text, Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(0).replaceAll("type_id=\\d+ ", "").replaceAll("\\s+", " "))
                .sorted()
                .toList();
    }

    /** What the functions take, each type by its kind and name. */
    private static List<String> prototypes(String types) {
        return Pattern.compile("FUNC '(cgroup_rstat_\\w+)' type_id=(\\d+)")
                .matcher(types)
                .results()
                .map(function -> function.group(1) + parameters(types, function.group(2)))
                .sorted()
                .toList();
    }

    private static List<String> parameters(String types, String prototype) {
        var declared = Pattern.compile("\\[" + prototype + "\\] FUNC_PROTO [^\\[]*")
                .matcher(types)
                .results()
                .findFirst()
                .orElseThrow()
                .group();
        return Pattern.compile("type_id=(\\d+)\\n")
                .matcher(declared)
                .results()
                .map(parameter -> type(types, parameter.group(1)))
                .toList();
    }

    private static String type(String types, String id) {
        var line = types.lines()
                .filter(l -> l.startsWith("[" + id + "] "))
                .findFirst()
                .orElseThrow();
        var target = Pattern.compile("PTR '\\(anon\\)' type_id=(\\d+)").matcher(line);
        if (target.find()) return type(types, target.group(1)) + " *";
        return line.replaceFirst("^\\[\\d+\\] (\\w+ '[^']+').*", "$1").replaceFirst("^(STRUCT|FWD)", "struct");
    }
}

package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfWriter;
import dev.skep.processor.bindings.BoundConstants;
import dev.skep.processor.bindings.Catalogue;
import dev.skep.processor.bindings.KernelBindings;
import dev.skep.processor.bindings.Kernels;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelFacts;
import dev.skep.testkit.LoadedObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes for structs of the kernel, from its BTF: by name, as javac needs them, and all that a struct leads to. */
class KernelBindingsTest {
    private static final String PROGRAM = """
            package tools;

            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.15")
            @KernelTypes
            final class Tool {
                static int tgid;
                static int parent;
                static @Unsigned long runtime;
                static int uid;
                static int letter;
                static int links;
                static boolean known;

                @RawTracepoint("sched_switch")
                static int probed(RawTracepointContext context) {
                    return read(Kernel.currentTask(task_struct.class));
                }

                @RawTracepoint("sched_wakeup")
                static int loaded(RawTracepointContext context) {
                    return read(Kernel.currentTaskBtf(task_struct.class));
                }

                @Inline
                static int read(task_struct task) {
                    tgid = task.tgid;
                    parent = task.real_parent.tgid;
                    runtime = task.se.sum_exec_runtime;
                    uid = task.cred.uid.val;
                    letter = task.comm[1];
                    links = task.usage.refs.counter;
                    known = task.mm.exe_file.f_inode.i_ino != 0;
                    return 1;
                }
            }
            """;

    @Test
    void structsThatAProgramNamesAreThere() {
        Kernel.require();
        var build = Build.of("tools.Tool", PROGRAM);
        try (LoadedObject loaded = Kernel.load(build.objectOrFail("tools.Tool"))) {
            for (var program : List.of("probed", "loaded")) {
                assertThat(loaded.program(program).runContext(new byte[24]).returnValue())
                        .isOne();
                var self = ProcessHandle.current();
                assertThat(loaded.global("tgid").number()).isEqualTo(self.pid());
                assertThat(loaded.global("parent").number())
                        .isEqualTo(self.parent().orElseThrow().pid());
                assertThat(loaded.global("runtime").number()).isPositive();
                assertThat(loaded.global("uid").number())
                        .as("root loads programs")
                        .isZero();
                assertThat(loaded.global("letter").number()).isBetween(33L, 126L);
                assertThat(loaded.global("links").number()).isPositive();
                assertThat(loaded.global("known").number()).isOne();
            }
        }
    }

    @Test
    void aStructIsThereThatOnlyATypeArgumentNames() {
        Kernel.require();
        var build = Build.of("tools.Tool", """
                package tools;

                import dev.skep.lang.*;

                @Bpf(license = "GPL")
                @KernelTypes
                final class Tool {
                    static @Unsigned long address = 0;

                    @RawTracepoint("sched_switch")
                    static int read(RawTracepointContext context) {
                        return (int) Ptr.<task_struct>at(address).get().tgid;
                    }
                }
                """);
        try (LoadedObject loaded = Kernel.load(build.objectOrFail("tools.Tool"))) {
            assertThat(loaded.program("read").runContext(new byte[24]).returnValue())
                    .as("nothing lies at 0")
                    .isZero();
        }
    }

    @Test
    void classesHaveTheMembersThatAreReadAndNoOthers() {
        var generated = Build.of("tools.Tool", PROGRAM).compilation().generatedSourceFiles().stream()
                .map(file -> Path.of(file.getName()).getFileName().toString())
                .toList();
        assertThat(generated)
                .containsExactlyInAnyOrder(
                        "ToolBpf.java",
                        "task_struct.java",
                        "sched_entity.java",
                        "cred.java",
                        "mm_struct.java",
                        "file.java",
                        "inode.java",
                        "refcount_struct.java");
    }

    @Test
    void whatAnEarlierBuildLeftIsMadeAgain(@TempDir Path folder) {
        var builds = new BuildFolder(folder);
        assertThat(builds.compile("tools.Tool", PROGRAM)).isEmpty();
        var other = PROGRAM.replace("tgid = task.tgid;", "tgid = task.exit_code;");
        assertThat(builds.compile(
                        List.of("-cp", folder + ":" + System.getProperty("java.class.path")), "tools.Tool", other))
                .isEmpty();
    }

    @Test
    void everyClassOfWhatATaskLeadsToCompiles() {
        var sources = new ArrayList<String>();
        for (var binding : KernelBindings.of(
                Catalogue.types(), "kernel", List.of("task_struct", "tcp_sock", "sk_buff", "request"), n -> true))
            sources.addAll(List.of("kernel." + binding.name(), binding.text()));
        sources.addAll(List.of("kernel.Uses", """
                package kernel;
                import dev.skep.lang.*;
                @Bpf(license = "GPL", minKernel = "5.15")
                final class Uses {
                    @RawTracepoint("sched_switch")
                    static int all(RawTracepointContext context) {
                        var task = Kernel.currentTaskBtf(task_struct.class);
                        var socket = context.arg(0, tcp_sock.class);
                        var packet = context.arg(1, sk_buff.class);
                        var request = context.arg(2, request.class);
                        return task.pid + (int) socket.snd_cwnd + packet.sk.__sk_common.skc_family + (int) request.__data_len;
                    }
                }
                """));
        Build.of(sources.toArray(String[]::new)).objectOrFail("kernel.Uses");
    }

    @Test
    void aNameThatTheKernelDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> KernelBindings.of(Catalogue.types(), "a", List.of("task"), n -> true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no struct, union or enum is named `task`");
        var build = Build.of("A", "import dev.skep.lang.*;\n\n@KernelTypes(\"task\")\nfinal class A {}\n");
        assertThat(build.compilation().diagnostics().stream()
                        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                        .map(d -> d.getLineNumber() + ":" + d.getColumnNumber() + " "
                                + d.getMessage(Locale.ROOT).lines().findFirst().orElse("")))
                .containsExactly("4:7 [SKEP2037] no struct, union or enum of the kernel is named `task`");
    }

    /** javac finds no class and knows no more; all types that a kernel has are in its own BTF. */
    @Test
    void aNameThatDoesNotComeAlongIsWarnedOf() {
        var source = """
            import dev.skep.lang.*;
            import java.util.*;

            @Bpf(license = "GPL")
            @KernelTypes
            final class Interrupts {
                static class mine {}

                @RawTracepoint("irq_handler_entry")
                static int enters(RawTracepointContext context) {
                    return handles(context.arg(1, irqaction.class), null);
                }

                private static int handles(irqaction action, mine own) {
                    return (int) action.irq;
                }
            }
            """;
        assertThat(warnings(Build.of("Interrupts", source)))
                .containsExactly(
                        "11 [SKEP2037] no struct, union or enum of the kernel is named `irqaction`, of the common ones that come with Skep",
                        "why: classes for structs, unions and enums of the kernel are made from its BTF, where they have the names that C gives them",
                        "fix: name the types of a kernel, which has all: -Askep.btf=/sys/kernel/btf/vmlinux, or --btf of skep build");
        Kernel.require();
        assertThat(warnings(Build.with(List.of("-Askep.btf=/sys/kernel/btf/vmlinux"), "Interrupts", source)))
                .isEmpty();
    }

    @Test
    void aStructOfWhichOnlyTheNameComesAlongIsWarnedOf() {
        var source = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            @KernelTypes
            final class Terminals {
                @Kprobe("tty_open")
                static int opens(PtRegs registers) {
                    return Kernel.currentTask(task_struct.class).signal.tty.index;
                }
            }
            """;
        assertThat(warnings(Build.of("Terminals", source)))
                .contains(
                        "8 [SKEP2037] nothing of `tty_struct` but the name comes along with Skep",
                        "fix: name the types of a kernel, which has all: -Askep.btf=/sys/kernel/btf/vmlinux, or --btf of skep build");
        Kernel.require();
        Build.with(List.of("-Askep.btf=/sys/kernel/btf/vmlinux"), "Terminals", source)
                .objectOrFail("Terminals");
        assertThat(warnings(Build.of("Terminals", source.replace(".tty.index", ".nr_threads"))))
                .isEmpty();
        assertThat(warnings(Build.of("Terminals", source.replace(".tty.index", ".tty == null ? 0 : 1"))))
                .isEmpty();
    }

    private static List<String> warnings(Build build) {
        return build.compilation().diagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.WARNING
                        && d.getMessage(Locale.ROOT).contains("SKEP2037"))
                .flatMap(d -> (d.getLineNumber() + " " + d.getMessage(Locale.ROOT)).lines())
                .map(String::strip)
                .toList();
    }

    @Test
    void aFileThatHasNoTypesIsRefused() {
        var build = Build.with(List.of("-Askep.btf=/nowhere/vmlinux"), "tools.Tool", PROGRAM);
        assertThat(build.compilation().errors().stream().map(d -> d.getMessage(Locale.ROOT)))
                .anyMatch(text -> text.startsWith("[SKEP2009] -Askep.btf=/nowhere/vmlinux: no types of a kernel"));
    }

    /** What we say of a member's place is what bpftool reads in the same BTF. */
    @Test
    void theDocumentationSaysWhereMembersLie() throws IOException {
        var facts = KernelFacts.read();
        var text = KernelBindings.of(
                        Kernels.of(BtfIndex.of(Path.of("/sys/kernel/btf/vmlinux"))),
                        "a",
                        List.of("task_struct"),
                        n -> true)
                .get(0)
                .text();
        for (var name : List.of("pid", "comm", "real_parent", "cred"))
            assertThat(text)
                    .containsPattern("\\b" + name + "(\\[16])?}, at byte " + facts.offset("task_struct", name) + "\\.");
    }

    /** What C can say and Java cannot is told where somebody would look for it. */
    @Test
    void membersWithoutATypeInJavaAreNamedWithTheReason() {
        var types = BtfGraph.builder();
        var s32 = types.add(BtfType.Int.of("int", 4, BtfType.IntEncoding.SIGNED));
        var wide = types.add(BtfType.Int.of("__int128", 16, BtfType.IntEncoding.SIGNED));
        var real = types.add(new BtfType.Float("double", 8));
        var row = types.add(new BtfType.Array(s32, s32, 3));
        var table = types.add(new BtfType.Array(row, s32, 2));
        var rest = types.add(new BtfType.Array(s32, s32, 0));
        var pair =
                types.add(new BtfType.Struct("", 8, List.of(new Member("x", s32, 0, 0), new Member("y", s32, 32, 0))));
        var pairs = types.add(new BtfType.Array(pair, s32, 4));
        var code = types.add(new BtfType.Ptr(types.add(new BtfType.FuncProto(s32, List.of()))));
        var deep = types.add(new BtfType.Ptr(types.add(new BtfType.Ptr(s32))));
        types.add(new BtfType.Struct(
                "odd",
                200,
                List.of(
                        new Member("wide", wide, 0, 0),
                        new Member("real", real, 128, 0),
                        new Member("table", table, 192, 0),
                        new Member("pairs", pairs, 384, 0),
                        new Member("code", code, 640, 0),
                        new Member("deep", deep, 704, 0),
                        new Member("class", s32, 768, 0),
                        new Member("class_", s32, 800, 0),
                        new Member("rest", rest, 832, 0))));
        var btf = BtfIndex.of(ByteBuffer.wrap(
                BtfWriter.of(types.build(), ByteOrder.nativeOrder()).btf()));
        var text = KernelBindings.of(Kernels.of(btf), "a", List.of("odd"), n -> true)
                .get(0)
                .text();
        assertThat(text.replaceAll("\\s+\\*? *", " "))
                .contains(
                        "Left out: {@code __int128 wide}, at byte 0. Java has no integer of 128 bits in 16 bytes.",
                        "Left out: {@code double real}, at byte 16. Java's programs have no floating point.",
                        "Left out: {@code int class_}, at byte 100. Another member has its name in Java.",
                        "@Length({ 2, 3 }) public int[][] table;",
                        "@Embedded @Length(4) public pairs_[] pairs;",
                        "@Unsigned @Address public long code;",
                        "@Unsigned @Address public long deep;",
                        "@Length(0) public int[] rest;");
        Build.of("a.odd", text, "a.Uses", """
                package a;
                import dev.skep.lang.*;
                @Bpf(license = "GPL", minKernel = "5.15")
                final class Uses {
                    @RawTracepoint("sched_switch")
                    static int all(RawTracepointContext context) {
                        var odd = context.arg(0, odd.class);
                        int i = (int) context.arg(1) & 1;
                        return odd.table[1][2] + odd.table[i][i + 1] + odd.pairs[3].y + odd.pairs[i].x + odd.class_
                                + (int) (odd.code + odd.deep + Core.addressOf(odd.rest));
                    }
                }
                """).objectOrFail("a.Uses");
    }

    @Test
    void theCatalogueHasWhatItsListSays() throws IOException {
        var catalogue = Catalogue.types();
        try (var list = Catalogue.class.getResourceAsStream("kernel-types.txt")) {
            assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .allMatch(name -> KernelBindings.isKnown(catalogue, name)
                            || BoundConstants.of(catalogue, "", List.of(name))
                                    .text()
                                    .contains(name));
        }
    }

    /** What we say of two kernels is what bpftool reads in the types of each. */
    @Test
    void membersAreThoseOfAllKernelsWithTheirPlaces(@TempDir Path folder) throws IOException {
        var text = KernelBindings.of(Catalogue.types(), "a", List.of("task_struct"), n -> true)
                .get(0)
                .text();
        assertThat(text)
                .contains(
                        "{@code pid_t pid}, at byte " + place(folder, "6.18", "pid") + ". In 5.10 at byte "
                                + place(folder, "5.10", "pid") + ".",
                        "{@code unsigned int __state}, at byte " + place(folder, "6.18", "__state") + ". Not in 5.10.",
                        "{@code volatile long int state}, at byte " + place(folder, "5.10", "state")
                                + " in 5.10. Not in 6.18.");
    }

    private static int place(Path folder, String kernel, String member) throws IOException {
        var file = folder.resolve(kernel);
        try (var types = Catalogue.class.getResourceAsStream("kernel-" + kernel + ".btf")) {
            Files.write(file, types.readAllBytes());
        }
        var dump = Judge.require("bpftool")
                .run("btf", "dump", "file", file.toString())
                .orFail()
                .out();
        var struct = dump.substring(dump.indexOf("STRUCT 'task_struct'"));
        var found = Pattern.compile("\t'" + member + "' type_id=\\d+ bits_offset=(\\d+)")
                .matcher(struct);
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1)) / 8;
    }

    @Test
    void aProgramReadsWhatTheKernelThatRunsHas() {
        Kernel.require();
        var program =
                PROGRAM.replace("tgid = task.tgid;", "tgid = Core.exists(task.state) ? (int) task.state : task.tgid;");
        try (LoadedObject loaded = Kernel.load(Build.of("tools.Tool", program).objectOrFail("tools.Tool"))) {
            loaded.program("loaded").runContext(new byte[24]);
            assertThat(loaded.global("tgid").number())
                    .isEqualTo(ProcessHandle.current().pid());
        }
    }
}

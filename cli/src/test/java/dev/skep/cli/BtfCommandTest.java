package dev.skep.cli;

import static dev.skep.cli.Session.skep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.object.ObjectWriter;
import dev.skep.testkit.Judge;
import dev.skep.testkit.KernelTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BtfCommandTest {
    private static final byte[] OBJECT = ObjectWriter.write(Everything.object(), Target.of(IsaVersion.V3));
    private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("everything.bpf.o"), OBJECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "raw"})
    void dumpsAnObjectAsBpftoolDoes(String format) {
        Session session = skep("btf", "dump", file, "--format", format);

        assertThat(session.err()).isEmpty();
        assertThat(session.exit()).isZero();
        assertThat(session.out()).isEqualTo(bpftool("btf", "dump", "file", file.toString(), "format", format));
    }

    @Test
    void dumpsJsonAsBpftoolDoes() {
        assertThat(skep("btf", "dump", file, "--format", "json").out())
                .isEqualTo(bpftool("-j", "btf", "dump", "file", file.toString()));
    }

    /** A pointer to the first type of the base is all that this module has. */
    @ParameterizedTest
    @ValueSource(strings = {"c", "raw"})
    void dumpsWhatAModuleAddsToItsBase(String format) throws IOException {
        var split = ByteBuffer.allocate(36).order(ByteOrder.nativeOrder());
        split.putInt(0x0001_EB9F).putInt(24).putInt(0).putInt(12).putInt(12).putInt(0);
        split.putInt(0).putInt(0x0200_0000).putInt(1);
        Path module = Files.write(folder.resolve("module"), split.array());
        Session session = skep("btf", "dump", module, "--base", file, "--format", format);

        assertThat(session.err()).isEmpty();
        assertThat(session.out())
                .isEqualTo(bpftool("-B", file.toString(), "btf", "dump", "file", module.toString(), "format", format));
        assertThat(skep("btf", "dump", module).exit()).isEqualTo(1);
    }

    @Test
    void dumpsStandardInput() {
        Session session = Session.skepReading(new ByteArrayInputStream(OBJECT), "btf", "dump", "-");
        assertThat(session.out()).isEqualTo(skep("btf", "dump", file).out()).startsWith("[1] ");
    }

    @Test
    void extractsTypesThatLoadByThemselves() throws IOException {
        assumeTrue(Files.isReadable(VMLINUX), "no " + VMLINUX);
        Path small = folder.resolve("small.btf");
        Session session = skep("btf", "extract", VMLINUX, "--types", "iphdr,struct sock,pid_t", "-o", small);

        assertThat(session.err()).isEmpty();
        assertThat(session.exit()).isZero();
        assertThat(KernelTypes.verdict(Files.readAllBytes(small))).isEmpty();
        assertThat(skep("btf", "dump", small, "--format", "c").out())
                .isEqualTo(bpftool("btf", "dump", "file", small.toString(), "format", "c"))
                .contains("\nstruct iphdr {\n", "\nstruct sock {\n", " pid_t;\n");
        assertThat(Files.size(small)).isLessThan(Files.size(VMLINUX) / 2);
    }

    @Test
    void extractsTheNamesOfWhatPointersLeadTo() throws IOException {
        assumeTrue(Files.isReadable(VMLINUX), "no " + VMLINUX);
        Path small = folder.resolve("small.btf");
        Session session = skep("btf", "extract", VMLINUX, "--types", "struct task_struct", "--outline", "-o", small);

        assertThat(session.err()).isEmpty();
        assertThat(KernelTypes.verdict(Files.readAllBytes(small))).isEmpty();
        assertThat(bpftool("btf", "dump", "file", small.toString()))
                .contains("STRUCT 'task_struct'", "FWD 'mm_struct'")
                .doesNotContain("STRUCT 'mm_struct'");
        assertThat(Files.size(small)).isLessThan(Files.size(VMLINUX) / 20);
    }

    @Test
    void extractsWhatFunctionsTake() {
        assumeTrue(Files.isReadable(VMLINUX), "no " + VMLINUX);
        Path small = folder.resolve("small.btf");
        String type = "struct tcp_congestion_ops";
        Session session = skep("btf", "extract", VMLINUX, "--types", type, "--outline", "--prototypes", "-o", small);

        assertThat(session.err()).isEmpty();
        assertThat(bpftool("btf", "dump", "file", small.toString(), "format", "c"))
                .contains("void (*cong_avoid)(struct sock *, u32, u32);");
    }

    @Test
    void writesClassesForStructs() throws IOException {
        Session session =
                skep("btf", "java", "--types", "task_struct", "--members", "mm,pid", "--package", "a.b", "-d", folder);

        assertThat(session.err()).isEmpty();
        assertThat(session.exit()).isZero();
        assertThat(Files.readString(folder.resolve("a/b/task_struct.java")))
                .startsWith("package a.b;")
                .contains("@KernelType(\"task_struct\")", "mm_struct mm;", "int pid;")
                .doesNotContain("tgid");
        assertThat(folder.resolve("a/b/mm_struct.java")).exists();
    }

    @Test
    void takesEnumsOutByTheirConstants() throws IOException {
        assumeTrue(Files.isReadable(VMLINUX), "no " + VMLINUX);
        Path small = folder.resolve("small.btf");
        Session session =
                skep("btf", "extract", VMLINUX, "--types", "TCP_ESTABLISHED,nosuch", "--if-there", "-o", small);

        assertThat(session.err()).isEmpty();
        assertThat(bpftool("btf", "dump", "file", small.toString()))
                .contains("ENUM '(anon)'", "'TCP_ESTABLISHED' val=1")
                .doesNotContain("[2]");
    }

    @Test
    void writesClassesForEnumsAndConstants() throws IOException {
        Session session = skep(
                "btf",
                "java",
                "--types",
                "hrtimer_mode",
                "--constants",
                "TCP_ESTABLISHED,BPF_F_CURRENT_CPU",
                "-d",
                folder);

        assertThat(session.err()).isEmpty();
        assertThat(Files.readString(folder.resolve("hrtimer_mode.java"))).contains("HRTIMER_MODE_PINNED(2L)");
        assertThat(Files.readString(folder.resolve("KernelConstants.java")))
                .contains("int TCP_ESTABLISHED = 1;", "long BPF_F_CURRENT_CPU = 4294967295L;");
        assertThat(skep("btf", "java", "-d", folder).exit()).isEqualTo(2);
    }

    @Test
    void unpacksWhatTypesComeIn() throws IOException {
        assumeTrue(Files.isReadable(VMLINUX), "no " + VMLINUX);
        Path packed = folder.resolve("vmlinux.xz");
        Files.write(
                packed,
                Judge.require("xz")
                        .run(List.of("-0c"), Files.readAllBytes(VMLINUX))
                        .orFail()
                        .bytes());
        assertThat(skep("btf", "java", packed, "--types", "pid_namespace", "--members", "level", "-d", folder)
                        .err())
                .isEmpty();
        assertThat(Files.readString(folder.resolve("pid_namespace.java"))).contains("int level;");
        Path broken = folder.resolve("broken.xz");
        Files.write(broken, Arrays.copyOf(Files.readAllBytes(packed), 1000));
        Session session = skep("btf", "dump", broken);
        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.err()).startsWith("skep btf dump: " + broken + ": broken xz: ");
    }

    @Test
    void findsTheStructOfATracepoint() throws IOException {
        String common = """
                name: sched_waking
                ID: 371
                format:
                	field:unsigned short common_type;	offset:0;	size:2;	signed:0;
                	field:unsigned char common_flags;	offset:2;	size:1;	signed:0;
                	field:unsigned char common_preempt_count;	offset:3;	size:1;	signed:0;
                	field:int common_pid;	offset:4;	size:4;	signed:1;

                	field:char comm[16];	offset:8;	size:16;	signed:0;
                	field:pid_t pid;	offset:24;	size:4;	signed:1;
                	field:int prio;	offset:28;	size:4;	signed:1;
                	field:int target_cpu;	offset:32;	size:4;	signed:1;
                """;
        Path format = Files.writeString(folder.resolve("format"), common);
        assertThat(skep("btf", "java", "--tracepoint", format, "-d", folder).err())
                .isEmpty();
        assertThat(Files.readString(folder.resolve("trace_event_raw_sched_wakeup_template.java")))
                .contains("@Length(16)", "byte[] comm;", "int target_cpu;");
        Path other = Files.writeString(folder.resolve("other"), common.replace("target_cpu", "cpu"));
        Session session = skep("btf", "java", "--tracepoint", other, "-d", folder);
        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.err())
                .isEqualToIgnoringNewLines("skep btf java: " + other + ": no struct is the record of `sched_waking`");
    }

    @Test
    void saysWhichStructThereIsNot() {
        Session session = skep("btf", "java", file, "--types", "Origin,task", "-d", folder.resolve("made"));

        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.err())
                .isEqualToIgnoringNewLines("skep btf java: " + file + ": no struct, union or enum is named `task`");
        assertThat(folder.resolve("made")).doesNotExist();
        assertThat(skep("btf", "java", "--types", "sock", "--package", "1a").exit())
                .isEqualTo(2);
    }

    @Test
    void extractsToStandardOutput() {
        byte[] bytes = Session.bytesOf(
                new ByteArrayInputStream(OBJECT), "btf", "extract", "-", "--types", "Origin", "-o", "-");
        var session = Session.skepReading(new ByteArrayInputStream(bytes), "btf", "dump", "-");
        assertThat(session.out()).contains(" STRUCT 'Origin' size=16 ");
    }

    @Test
    void refusesATypeThatIsNotThereAndWritesNothing() {
        Path small = folder.resolve("small.btf");
        for (String name : List.of("Orign", "union Origin")) {
            Session session = skep("btf", "extract", file, "--types", "Origin," + name, "-o", small);
            assertThat(session.exit()).isEqualTo(1);
            assertThat(session.err())
                    .isEqualToIgnoringNewLines("skep btf extract: " + file + ": no type is named " + name);
            assertThat(small).doesNotExist();
        }
    }

    @Test
    void saysWhatIsWrongWithTheInput() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "neither BTF nor an object, but text");
        Path cut = Files.write(folder.resolve("cut.o"), Arrays.copyOf(OBJECT, 100));
        refuses(text, text + ": [SKEP5002] BTF does not start with the magic number eb9f (at byte 0)");
        refuses(cut, cut + ": ");
        refuses(folder.resolve("missing"), "missing: there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dump", "extract"})
    void explainsItself(String command) {
        Session session = skep("btf", command, "--help");
        assertThat(session.exit()).isZero();
        assertThat(session.out()).startsWith("Usage: skep btf " + command + " ").contains("--base=FILE");
    }

    private static void refuses(Path input, String message) {
        Session session = skep("btf", "dump", input);
        assertThat(session.exit()).isEqualTo(1);
        assertThat(session.out()).isEmpty();
        assertThat(session.err())
                .startsWith("skep btf dump: ")
                .contains(message)
                .hasLineCount(1);
    }

    private static String bpftool(String... arguments) {
        return Judge.require("bpftool").run(arguments).orFail().out();
    }
}

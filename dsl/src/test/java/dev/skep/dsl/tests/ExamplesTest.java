package dev.skep.dsl.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.dsl.ObjectFile;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.NativeOrder;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the documentation compile, and do what they say. */
class ExamplesTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/skep/dsl");
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\n(.*?)\n \\* }</pre>", Pattern.DOTALL);
    private static final String IMPORTS = """
            import static dev.skep.dsl.EnumDef.enumeration;
            import static dev.skep.dsl.HashMapDef.hashMap;
            import static dev.skep.dsl.KernelSignature.kernelSignature;
            import static dev.skep.dsl.KernelStruct.kernelStruct;
            import static dev.skep.dsl.License.GPL;
            import static dev.skep.dsl.ProgramType.xdp;
            import static dev.skep.dsl.StructDef.struct;
            import static dev.skep.dsl.StructOpsDef.structOps;
            import static dev.skep.dsl.SubprogramDef.subprogram;
            import static dev.skep.dsl.Types.*;
            import static dev.skep.dsl.UpdateFlag.NOEXIST;
            import static dev.skep.dsl.XdpAction.PASS;
            import static dev.skep.dsl.net.EtherType.ETH_P_IP;

            import dev.skep.dsl.*;
            import dev.skep.dsl.net.*;
            """;

    @TempDir
    private Path folder;

    @Test
    void ofThePackageCountsPacketsBySource() throws Exception {
        var object = (ObjectFile) compiled("HitCounter", example("package-info.java"))
                .getMethod("object")
                .invoke(null);
        object.write(folder.resolve("hit_counter.bpf.o"));

        Kernel.require();
        try (var loaded = Kernel.load(folder.resolve("hit_counter.bpf.o"))) {
            var packet = XdpRun.tcp(0, 80, 0);
            for (var i = 0; i < 3; i++) loaded.program("count").run(packet);
            assertThat(loaded.map("hits").lookup(new byte[] {10, 0, 0, 1})).hasValue(NativeOrder.u64(3));
        }
    }

    @Test
    void ofStructs() throws Exception {
        compiled("Structs", "class Structs {" + example("StructDef.java") + "}");
    }

    @Test
    void ofSubprograms() throws Exception {
        var fold = "static void fold(SubprogramBuilder<U32> f) { f.return_(f.parameter(SUM).and(0xffff)); }";
        compiled("Checksum", "class Checksum {" + example("SubprogramDef.java") + fold + "}");
    }

    @Test
    void ofEnumerations() throws Exception {
        compiled("Phases", "class Phases {" + example("EnumDef.java") + "}");
    }

    @Test
    void ofTheKernelsStructs() throws Exception {
        compiled("Tasks", "class Tasks {" + example("KernelStruct.java") + "}");
    }

    @Test
    void ofWhatTheKernelHandsOver() throws Exception {
        var object = compiled("Switches", "class Switches {" + example("KernelSignature.java") + "}")
                .getDeclaredMethod("object");
        object.setAccessible(true);
        Kernel.require();
        try (var loaded = Kernel.load(((ObjectFile) object.invoke(null)).bytes())) {
            assertThat(loaded.programs()).containsExactly("onSwitch");
        }
    }

    @Test
    void ofStructsOfFunctions() throws Exception {
        compiled("Reno", "class Reno {" + example("StructOpsDef.java") + "}");
    }

    private static String example(String file) throws IOException {
        var example = EXAMPLE.matcher(Files.readString(SOURCES.resolve(file)));
        assertThat(example.find()).as("an example in " + file).isTrue();
        return example.group(1).replaceAll("(?m)^ \\* ?", "");
    }

    private Class<?> compiled(String name, String source) throws Exception {
        var file = folder.resolve(name + ".java");
        Files.writeString(file, IMPORTS + source);
        var javac = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var files = javac.getStandardFileManager(null, null, null)) {
            var options = List.of("-d", folder.toString(), "-proc:none");
            var task = javac.getTask(said, files, null, options, null, files.getJavaFileObjects(file));
            assertThat(task.call()).as(said.toString()).isTrue();
        }
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}).loadClass(name);
    }
}

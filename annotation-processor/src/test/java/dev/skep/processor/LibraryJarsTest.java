package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes in jars, which another javac has compiled: what they have becomes part of the objects that use it. */
class LibraryJarsTest {
    private static final String LIBRARY = """
            package lib;

            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.17")
            public final class Library {
                @Struct
                public static final class Event {
                    @Unsigned public int number;
                    @BigEndian @Unsigned public int address;
                    @Length(4) public byte[] tag;
                }

                public record Key(@Unsigned int address, @Unsigned short port) {}

                public static final BpfHashMap<Key, U64> counts = BpfHashMap.of(16);
                public static final BpfArray<Event> events = BpfArray.of(2);
                public static final int LAST = 3;
                public static long total = 40;

                @Config
                public static int step = 2;

                private static final int[] weights = {3, 5, 7, 9};

                private Library() {}

                public static int weight(int n) {
                    return at(n & LAST);
                }

                @Subprogram
                public static int at(int index) {
                    return weights[index];
                }

                @Subprogram
                public static int store(Event event) {
                    var room = events.lookup(1);
                    if (room == null) return -1;
                    Memory.copy(room, event);
                    total += step;
                    return event.tag[1];
                }

                public static long count(@Unsigned int address, @Unsigned short port) {
                    var value = counts.lookupOrInsert(new Key(address, port));
                    if (value == null) return -1;
                    value.value += 5;
                    return Kernel.asm(\"""
                            r0 = *(u64 *)(r1 + 0)
                            r2 = total ll
                            r2 = *(u64 *)(r2 + 0)
                            r0 += r2
                            \""", value);
                }

                public static int rounds(int n) {
                    return Kernel.loop(100, i -> i < n);
                }

                public static int named(int n) {
                    var text = new byte[8];
                    Kernel.snprintf(text, "n%d", n);
                    return text[1] - '0' + Deep.one();
                }
            }
            """;

    private static final String DEEP = """
            package lib;

            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Deep {
                static int one() {
                    return 1;
                }
            }
            """;

    private static final String USER = """
            package app;

            import dev.skep.lang.*;
            import lib.Library;

            @Bpf(license = "GPL", minKernel = "5.17")
            final class User {
                static long sum;

                @Xdp
                static int program(XdpContext context) {
                    var event = context.packet().next(Library.Event.class);
                    if (event == null) return -1;
                    int result = Library.weight(event.number) + Library.at(event.number & Library.LAST);
                    result += Library.store(event);
                    sum = Library.count(event.address, (short) 0xffff);
                    result += 100 * Library.rounds(3) + Library.named(7);
                    var text = new byte[8];
                    Kernel.snprintf(text, "m%d", 4);
                    Library.total++;
                    return result + text[1] - '0';
                }
            }
            """;

    @TempDir
    Path temporary;

    private Path jar;

    @BeforeEach
    void buildTheLibrary() {
        jar = temporary.resolve("library.jar");
        var folder = folder("library");
        assertThat(new BuildFolder(folder).compile("lib.Library", LIBRARY, "lib.Deep", DEEP))
                .isEmpty();
        pack(folder, jar);
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(temporary.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void pack(Path folder, Path jar) {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Diagnostic<? extends JavaFileObject>> use(String user, String... options) {
        var path = jar + File.pathSeparator + System.getProperty("java.class.path");
        var all = Stream.concat(Stream.of("-cp", path), Stream.of(options)).toList();
        return new BuildFolder(folder("app")).compile(all, "app.User", user);
    }

    private byte[] object() {
        try {
            return Files.readAllBytes(temporary.resolve("app/META-INF/bpf/app.User.bpf.o"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void refused(String user, int line, int column, String message, String... options) {
        var said = use(user, options);
        assertThat(said).hasSize(1);
        assertThat(said.get(0).getMessage(Locale.ROOT)).startsWith(message);
        assertThat(said.get(0).getLineNumber()).isEqualTo(line);
        assertThat(said.get(0).getColumnNumber()).isEqualTo(column);
        assertThat(new BuildFolder(folder("app")).names()).noneMatch(name -> name.endsWith(".bpf.o"));
    }

    @Test
    void becomePartOfTheObjectsThatUseThem() {
        Kernel.require();
        assertThat(use(USER)).isEmpty();
        try (var object = Kernel.load(object())) {
            assertThat(object.programs()).containsExactly("program");
            assertThat(object.maps()).contains("counts", "events");
            var packet = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
            packet.putInt(2).putInt(0x01020304).put(new byte[] {8, 9, 10, 11});
            var run = object.program("program").run(packet.array());
            assertThat(run.returnValue()).isEqualTo(7 + 7 + 9 + 400 + 7 + 1 + 4);
            assertThat(object.global("total").number()).isEqualTo(43);
            assertThat(object.global("sum").number()).isEqualTo(5 + 42);
            var stored = object.map("events").lookup(new byte[] {1, 0, 0, 0}).orElseThrow();
            assertThat(ByteBuffer.wrap(stored).order(ByteOrder.nativeOrder()).getInt())
                    .isEqualTo(2);
        }
    }

    /** The jar of a library and its sources are the same to who uses it, but for where things lie. */
    @Test
    void areTheSameAsTheirSources() {
        assertThat(use(USER)).isEmpty();
        var together = Build.of("lib.Library", LIBRARY, "lib.Deep", DEEP, "app.User", USER);
        assertThat(object()).isEqualTo(together.objectOrFail("app.User"));
    }

    @Test
    void areFoundInModules() {
        var folder = folder("module");
        var path = System.getProperty("java.class.path");
        var module = "module lib { requires dev.skep.dsl; exports lib; }";
        assertThat(new BuildFolder(folder)
                        .compile(List.of("-p", path), "module-info", module, "lib.Library", LIBRARY, "lib.Deep", DEEP))
                .isEmpty();
        pack(folder, jar);
        var app = new BuildFolder(folder("app"));
        var said = app.compile(
                List.of("-p", jar + File.pathSeparator + path),
                "module-info",
                "module app { requires lib; requires dev.skep.dsl; }",
                "app.User",
                USER);
        assertThat(said).isEmpty();
        assertThat(app.bytes("META-INF/bpf/app.User.bpf.o"))
                .isEqualTo(Build.of("lib.Library", LIBRARY, "lib.Deep", DEEP, "app.User", USER)
                        .objectOrFail("app.User"));
    }

    private static String small(String kernel, String expression) {
        return USER.replace("5.17", kernel)
                .replaceAll("(?s)var event = .*? text\\[1\\] - '0';", "return " + expression + ";");
    }

    @Test
    void mustBeProvedWithinTheirArraysByWhoCallsThem() {
        refused(
                small("5.17", "Library.weight(context.rxQueueIndex) + Library.at(context.rxQueueIndex & 7)"),
                12,
                65,
                "[SKEP3035] `index` is not known to be within 0 and 3 in `at`, lib/Library.java:34");
    }

    @Test
    void areMadeForKernelsAndMachines() {
        var user = small("5.15", "Library.weight(1)");
        refused(
                user,
                12,
                30,
                "[SKEP4107] `Library.weight` was compiled for kernel 5.17, and this object must load on 5.15");
        refused(
                user.replace("5.15", "5.17"),
                12,
                30,
                "[SKEP4107] `Library.weight` was compiled for x86_64, little endian,"
                        + " and this object is for aarch64, little endian",
                "-Askep.machine=aarch64");
        assertThat(use(user.replace("5.15", "6.1"))).isEmpty();
    }

    @Test
    void areOfOneVersionOfSkep() {
        var folder = temporary.resolve("library");
        var path = folder.resolve("lib/Library$$Bpf.class");
        try {
            for (var change :
                    List.of("skep\t1>skep\t9", "skep\t1>spam\t1", "unit \"Library>unit %Library", "ptr>prt")) {
                var from = change.split(">")[0];
                var bytes = Files.readAllBytes(path);
                var text = new String(bytes, StandardCharsets.ISO_8859_1);
                assertThat(text).contains(from);
                Files.write(path, text.replace(from, change.split(">")[1]).getBytes(StandardCharsets.ISO_8859_1));
                pack(folder, jar);
                var why = change.contains("9") ? "has format 9, and this Skep reads 1" : "is damaged";
                refused(
                        small("5.17", "Library.weight(1)"),
                        12,
                        30,
                        "[SKEP4106] `Library.weight` cannot be used: the compiled form of `Library` " + why + "\n");
                Files.write(path, bytes);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What the class says and what was compiled of it do not belong together. */
    @Test
    void areCompiledAsTheyAreDeclared() {
        var folder = temporary.resolve("library");
        var other = new BuildFolder(folder("other"));
        var changed = LIBRARY.replace("int weight(int n)", "int weight(@Unsigned int n)");
        assertThat(other.compile("lib.Library", changed, "lib.Deep", DEEP)).isEmpty();
        try {
            Files.copy(
                    temporary.resolve("other/lib/Library$$Bpf.class"),
                    folder.resolve("lib/Library$$Bpf.class"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        pack(folder, jar);
        refused(
                small("5.17", "Library.weight(1)"),
                12,
                30,
                "[SKEP2028] `Library.weight` was compiled when argument 1 had another type");
    }

    /** A library uses others, which have to be there, too. */
    @Test
    void areThereWithAllTheyUse() {
        var folder = temporary.resolve("library");
        try {
            Files.delete(folder.resolve("lib/Deep$$Bpf.class"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        pack(folder, jar);
        refused(
                small("5.17", "Library.weight(1)"),
                12,
                30,
                "[SKEP2028] `Library.weight` uses `Deep`, which has no source in this build");
    }
}

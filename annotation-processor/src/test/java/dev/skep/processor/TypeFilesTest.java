package dev.skep.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.btf.BtfKind;
import dev.skep.processor.bindings.Catalogue;
import dev.skep.processor.bindings.KernelBindings;
import dev.skep.processor.bindings.Kernels;
import dev.skep.processor.unpack.TypeFile;
import dev.skep.processor.unpack.TypeFiles;
import dev.skep.testkit.Judge;
import dev.skep.testkit.packages.PackageCache;
import dev.skep.testkit.packages.PackageUnavailable;
import dev.skep.testkit.packages.Suite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types out of all that kernels come in, packed by the tools that pack them there. */
class TypeFilesTest {
    private static final int PAYLOAD = 0x4000;

    @TempDir
    Path folder;

    private static byte[] types() throws IOException {
        try (var in = Catalogue.class.getResourceAsStream("kernel-6.18.btf")) {
            return in.readAllBytes();
        }
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] found(byte[] file) throws IOException {
        var types = TypeFile.of(file).types().duplicate();
        var bytes = new byte[types.remaining()];
        types.get(bytes);
        return bytes;
    }

    private static byte[] packed(String tool, String options, byte[] bytes) {
        return Judge.require(tool)
                .run(List.of((options + " -c").strip().split(" +")), bytes)
                .orFail()
                .bytes();
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource(textBlock = """
            gzip,  -9
            xz,    -9
            xz,    --check=crc32 --x86 --lzma2=dict=32MiB
            xz,    --format=lzma
            zstd,  -q
            zstd,  -q --ultra -22 --long=27
            zstd,  -q -1 --no-check
            bzip2, -9
            lz4,   -q
            lz4,   -q -l -9
            """)
    // spotless:on
    void packedTypesAreUnpacked(String tool, String options) throws IOException {
        var types = types();
        assertThat(found(packed(tool, options, types))).isEqualTo(types);
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource(textBlock = """
            gzip,  -9
            xz,    --check=crc32 --x86 --lzma2=dict=32MiB
            xz,    --format=lzma
            zstd,  -q --ultra -22
            bzip2, -9
            lz4,   -q -l -9
            """)
    // spotless:on
    void aKernelIsWhereItsImageSays(String tool, String options) throws IOException {
        var types = types();
        var payload = packed(tool, options, types);
        assertThat(found(x86(payload, tool))).isEqualTo(types);
        assertThat(found(zboot(payload, tool))).isEqualTo(types);
    }

    private static byte[] sized(byte[] payload, String tool) {
        return tool.equals("gzip") ? payload : Arrays.copyOf(payload, payload.length + 4);
    }

    private static byte[] x86(byte[] payload, String tool) {
        var packed = sized(payload, tool);
        var image = ByteBuffer.allocate(PAYLOAD + packed.length + 100).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0x1F1, (byte) 3)
                .putShort(0x1FE, (short) 0xAA55)
                .putInt(0x202, 0x5372_6448)
                .putShort(0x206, (short) 0x20F);
        image.putInt(0x248, PAYLOAD - 4 * 512).putInt(0x24C, packed.length);
        return image.put(PAYLOAD, packed).array();
    }

    private static byte[] zboot(byte[] payload, String tool) {
        var packed = sized(payload, tool);
        var image = ByteBuffer.allocate(PAYLOAD + packed.length + 100).order(ByteOrder.LITTLE_ENDIAN);
        image.put(new byte[] {'M', 'Z', 0, 0, 'z', 'i', 'm', 'g'})
                .putInt(PAYLOAD)
                .putInt(packed.length);
        return image.put(PAYLOAD, packed).array();
    }

    @Test
    void anImageThatIsNotPackedHasTypesSomewhere() throws IOException {
        var types = types();
        var image = new byte[types.length + 10_000];
        image[50] = (byte) 0x9F;
        image[51] = (byte) 0xEB;
        System.arraycopy(types, 0, image, 4_099, types.length);
        assertThat(found(image)).isEqualTo(types);
    }

    @Test
    void theArchivesOfBtfhubHaveOneFile() throws IOException {
        var types = types();
        file("5.4.0-42-generic.btf", types);
        Judge.require("sh").run("-c", "cd " + folder + " && tar cJf one.btf.tar.xz 5.4.0-42-generic.btf");
        assertThat(found(Files.readAllBytes(folder.resolve("one.btf.tar.xz")))).isEqualTo(types);
        file("other.btf", types);
        Judge.require("sh")
                .run(
                        "-c",
                        "cd " + folder
                                + " && tar cf two.tar 5.4.0-42-generic.btf other.btf && mkdir d && tar cf none.tar d");
        assertThatThrownBy(() -> found(Files.readAllBytes(folder.resolve("two.tar"))))
                .isInstanceOf(IOException.class)
                .hasMessage("`5.4.0-42-generic.btf` and `other.btf` both have types: unpack one of them");
        assertThatThrownBy(() -> found(Files.readAllBytes(folder.resolve("none.tar"))))
                .isInstanceOf(IOException.class)
                .hasMessage("an archive without types");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "zstd", "bzip2", "lz4", "lz4 -l"})
    void whatIsBrokenIsToldWithoutAStackTrace(String tool) throws IOException {
        var words = tool.split(" ");
        var whole = packed(words[0], "-q " + (words.length > 1 ? words[1] : ""), types());
        var random = new Random(42);
        for (var i = 0; i < 40; i++) {
            var broken = i < 10 ? Arrays.copyOf(whole, 1 + whole.length * i / 10) : whole.clone();
            if (i >= 10)
                for (var flips = 0; flips < 3; flips++)
                    broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                found(broken);
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("(?s).{5,}");
            }
        }
    }

    @Test
    void whatUnpacksToTooMuchIsRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            for (var i = 0; i < 300; i++) out.write(new byte[1 << 20]);
        }
        assertThatThrownBy(() -> found(bytes.toByteArray()))
                .isInstanceOf(IOException.class)
                .hasMessage("unpacks to more than 256 MiB");
        var nested = types();
        for (var i = 0; i < 6; i++) nested = packed("gzip", "-9", nested);
        var deep = nested;
        assertThatThrownBy(() -> found(deep))
                .isInstanceOf(IOException.class)
                .hasMessage("packed in more than 4 layers");
    }

    @Test
    void whatHasNoTypesSaysSo() throws IOException {
        for (var bytes : List.of(new byte[0], new byte[100_000], new byte[] {'M', 'Z', 0, 0, 'z', 'i', 'm', 'g'})) {
            var file = file("nothing", bytes);
            assertThatThrownBy(() -> TypeFiles.index(file, null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("BTF");
        }
        assertThatThrownBy(() -> TypeFiles.index(folder.resolve("nosuch"), null))
                .isInstanceOf(IOException.class);
    }

    /** A kernel with all that debuggers want is longer than what is read as a whole. */
    @Test
    void nothingButTheTypesOfAnElfFileIsRead() throws IOException {
        var types = file("types.btf", types());
        var small = folder.resolve("small");
        Judge.require("objcopy")
                .run(
                        "-I",
                        "binary",
                        "-O",
                        "elf64-x86-64",
                        "-B",
                        "i386:x86-64",
                        "--rename-section",
                        ".data=.BTF",
                        types.toString(),
                        small.toString())
                .orFail();
        var large = spread(Files.readAllBytes(small), 300L << 20, 5L << 30);
        assertThat(Files.size(large)).isGreaterThan(5L << 30);
        var bpftool = Judge.require("bpftool");
        assertThat(bpftool.run("btf", "dump", "file", large.toString()).orFail().out())
                .isEqualTo(bpftool.run("btf", "dump", "file", types.toString())
                        .orFail()
                        .out());

        var read = TypeFile.ofElf(large).orElseThrow();
        assertThat(read.types()).isEqualTo(ByteBuffer.wrap(types()));
        assertThat(read.base()).isEmpty();
        assertThat(TypeFile.ofElf(types)).isEmpty();
        assertThat(TypeFiles.index(large, null).find(BtfKind.STRUCT, "task_struct"))
                .isPresent();
        try (var channel = FileChannel.open(large, StandardOpenOption.WRITE)) {
            channel.truncate(5L << 30);
        }
        assertThatThrownBy(() -> TypeFiles.index(large, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("of a file of 5368709120 bytes");
    }

    /** A file with holes: its types lie at a place far behind, and the headers of its sections at another. */
    private Path spread(byte[] elf, long typesAt, long headersAt) throws IOException {
        var from = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        var headers = from.slice((int) from.getLong(40), 64 * from.getShort(60)).order(ByteOrder.LITTLE_ENDIAN);
        var path = folder.resolve("large");
        try (var to = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.SPARSE, StandardOpenOption.WRITE)) {
            for (var at = 64; at < headers.limit(); at += 64) {
                var size = (int) headers.getLong(at + 32);
                var offset = (int) headers.getLong(at + 24);
                var place = at == 64 ? typesAt : offset;
                to.write(from.slice(offset, size), place);
                headers.putLong(at + 24, place);
            }
            to.write(headers, headersAt);
            to.write(from.putLong(40, headersAt).slice(0, 64), 0);
        }
        return path;
    }

    /** The kernel that Debian ships, as lz4 and bpftool see it, and a module of it. */
    @Test
    void theKernelOfADistributionHasItsTypes() throws IOException, PackageUnavailable {
        assumeTrue(Boolean.getBoolean("skep.all"), "kernels are fetched with -Dskep.all=true");
        var kernel = PackageCache.ofUser().unpackedKernel(Suite.BOOKWORM, "cloud-amd64");
        var image = Files.readAllBytes(only(kernel.resolve("boot"), "vmlinuz-.*"));
        var types = file("vmlinux.btf", found(image));
        var bpftool = Judge.require("bpftool");
        var start = new String(image, ISO_8859_1).indexOf("\u0002!L\u0018");
        var vmlinux = file(
                "vmlinux",
                Judge.require("lz4")
                        .run(List.of("-dcq"), Arrays.copyOfRange(image, start, image.length))
                        .bytes());
        assertThat(bpftool.run("btf", "dump", "file", types.toString()).out())
                .isEqualTo(bpftool.run("btf", "dump", "file", vmlinux.toString())
                        .orFail()
                        .out());
        var module = only(kernel.resolve("lib/modules"), "veth\\.ko(\\..*)?");
        var index = TypeFiles.index(module, types);
        assertThat(index.find(BtfKind.STRUCT, "veth_priv")).isPresent();
        assertThat(KernelBindings.of(Kernels.of(index), "a", List.of("veth_priv"), n -> true)
                        .get(0)
                        .text())
                .contains("net_device peer;");
    }

    private static Path only(Path folder, String name) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

package dev.skep.testkit.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class KernelModuleTest {
    @TempDir
    Path folder;

    private void module(String file, String information) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        byte[] code = ("ELF" + information.replace('|', '\0')).getBytes(StandardCharsets.ISO_8859_1);
        try (OutputStream out = Files.newOutputStream(path)) {
            if (file.endsWith(".xz")) {
                try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(0))) {
                    xz.write(code);
                }
            } else {
                out.write(code);
            }
        }
    }

    @Test
    void insertsDependenciesFirstAndOnce() throws IOException {
        module("net/top.ko", "|license=GPL|depends=middle-one,other|name=top|");
        module("net/middle-one.ko.xz", "|depends=bottom|");
        module("lib/other.ko", "|depends=bottom|");
        module("lib/bottom.ko.xz", "|depends=|");
        module("lib/unwanted.ko", "|depends=|");

        assertThat(KernelModule.closure(folder, List.of("top", "built_in", "bottom")))
                .extracting(KernelModule::name)
                .containsExactly("bottom", "middle_one", "other", "top");
    }

    @Test
    void handsOutCodeThatIsNotCompressed() throws IOException {
        module("bottom.ko.xz", "|depends=|");

        assertThat(KernelModule.closure(folder, List.of("bottom"))
                        .iterator()
                        .next()
                        .code())
                .asString()
                .startsWith("ELF");
    }

    @Test
    void refusesACompressedFileThatIsTorn() throws IOException {
        Files.write(folder.resolve("torn.ko.xz"), new byte[] {(byte) 0xfd, '7', 'z', 'X'});

        assertThatThrownBy(() -> KernelModule.closure(folder, List.of("torn"))).isInstanceOf(IOException.class);
    }
}

package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kernel's ciphers: what a program encrypts is what standards say and what Java encrypts. */
class CiphersTest {
    /** {@code -EOPNOTSUPP}. */
    private static final int NOT_THERE = -95;

    @BeforeEach
    void needsTheKernel() {
        Kernel.require();
    }

    private static void assumeCipher(String name) throws IOException {
        assumeTrue(
                Files.readAllLines(Path.of("/proc/crypto")).stream().anyMatch(line -> line.endsWith(": " + name)),
                "this kernel has no " + name);
    }

    private static int make(LoadedObject object, String algorithm, byte[] key) {
        object.global("algorithm").set(Arrays.copyOf(algorithm.getBytes(StandardCharsets.US_ASCII), 32));
        var params = object.global("params").bytes();
        System.arraycopy(key, 0, params, 14 + 2 + 128, key.length);
        params[14 + 2 + 128 + 256] = (byte) key.length;
        object.global("params").set(params);
        return object.program("make").runContext(new byte[8]).returnValue();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** FIPS 197, appendix C. */
    @Test
    void encryptWhatTheStandardSays() throws IOException {
        assumeCipher("ecb(aes)");
        try (var object = Kernel.load(KfuncSources.object("Ciphers"))) {
            assertThat(make(object, "ecb(aes)", hex("000102030405060708090a0b0c0d0e0f")))
                    .isEqualTo(10);
            var plain = Arrays.copyOf(hex("00112233445566778899aabbccddeeff"), 64);
            object.global("plain").set(plain);
            assertThat(object.program("alone").run(new byte[64]).returnValue()).isEqualTo(100);
            assertThat(Arrays.copyOf(object.global("encrypted").bytes(), 16))
                    .isEqualTo(hex("69c4e0d86a7b0430d8cdb78070b4c55a"));
            assertThat(object.global("decrypted").bytes()).isEqualTo(plain);
        }
    }

    @Test
    void encryptWhatJavaEncrypts() throws IOException, GeneralSecurityException {
        assumeCipher("cbc(aes)");
        var random = new Random(5);
        try (var object = Kernel.load(KfuncSources.object("Ciphers"))) {
            for (var round = 0; round < 20; round++) {
                var key = bytes(random, 16 << random.nextInt(2));
                var iv = bytes(random, 16);
                var plain = bytes(random, 64);
                assertThat(make(object, "cbc(aes)", key)).isEqualTo(round == 0 ? 10 : 11);
                object.global("plain").set(plain);
                object.global("iv").set(iv);
                assertThat(object.program("chained").run(new byte[64]).returnValue())
                        .isEqualTo(100);
                var cipher = Cipher.getInstance("AES/CBC/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
                assertThat(object.global("encrypted").bytes()).isEqualTo(cipher.doFinal(plain));
            }
        }
    }

    @Test
    void areNotThereWithoutTheirNames() {
        try (var object = Kernel.load(KfuncSources.object("Ciphers"))) {
            assertThat(object.program("alone").run(new byte[64]).returnValue()).isEqualTo(2);
            assertThat(make(object, "ecb(skep)", new byte[16])).isEqualTo(NOT_THERE);
            assertThat(object.program("alone").run(new byte[64]).returnValue()).isEqualTo(2);
        }
    }

    private static byte[] bytes(Random random, int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}

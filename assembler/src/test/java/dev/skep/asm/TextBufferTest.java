package dev.skep.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Text as bytes: what the JDK writes of the same numbers and names. */
class TextBufferTest {
    private static LongStream numbers() {
        LongStream powers = LongStream.iterate(1, power -> power <= Long.MAX_VALUE / 10, power -> power * 10);
        LongStream edges = powers.flatMap(power -> LongStream.of(power - 1, power, -power, 1 - power));
        LongStream ends = LongStream.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, Integer.MIN_VALUE);
        LongStream any = new Random(1).longs(1000).map(number -> number >> (number & 63));
        return LongStream.concat(LongStream.concat(edges, ends), any);
    }

    @Test
    void writesNumbersAsTheJdkDoes() {
        numbers().forEach(number -> {
            var text = new TextBuffer(0).append(number).append(' ').appendHex(number);
            assertThat(text).hasToString(number + " " + Long.toHexString(number));
            assertThat(new TextBuffer(0).appendHex(number, 16))
                    .hasToString(HexFormat.of().toHexDigits(number));
            if (number >= 0) {
                assertThat(new TextBuffer(0).append(number, 8)).hasToString(String.format("%8d", number));
            }
        });
    }

    @Test
    void writesNamesOfAnyLanguage() {
        String name = "näme_名_🐝";
        var text = new TextBuffer(0).append(name).append('é').append(name.getBytes(StandardCharsets.UTF_8));
        assertThat(text).hasToString(name + "é" + name);
        assertThat(text.size()).isEqualTo((name + "é" + name).getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void writesOctetsWithBlanksBetween() {
        byte[] octets = {(byte) 0xbf, 0x10, (byte) 0xff, 0};
        assertThat(new TextBuffer(0).appendOctets(octets, 0, 4)).hasToString("bf 10 ff 00");
        assertThat(new TextBuffer(0).appendOctets(octets, 1, 2)).hasToString("10");
        assertThat(new TextBuffer(0).appendOctets(octets, 1, 1)).hasToString("");
    }

    @Test
    void isEmptyWhenItIsWrittenOut() throws IOException {
        var out = new ByteArrayOutputStream();
        var text = new TextBuffer(1);
        for (int i = 0; i < 100; i++) {
            text.append("line ").append(i).append('\n');
        }
        String all = text.toString();
        text.drainTo(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(all).endsWith("line 99\n");
        assertThat(text).hasToString("");
    }
}

package dev.skep.asm;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes into instructions: what is none, and everything that is one. */
class DecoderTest {
    private static final List<Opcode> ROWS = List.of(Opcode.values());

    private record Bad(String bytes, String message) {}

    static List<Bad> bad() {
        // spotless:off
        return List.of(
            new Bad("9500000000000000 ff00000000000000", "[SKEP1010] slot 1: opcode 0xff is no instruction"),
            new Bad("95000000000000",                    "[SKEP1010] slot 0: code of 7 bytes does not end with a whole 8-byte slot"),
            new Bad("1801000005000000",                  "[SKEP1010] slot 0: lddw takes two slots, and the code ends after one"),
            new Bad("1801000005000000 9500000000000000", "[SKEP1010] slot 1: the second slot of lddw holds more than an immediate"),
            new Bad("1891000005000000 0000000000000000", "[SKEP1010] slot 0: opcode 0x18 with src 9, off 0, imm 5 is no instruction"),
            new Bad("bf1b000000000000",                  "[SKEP1010] slot 0: register r11 does not exist: the last is r10"),
            new Bad("bff1000000000000",                  "[SKEP1010] slot 0: register r15 does not exist: the last is r10"),
            new Bad("d401000011000000",                  "[SKEP1010] slot 0: opcode 0xd4 with src 0, off 0, imm 17 is no instruction"),
            new Bad("0f21070000000000",                  "[SKEP1010] slot 0: add does not have all of dst 0, src 0, off 7, imm 0: what it has not must be 0"),
            new Bad("9500000001000000",                  "[SKEP1010] slot 0: exit does not have all of dst 0, src 0, off 0, imm 1: what it has not must be 0"),
            new Bad("db21080002000000",                  "[SKEP1010] slot 0: opcode 0xdb with src 2, off 8, imm 2 is no instruction"));
        // spotless:on
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhatIsWrong(Bad row) {
        byte[] bytes = HexFormat.of().parseHex(row.bytes().replace(" ", ""));
        assertThatThrownBy(() -> Decoder.decode(bytes, LITTLE_ENDIAN))
                .isInstanceOf(DecodeException.class)
                .hasMessage(row.message());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void neitherCrashesNorLosesBitsOnRandomWords(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int decoded = 0;
        for (int i = 0; i < 20_000; i++) {
            long[] words = random.nextBoolean() ? random.longs(2).toArray() : likely(random);
            decoded += decodesOrSaysWhy(words);
        }
        assertThat(decoded).as("seed " + seed).isGreaterThan(5_000);
    }

    /** One instruction of the table with random operands, some of them registers that do not exist. */
    private static long[] likely(RandomGenerator random) {
        Opcode row = ROWS.get(random.nextInt(ROWS.size()));
        long word = (random.nextLong() & row.operands()) | row.word();
        long second = random.nextLong() & (-1L << 32);
        return row.shape().slots() == 2 ? new long[] {word, second} : new long[] {word};
    }

    private static int decodesOrSaysWhy(long[] words) {
        int decoded = 0;
        for (ByteOrder order : List.of(LITTLE_ENDIAN, BIG_ENDIAN)) {
            byte[] bytes = new MachineCode("random", words, List.of(), List.of(), List.of()).bytes(order);
            try {
                decoded += decodesOrSaysWhy(bytes, order);
            } catch (RuntimeException e) {
                throw new AssertionError(order + " " + HexFormat.of().formatHex(bytes), e);
            }
        }
        return decoded;
    }

    /** Compares by hand: what an assertion of AssertJ costs is too much for as many rounds as these. */
    private static int decodesOrSaysWhy(byte[] bytes, ByteOrder order) {
        List<Instruction> instructions;
        try {
            instructions = Decoder.decode(bytes, order);
        } catch (DecodeException e) {
            return 0;
        }
        byte[] again = Samples.bytes(instructions, order);
        if (!Arrays.equals(again, bytes)) {
            throw new IllegalStateException("encoded again: " + HexFormat.of().formatHex(again));
        }
        if (!Decoder.decode(again, order).equals(instructions)) {
            throw new IllegalStateException("decoded again: " + Decoder.decode(again, order));
        }
        for (Instruction instruction : instructions) {
            if (InstructionText.of(instruction).contains("$")) {
                throw new IllegalStateException("text: " + InstructionText.of(instruction));
            }
        }
        return 1;
    }
}

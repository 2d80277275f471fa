package dev.skep.elf;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.elf.Section.Symbols;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reader says about bytes that are not quite ELF, and that it reads what is. */
class ElfReaderTest {
    private static final byte[] GOOD = ElfWriter.write(ElfExample.in(LITTLE_ENDIAN));
    private static final int HEADERS = Layout.of(ElfExample.in(LITTLE_ENDIAN)).headers();
    private static final int NAMES = Layout.of(ElfExample.in(LITTLE_ENDIAN)).bytes(1);
    private static final int SYMBOLS = Layout.of(ElfExample.in(LITTLE_ENDIAN)).offset(7);

    // spotless:off
    static Stream<Arguments> bad() {
        return Stream.of(
            row(b -> b.limit(50),                          "the file has 50 bytes, an ELF header alone has 64 (at byte 0)"),
            row(b -> b.put(0, (byte) 0),                   "the file does not start with the magic number 7f 45 4c 46 (at byte 0)"),
            row(b -> b.put(4, (byte) 1),                   "the file has class 1, read are 64-bit files, class 2 (at byte 4)"),
            row(b -> b.put(5, (byte) 3),                   "the file has byte order 3, known are 1 and 2 (at byte 5)"),
            row(b -> b.put(6, (byte) 9),                   "the file has version 9, known is 1 (at byte 6)"),
            row(b -> b.putLong(40, 1L << 40),              "section headers at 1099511627776 of a file of " + GOOD.length + " bytes (at byte 40)"),
            row(b -> b.putLong(40, -8),                    "section headers at 18446744073709551608 of a file of " + GOOD.length + " bytes (at byte 40)"),
            row(b -> b.putShort(58, (short) 40),           "section headers of 40 bytes, they have 64 (at byte 58)"),
            row(b -> b.putShort(60, (short) 9),            "9 section headers, there is room for 8 (at byte 60)"),
            row(b -> b.putShort(60, (short) 0).putLong(HEADERS + 32, 1L << 40), "1099511627776 section headers, there is room for 8 (at byte 60)"),
            row(b -> b.putShort(62, (short) 77),           "index of section names is 77, which is no string table (at byte 62)"),
            row(b -> b.putShort(62, (short) 2),            "index of section names is 2, which is no string table (at byte 62)"),
            row(b -> b.putInt(header(2), 9999),            "name at 9999 of a string table of " + NAMES + " bytes (at byte " + header(2) + ")"),
            row(b -> b.putInt(header(2), -1),              "name at 4294967295 of a string table of " + NAMES + " bytes (at byte " + header(2) + ")"),
            row(b -> b.putLong(header(2) + 24, 1L << 33),  "section of 8 bytes at 8589934592 of a file of " + GOOD.length + " bytes (at byte " + header(2) + ")"),
            row(b -> b.putLong(header(2) + 24, -1),        "section of 8 bytes at 18446744073709551615 of a file of " + GOOD.length + " bytes (at byte " + header(2) + ")"),
            row(b -> b.putLong(header(2) + 32, -1),        "section of 18446744073709551615 bytes at 128 of a file of " + GOOD.length + " bytes (at byte " + header(2) + ")"),
            row(b -> b.putLong(header(2) + 32, 20),        "section at 136 shares bytes with the one at 128 (at byte " + header(3) + ")"),
            row(b -> b.putLong(header(2) + 48, 3),         "section text has alignment 3, allowed are 0 and powers of two (at byte " + header(2) + ")"),
            row(b -> b.putLong(header(7) + 56, 16),        "section .symtab has 120 bytes in entries of 16, its entries have 24 (at byte " + header(7) + ")"),
            row(b -> b.putLong(header(7) + 32, 119),       "section .symtab has 119 bytes in entries of 24, its entries have 24 (at byte " + header(7) + ")"),
            row(b -> b.putInt(header(7) + 40, 2),          "string table of .symtab is 2, which is no string table (at byte " + header(7) + ")"),
            row(b -> b.putLong(header(4) + 32, -1),        "section .bss has a size of 18446744073709551615 (at byte " + header(4) + ")"),
            row(b -> b.putShort(SYMBOLS + 24 + 6, (short) 99), "symbol 1 is in section 99 of 8 (at byte " + (SYMBOLS + 24) + ")"),
            row(b -> b.putInt(SYMBOLS + 48, NAMES),        "name at " + NAMES + " of a string table of " + NAMES + " bytes (at byte " + (SYMBOLS + 48) + ")"),
            row(b -> b.put(64 + 2, (byte) 0xFF),           "is not UTF-8"));
    }
    // spotless:on

    @ParameterizedTest(name = "{1}")
    @MethodSource("bad")
    void says(byte[] bytes, String message) {
        assertThatThrownBy(() -> ElfReader.read(bytes))
                .isExactlyInstanceOf(ElfFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesNamesThatShareTailsWithoutEnd() {
        int symbols = 3000;
        List<Symbol> many = new ArrayList<>(List.of(Symbol.NULL));
        for (int i = 1; i <= symbols; i++) {
            many.add(Symbol.undefined("x".repeat(i), SymbolBinding.GLOBAL));
        }
        var file = new ElfFile(
                LITTLE_ENDIAN,
                ElfFile.RELOCATABLE,
                ElfFile.BPF,
                0,
                List.of(new Section.Null(), new Section.Strings("s"), new Section.Symbols("t", 1, many)),
                1);
        byte[] written = ElfWriter.write(file);
        assertThatThrownBy(() -> ElfReader.read(written))
                .isExactlyInstanceOf(ElfFormatException.class)
                .hasMessageContaining("names that share tails add up to more than 16 times their string table");
    }

    @Test
    void readsSectionNumbersThatDoNotFitASymbol() {
        var example = ElfExample.in(LITTLE_ENDIAN);
        List<Section> sections = new ArrayList<>(example.sections());
        var numbers = ByteBuffer.allocate(20).order(LITTLE_ENDIAN).putInt(12, 4);
        sections.add(new Section.Content(
                new Section.Header("x", SectionType.SYMTAB_SHNDX, SectionFlags.NONE, 0, 4, 7, 0, 4),
                ByteString.of(numbers.array())));
        var file = new ElfFile(LITTLE_ENDIAN, 1, ElfExample.X86_64, 0, sections, 1);
        byte[] written = ElfWriter.write(file);
        ByteBuffer.wrap(written).order(LITTLE_ENDIAN).putShort(Layout.of(file).offset(7) + 3 * 24 + 6, (short) 0xFFFF);
        var symbols = ((Symbols) ElfReader.read(written).section(7)).symbols();
        assertThat(symbols).isEqualTo(((Symbols) example.section(7)).symbols());
    }

    @Test
    void readsThisMachinesOwnFilesAsReadelfDoes() throws IOException {
        for (String name : List.of("/bin/ls", "/bin/bash")) {
            var file = Path.of(name);
            assumeTrue(Files.isReadable(file), "no " + file);
            var elf = ElfReader.read(Files.readAllBytes(file));
            var said = Judge.require("readelf")
                    .run("-SW", file.toString())
                    .orFail()
                    .out();
            assertThat(elf.sections()).hasSizeGreaterThan(10);
            for (int i = 1; i < elf.sections().size(); i++) {
                assertThat(said)
                        .contains(String.format(
                                Locale.ROOT, "[%2d] %s ", i, elf.section(i).name()));
            }
        }
    }

    @Test
    @Timeout(300)
    void damagedFilesAreReadOrRefused() {
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        byte[] big = ElfWriter.write(ElfExample.in(ByteOrder.BIG_ENDIAN));
        int read = 0;
        int rounds = Integer.getInteger("skep.rounds", 5_000);
        for (int round = 0; round < rounds; round++) {
            byte[] damaged = damage(random.nextBoolean() ? big : GOOD, random);
            try {
                ElfReader.read(damaged);
                read++;
            } catch (ElfFormatException refused) {
                assertThat(refused).hasMessageContaining("(at byte ");
            } catch (RuntimeException | OutOfMemoryError e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
        assertThat(read).as("seed " + seed).isBetween(1, rounds - 1);
    }

    private static byte[] damage(byte[] good, Random random) {
        byte[] bytes = random.nextInt(16) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
            // most of a file are headers, where damage matters most
            bytes[random.nextInt(bytes.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(9));
        }
        return bytes;
    }

    private static int header(int section) {
        return HEADERS + section * 64;
    }

    private static Arguments row(Consumer<ByteBuffer> change, String message) {
        var bytes = ByteBuffer.wrap(GOOD.clone()).order(LITTLE_ENDIAN);
        change.accept(bytes);
        return Arguments.of(Arrays.copyOf(bytes.array(), bytes.limit()), message);
    }
}

package dev.skep.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.elf.Section.Header;
import dev.skep.elf.Section.RelocationForm;
import dev.skep.testkit.Judge;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ElfWriterTest {
    private static final List<ByteOrder> ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadInBothByteOrders() {
        for (ByteOrder order : ORDERS) {
            byte[] written = ElfWriter.write(ElfExample.in(order));
            assertThat(ElfReader.read(written)).isEqualTo(ElfExample.in(order));
            assertThat(ElfWriter.write(ElfReader.read(written))).isEqualTo(written);
        }
    }

    @Test
    void readelfSeesWhatWeMean() throws IOException {
        for (ByteOrder order : ORDERS) {
            var file = Files.write(folder.resolve("example.o"), ElfWriter.write(ElfExample.in(order)));
            var said = Judge.require("readelf").run("-hSsrW", file.toString()).orFail();
            assertThat(said.err()).isEmpty();
            assertThat(said.out().replaceAll(" +", " "))
                    .contains(
                            "REL (Relocatable file)",
                            "Advanced Micro Devices X86-64",
                            "Flags: 0x12",
                            "[ 4] .bss NOBITS 0000000000000000",
                            "000064 00 WA 0 0 32",
                            "R_X86_64_64",
                            "text - 4",
                            "3: 0000000000000008 92 OBJECT GLOBAL DEFAULT 4 context",
                            "4: 0000000000000000 0 NOTYPE WEAK DEFAULT UND extern");
        }
    }

    @Test
    void theLayoutIsKnownBeforeWriting() {
        var file = ElfExample.in(ByteOrder.LITTLE_ENDIAN);
        var layout = Layout.of(file);
        assertThat(layout.size()).isEqualTo(ElfWriter.write(file).length);
        assertThat(layout.offset(2) % 16).isZero();
        assertThat(layout.offset(4) % 32).isZero();
        assertThat(layout.bytes(4)).isZero();
        assertThat(layout.offset(5)).isEqualTo(layout.offset(4));
        assertThat(layout.headers() % 8).isZero();
        assertThat(layout.size()).isEqualTo(layout.headers() + 8 * 64);
    }

    // spotless:off
    static Stream<Arguments> inconsistent() {
        var header = Header.of("a", SectionType.PROGBITS, SectionFlags.NONE, 1);
        return Stream.of(
                Arguments.of("the names of sections are in section 1, which is no Strings",   List.of(new Section.Null(), new Section.Content(header, ByteString.EMPTY))),
                Arguments.of("the first section of a file must be Null",                      List.of(new Section.Strings("s"))),
                Arguments.of("the names of symbols of t are in section 9, which is no Strings", with(new Section.Symbols("t", 9, List.of(Symbol.NULL)))),
                Arguments.of("symbol x is in section 7 of 3",                                 with(new Section.Symbols("t", 1, List.of(Symbol.NULL, Symbol.of("x", SymbolType.FUNC, SymbolBinding.GLOBAL, 7, 0, 0))))),
                Arguments.of("local symbol y comes after a global one",                       with(new Section.Symbols("t", 1, List.of(Symbol.undefined("x", SymbolBinding.GLOBAL), Symbol.undefined("y", SymbolBinding.LOCAL))))),
                Arguments.of("relocations r are by section 1, which is no Symbols",           with(new Section.Relocations("r", RelocationForm.REL, SectionFlags.NONE, 1, 1, List.of()))),
                Arguments.of("relocations r are of section 0, which is no Section",           with(new Section.Relocations("r", RelocationForm.REL, SectionFlags.NONE, 1, 0, List.of()))),
                Arguments.of("relocation at 8 of r is by symbol 5 of 1",                      with(new Section.Symbols("t", 1, List.of(Symbol.NULL)), new Section.Relocations("r", RelocationForm.REL, SectionFlags.NONE, 2, 1, List.of(Relocation.of(8, 5, 1))))),
                Arguments.of("relocation at 8 of r has addend 3, the table has none",         with(new Section.Symbols("t", 1, List.of(Symbol.NULL)), new Section.Relocations("r", RelocationForm.REL, SectionFlags.NONE, 2, 1, List.of(new Relocation(8, 0, 1, 3))))),
                Arguments.of("65280 sections, the limit is 65279",                            many(65_280)),
                Arguments.of("name \"a\\0b\" has a zero byte inside",                         with(new Section.Content(Header.of("a\0b", SectionType.PROGBITS, SectionFlags.NONE, 1), ByteString.EMPTY))));
    }
    // spotless:on

    @ParameterizedTest(name = "{0}")
    @MethodSource("inconsistent")
    void refuses(String message, List<Section> sections) {
        var file = new ElfFile(ByteOrder.LITTLE_ENDIAN, ElfFile.RELOCATABLE, ElfFile.BPF, 0, sections, 1);
        assertThatThrownBy(() -> ElfWriter.write(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAFileOfMoreThan2GiB() {
        var header = Header.of("a", SectionType.PROGBITS, SectionFlags.NONE, 1L << 31);
        var file = new ElfFile(
                ByteOrder.LITTLE_ENDIAN, 1, 247, 0, with(new Section.Content(header, ByteString.of((byte) 1))), 1);
        assertThatThrownBy(() -> Layout.of(file)).hasMessageContaining("the limit is 2147483647");
    }

    @Test
    void namesShareTheirTails() {
        var table = StringTable.of(List.of(".relxdp", "xdp", "p", "dp2", "xdp", ""));
        assertThat(table.bytes().size()).isEqualTo("\0.relxdp\0dp2\0".length());
        assertThat(List.of(table.offset(1), table.offset(4))).containsOnly(table.offset(0) + 4);
        assertThat(table.offset(2)).isEqualTo(table.offset(1) + 2);
        assertThat(table.offset(5)).isZero();
    }

    @Test
    void longNamesShareTheirTailsToo() {
        var table =
                StringTable.of(List.of("a_long_name_of_it", "long_name_of_it", "another_name_of_it", "_name_of_it"));
        assertThat(table.bytes().size()).isEqualTo("\0a_long_name_of_it\0another_name_of_it\0".length());
        assertThat(table.offset(1)).isEqualTo(table.offset(0) + 2);
    }

    private static List<Section> with(Section... more) {
        List<Section> sections = new ArrayList<>(List.of(new Section.Null(), new Section.Strings("s")));
        sections.addAll(List.of(more));
        return sections;
    }

    private static List<Section> many(int count) {
        List<Section> sections = new ArrayList<>(with());
        while (sections.size() < count) {
            sections.add(new Section.Strings("s"));
        }
        return sections;
    }
}

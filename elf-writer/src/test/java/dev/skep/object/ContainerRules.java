package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.elf.ElfFile;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.RelocationForm;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Section.Strings;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.SectionType;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolType;
import java.nio.ByteBuffer;
import java.util.List;

/** Rules 1 to 6: the file, its sections and symbols. */
final class ContainerRules {
    private ContainerRules() {}

    static void container(Parsed object) {
        var header = ByteBuffer.wrap(object.bytes()).order(object.elf().order());
        assertThat(header.get(4)).isEqualTo((byte) 2);
        assertThat(header.getInt(20)).as("e_version").isEqualTo(1);
        assertThat(header.getLong(24)).as("e_entry").isZero();
        assertThat(header.getLong(32)).as("e_phoff").isZero();
        assertThat(header.getInt(48)).as("e_flags").isZero();
        assertThat(header.getShort(56)).as("e_phnum").isZero();
        assertThat(object.elf().type()).isEqualTo(ElfFile.RELOCATABLE);
        assertThat(object.elf().machine()).isEqualTo(ElfFile.BPF);
        var sections = object.elf().sections();
        assertThat(sections.get(1)).isEqualTo(new Strings(".strtab"));
        assertThat(object.elf().sectionNames()).isEqualTo(1);
        assertThat(sections.get(sections.size() - 1).name()).isEqualTo(".symtab");
    }

    static void sectionOrder(Parsed object) {
        var names = object.elf().sections().stream().skip(1).map(Section::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(names.stream().map(ContainerRules::rank)).isSorted();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).startsWith(".rel")) {
                assertThat(names.get(i)).isEqualTo(".rel" + names.get(i - 1));
            }
        }
        assertThat(object.contents()).noneMatch(section -> section.bytes().isEmpty());
    }

    static int rank(String name) {
        var order = List.of(
                ".strtab",
                ".text",
                "code",
                ".maps",
                ".data",
                ".rodata",
                ".bss",
                "license",
                ".BTF",
                ".BTF.ext",
                ".symtab");
        var plain = name.startsWith(".rel") ? name.substring(4) : name;
        var known = order.contains(plain) ? plain : plain.startsWith(".data.") ? ".data" : "code";
        return order.indexOf(known);
    }

    static void relocationSections(Parsed object) {
        for (Section section : object.elf().sections()) {
            assertThat(section.type()).isNotEqualTo(SectionType.RELA);
            if (section instanceof Relocations table) {
                assertThat(table.form()).isEqualTo(RelocationForm.REL);
                assertThat(table.flags()).isEqualTo(SectionFlags.INFO_LINK);
                assertThat(table.name())
                        .isEqualTo(".rel" + object.elf().section(table.target()).name());
                assertThat(table.symbols()).isEqualTo(object.elf().sections().size() - 1);
            }
        }
    }

    static void flags(Parsed object) {
        for (Content section : object.contents()) {
            var header = section.header();
            assertThat(header.type()).isEqualTo(SectionType.PROGBITS);
            if (Parsed.isCode(section)) {
                assertThat(header.alignment()).isEqualTo(8);
                assertThat(header.flags()).isEqualTo(SectionFlags.ALLOC.and(SectionFlags.EXECUTE));
                assertThat(section.bytes().size() % 8).isZero();
            } else if (section.name().equals(".maps")) {
                assertThat(header.alignment()).isEqualTo(8);
                assertThat(section.bytes().isZero()).isTrue();
            } else if (section.name().startsWith(".BTF")) {
                assertThat(header.alignment()).isEqualTo(4);
                assertThat(header.flags()).isEqualTo(SectionFlags.NONE);
            }
        }
    }

    static void symbols(Parsed object) {
        var symbols = object.symbols();
        assertThat(symbols.get(0)).isEqualTo(Symbol.NULL);
        assertThat(symbols.stream().map(symbol -> symbol.isLocal() ? 0 : 1)).isSorted();
        assertThat(symbols)
                .filteredOn(symbol -> symbol.type().equals(SymbolType.SECTION))
                .isNotEmpty()
                .allMatch(symbol -> symbol.name().isEmpty() && symbol.isLocal() && symbol.size() == 0);
        assertThat(symbols)
                .filteredOn(symbol -> symbol.type().equals(SymbolType.FUNC))
                .extracting(Symbol::name)
                .doesNotHaveDuplicates();
        for (Content section : object.contents()) {
            if (Parsed.isCode(section)) {
                long end = 0;
                for (Symbol function : object.functionsIn(section.name())) {
                    assertThat(function.value()).isEqualTo(end);
                    assertThat(function.size()).isPositive();
                    end += function.size();
                }
                assertThat(end).isEqualTo(section.bytes().size());
            }
        }
    }

    static void license(Parsed object) {
        byte[] license = object.content("license").toArray();
        assertThat(license).hasSizeBetween(2, 128);
        for (int i = 0; i < license.length; i++) {
            assertThat(license[i] == 0).isEqualTo(i == license.length - 1);
        }
    }
}

package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.Func;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolPlace;
import dev.skep.elf.SymbolType;
import dev.skep.kernel.SectionKind;
import dev.skep.kernel.SectionName;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules 7 to 13: programs, and what their instructions refer to. */
final class CodeRules {
    private static final int LDDW = 0x18;
    private static final int CALL = 0x85;

    private CodeRules() {}

    static void sectionNames(Parsed object) {
        assertThat(object.contents().stream().filter(Parsed::isCode).map(Section::name))
                .filteredOn(name -> !name.equals(".text"))
                .isNotEmpty()
                .allSatisfy(name -> {
                    assertThat(name).doesNotStartWith("?");
                    assertThat(SectionName.parse(name).kind().loaders()).isEqualTo(SectionKind.Loaders.ALL);
                });
    }

    static void programs(Parsed object) {
        for (Content section : object.contents()) {
            if (Parsed.isCode(section) && !section.name().equals(".text")) {
                assertThat(object.functionsIn(section.name()))
                        .isNotEmpty()
                        .allMatch(symbol -> symbol.binding().equals(SymbolBinding.GLOBAL) && symbol.other() == 0);
            }
        }
    }

    static void calls(Parsed object) {
        int seen = 0;
        for (Site site : sites(object)) {
            if (site.opcode() == CALL && !site.symbol().place().equals(SymbolPlace.UNDEFINED)) {
                seen++;
                assertThat(site.type()).isEqualTo(10);
                assertThat(site.sourceRegister()).isEqualTo(1);
                if (site.symbol().type().equals(SymbolType.SECTION)) {
                    assertThat(site.section()).isNotEqualTo(".text");
                    var callee = functionAt(object, (site.immediate() + 1L) * 8);
                    assertThat(callee.binding()).isEqualTo(SymbolBinding.LOCAL);
                } else {
                    assertThat(site.symbol().binding()).isEqualTo(SymbolBinding.GLOBAL);
                    assertThat(site.immediate()).isEqualTo(-1);
                }
            }
        }
        assertThat(seen).isPositive();
    }

    static void callbacks(Parsed object) {
        for (Site site : sites(object)) {
            if (site.opcode() == LDDW && object.symbolsIn(".text").contains(site.symbol())) {
                assertThat(site.symbol().type()).isEqualTo(SymbolType.SECTION);
                assertThat(site.type()).isEqualTo(1);
                functionAt(object, site.immediate());
            }
        }
    }

    static void mapReferences(Parsed object) {
        assertThat(sites(object))
                .filteredOn(site -> object.symbolsIn(".maps").contains(site.symbol()))
                .isNotEmpty()
                .allMatch(site -> site.type() == 1
                        && site.opcode() == LDDW
                        && site.sourceRegister() == 0
                        && site.immediate() == 0
                        && site.symbol().type().equals(SymbolType.OBJECT)
                        && site.symbol().binding().equals(SymbolBinding.GLOBAL));
    }

    static void dataReferences(Parsed object) {
        var data = Stream.of(".data", ".data.hot", ".rodata", ".bss")
                .flatMap(name -> object.symbolsIn(name).stream())
                .collect(Collectors.toSet());
        assertThat(sites(object))
                .filteredOn(site -> data.contains(site.symbol()))
                .isNotEmpty()
                .allMatch(site -> site.type() == 1 && site.opcode() == LDDW && site.secondImmediate() == 0)
                .allMatch(site -> site.symbol().type().equals(SymbolType.SECTION) || site.immediate() == 0);
    }

    static void kernelFunctions(Parsed object) {
        var types = object.types();
        for (Site site : sites(object)) {
            if (site.symbol().place().equals(SymbolPlace.UNDEFINED)) {
                assertThat(site.symbol().type()).isEqualTo(SymbolType.NOTYPE);
                assertThat(site.symbol().binding()).isEqualTo(SymbolBinding.GLOBAL);
                assertThat(site.opcode()).isEqualTo(CALL);
                assertThat(site.type()).isEqualTo(10);
                assertThat(site.sourceRegister()).isEqualTo(1);
                assertThat(site.immediate()).isEqualTo(-1);
                var list = types.find(BtfKind.DATASEC, ".ksyms")
                        .flatMap(id -> types.type(id, DataSec.class))
                        .orElseThrow();
                assertThat(list.entries())
                        .extracting(
                                entry -> types.type(entry.type(), Func.class).orElseThrow())
                        .anyMatch(
                                function -> function.name().equals(site.symbol().name())
                                        && function.linkage() == BtfLinkage.EXTERN);
                assertThat(types.find(BtfKind.INT, "int")).isPresent();
            }
        }
    }

    /** A relocated instruction. */
    private record Site(
            String section,
            int opcode,
            int sourceRegister,
            int immediate,
            int secondImmediate,
            int type,
            Symbol symbol) {}

    private static List<Site> sites(Parsed object) {
        List<Site> sites = new ArrayList<>();
        for (Content section : object.contents()) {
            if (Parsed.isCode(section)) {
                var code = section.bytes().buffer(object.elf().order());
                for (Relocation relocation : object.relocations(section.name())) {
                    int at = (int) relocation.offset();
                    int registers = Byte.toUnsignedInt(code.get(at + 1));
                    boolean little = code.order() == ByteOrder.LITTLE_ENDIAN;
                    int opcode = Byte.toUnsignedInt(code.get(at));
                    sites.add(new Site(
                            section.name(),
                            opcode,
                            little ? registers >> 4 : registers & 0xF,
                            code.getInt(at + 4),
                            opcode == LDDW ? code.getInt(at + 12) : 0,
                            relocation.type(),
                            object.symbols().get(relocation.symbol())));
                }
            }
        }
        return sites;
    }

    private static Symbol functionAt(Parsed object, long offset) {
        return object.functionsIn(".text").stream()
                .filter(symbol -> symbol.value() == offset)
                .findFirst()
                .orElseThrow();
    }
}

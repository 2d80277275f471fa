package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.btf.BtfExt.FuncInfo;
import dev.skep.btf.BtfExt.LineInfo;
import dev.skep.btf.BtfExt.SectionInfo;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Symbol;
import java.util.List;

/** Rules 24 and 25: what is known about code. */
final class InformationRules {
    private InformationRules() {}

    static void codeInformation(Parsed object) {
        assertThat(object.content(".BTF.ext").buffer(object.elf().order()).getInt(4))
                .isEqualTo(32);
        var info = object.info();
        assertThat(info.functions())
                .isNotEmpty()
                .extracting(SectionInfo::section)
                .doesNotHaveDuplicates();
        assertThat(info.lines()).isNotEmpty().extracting(SectionInfo::section).doesNotHaveDuplicates();
        for (Content section : object.contents()) {
            if (Parsed.isCode(section)) {
                var starts = object.functionsIn(section.name()).stream()
                        .map(symbol -> (int) symbol.value())
                        .toList();
                assertThat(records(info.functions(), section.name()))
                        .extracting(FuncInfo::offset)
                        .isEqualTo(starts);
                var names = records(info.functions(), section.name()).stream()
                        .map(record -> object.types().type(record.function()).name())
                        .toList();
                assertThat(names)
                        .isEqualTo(object.functionsIn(section.name()).stream()
                                .map(Symbol::name)
                                .toList());
                assertThat(records(info.lines(), section.name()))
                        .extracting(LineInfo::offset)
                        .containsAll(starts)
                        .doesNotHaveDuplicates()
                        .isSorted();
            }
        }
    }

    static void relocatedAccess(Parsed object) {
        object.info().relocations().stream()
                .flatMap(section -> section.records().stream())
                .forEach(relocation -> {
                    assertThat(relocation.kind()).isNotIn(9, 12);
                    assertThat(relocation.access()).startsWith("0");
                });
    }

    private static <R> List<R> records(List<SectionInfo<R>> all, String section) {
        return all.stream()
                .filter(info -> info.section().equals(section))
                .flatMap(info -> info.records().stream())
                .toList();
    }
}

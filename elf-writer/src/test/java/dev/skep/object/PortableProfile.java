package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.btf.BtfExt.FuncInfo;
import dev.skep.btf.BtfExt.LineInfo;
import dev.skep.btf.BtfExt.SectionInfo;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.Func;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Struct;
import dev.skep.btf.BtfType.Var;
import dev.skep.elf.ElfFile;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.NoBits;
import dev.skep.elf.Section.RelocationForm;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Section.Strings;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.SectionType;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolPlace;
import dev.skep.elf.SymbolType;
import dev.skep.kernel.SectionKind;
import dev.skep.kernel.SectionName;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of the contract that every loader's demands add up to, by their numbers, on what we write. */
final class PortableProfile {
    private static final int LDDW = 0x18;
    private static final int CALL = 0x85;

    /** A rule by its number in the contract. */
    record Rule(int number, String text, Consumer<Parsed> check) {}

    // spotless:off
    static final List<Rule> RULES = List.of(
            new Rule(1,  "ELF64, relocatable, BPF; .strtab first, .symtab last",         PortableProfile::container),
            new Rule(2,  "sections in order, none empty, none twice",                    PortableProfile::sectionOrder),
            new Rule(3,  "REL named after its target",                                   PortableProfile::relocationSections),
            new Rule(4,  "flags and alignment",                                          PortableProfile::flags),
            new Rule(5,  "locals first, section symbols nameless, functions tile",       PortableProfile::symbols),
            new Rule(6,  "the license and one zero byte",                                PortableProfile::license),
            new Rule(7,  "section names that all loaders know",                          PortableProfile::sectionNames),
            new Rule(8,  "programs are global functions, the others in .text",           PortableProfile::programs),
            new Rule(9,  "calls by section or by global symbol",                         PortableProfile::calls),
            new Rule(10, "callbacks by section and byte",                                PortableProfile::callbacks),
            new Rule(11, "maps by their global symbol, immediate 0",                     PortableProfile::mapReferences),
            new Rule(12, "data by symbol and 0, or by section and byte",                 PortableProfile::dataReferences),
            new Rule(13, "kernel functions undefined, extern in .ksyms, with an int",    PortableProfile::kernelFunctions),
            new Rule(14, "only members of map definitions that all loaders know",        PortableProfile::mapMembers),
            new Rule(15, "keys and sizes that suit the map",                             PortableProfile::mapShapes),
            new Rule(16, "perf and program arrays 4 and 4, devices 8",                   PortableProfile::mapSizes),
            new Rule(17, "no programs in a program array",                               PortableProfile::programArrays),
            new Rule(18, "a variable for each symbol and a symbol for each variable",    PortableProfile::variables),
            new Rule(19, "no .kconfig",                                                  PortableProfile::configuration),
            new Rule(20, "24-byte header, strings after types, no shared tails",         PortableProfile::typeSection),
            new Rule(21, "names where names belong",                                     PortableProfile::typeNames),
            new Rule(22, "linkages",                                                     PortableProfile::linkages),
            new Rule(23, "only the kinds that old kernels know",                         PortableProfile::kinds),
            new Rule(24, "a function and a line at the start of every function",         PortableProfile::codeInformation),
            new Rule(25, "CO-RE kinds and access strings",                               PortableProfile::relocatedAccess));
    // spotless:on

    private PortableProfile() {}

    private static void container(Parsed object) {
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

    private static void sectionOrder(Parsed object) {
        var names = object.elf().sections().stream().skip(1).map(Section::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(names.stream().map(PortableProfile::rank)).isSorted();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).startsWith(".rel")) {
                assertThat(names.get(i)).isEqualTo(".rel" + names.get(i - 1));
            }
        }
        assertThat(object.contents()).noneMatch(section -> section.bytes().isEmpty());
    }

    private static int rank(String name) {
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

    private static void relocationSections(Parsed object) {
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

    private static void flags(Parsed object) {
        for (Content section : object.contents()) {
            var header = section.header();
            assertThat(header.type()).isEqualTo(SectionType.PROGBITS);
            if (isCode(section)) {
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

    private static void symbols(Parsed object) {
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
            if (isCode(section)) {
                long end = 0;
                for (Symbol function : functionsIn(object, section.name())) {
                    assertThat(function.value()).isEqualTo(end);
                    assertThat(function.size()).isPositive();
                    end += function.size();
                }
                assertThat(end).isEqualTo(section.bytes().size());
            }
        }
    }

    private static void license(Parsed object) {
        byte[] license = object.content("license").toArray();
        assertThat(license).hasSizeBetween(2, 128);
        for (int i = 0; i < license.length; i++) {
            assertThat(license[i] == 0).isEqualTo(i == license.length - 1);
        }
    }

    private static void sectionNames(Parsed object) {
        assertThat(object.contents().stream().filter(PortableProfile::isCode).map(Section::name))
                .filteredOn(name -> !name.equals(".text"))
                .isNotEmpty()
                .allSatisfy(name -> {
                    assertThat(name).doesNotStartWith("?");
                    assertThat(SectionName.parse(name).kind().loaders()).isEqualTo(SectionKind.Loaders.ALL);
                });
    }

    private static void programs(Parsed object) {
        for (Content section : object.contents()) {
            if (isCode(section) && !section.name().equals(".text")) {
                assertThat(functionsIn(object, section.name()))
                        .isNotEmpty()
                        .allMatch(symbol -> symbol.binding().equals(SymbolBinding.GLOBAL) && symbol.other() == 0);
            }
        }
    }

    private static void calls(Parsed object) {
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

    private static void callbacks(Parsed object) {
        for (Site site : sites(object)) {
            if (site.opcode() == LDDW && object.symbolsIn(".text").contains(site.symbol())) {
                assertThat(site.symbol().type()).isEqualTo(SymbolType.SECTION);
                assertThat(site.type()).isEqualTo(1);
                functionAt(object, site.immediate());
            }
        }
    }

    private static void mapReferences(Parsed object) {
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

    private static void dataReferences(Parsed object) {
        var data = Stream.of(".data", ".data.hot", ".rodata", ".bss")
                .flatMap(name -> object.symbolsIn(name).stream())
                .collect(Collectors.toSet());
        assertThat(sites(object))
                .filteredOn(site -> data.contains(site.symbol()))
                .isNotEmpty()
                .allMatch(site -> site.type() == 1 && site.opcode() == LDDW && site.secondImmediate() == 0)
                .allMatch(site -> site.symbol().type().equals(SymbolType.SECTION) || site.immediate() == 0);
    }

    private static void kernelFunctions(Parsed object) {
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

    private static void mapMembers(Parsed object) {
        var allowed = Set.of(
                "type",
                "key",
                "key_size",
                "value",
                "value_size",
                "max_entries",
                "map_flags",
                "map_extra",
                "pinning",
                "values");
        maps(object).forEach((name, map) -> {
            var members = map.members().stream().map(Member::name).toList();
            assertThat(members).isSubsetOf(allowed).doesNotHaveDuplicates().startsWith("type");
            assertThat(members.contains("key") && members.contains("key_size")).isFalse();
            assertThat(members.contains("value") && members.contains("value_size"))
                    .isFalse();
        });
    }

    private static void mapShapes(Parsed object) {
        var types = object.types();
        maps(object).forEach((name, map) -> {
            long type = number(types, map, "type");
            var key = pointed(types, map, "key");
            if (Set.of(2L, 6L).contains(type)) {
                assertThat(key.flatMap(id -> types.type(id, BtfType.Int.class))
                                .orElseThrow()
                                .size())
                        .isEqualTo(4);
            } else if (type == 11) {
                assertThat(key.flatMap(id -> types.type(id, Struct.class))).isPresent();
            } else if (type == 27) {
                assertThat(map.members()).extracting(Member::name).containsExactly("type", "max_entries");
                assertThat(Long.bitCount(number(types, map, "max_entries"))).isEqualTo(1);
                assertThat(number(types, map, "max_entries")).isGreaterThanOrEqualTo(4096);
            } else if (Set.of(22L, 23L, 30L).contains(type)) {
                assertThat(map.members()).extracting(Member::name).doesNotContain("key", "key_size");
            }
        });
    }

    private static void mapSizes(Parsed object) {
        maps(object).forEach((name, map) -> {
            long type = number(object.types(), map, "type");
            if (Set.of(3L, 4L).contains(type)) {
                assertThat(number(object.types(), map, "key_size")).isEqualTo(4);
                assertThat(number(object.types(), map, "value_size")).isEqualTo(4);
            } else if (Set.of(14L, 16L, 25L).contains(type)) {
                assertThat(number(object.types(), map, "value_size")).isEqualTo(8);
            }
        });
    }

    private static void programArrays(Parsed object) {
        var functions = object.symbols().stream()
                .filter(symbol -> symbol.type().equals(SymbolType.FUNC))
                .toList();
        assertThat(object.relocations(".maps"))
                .extracting(r -> object.symbols().get(r.symbol()))
                .doesNotContainAnyElementsOf(functions);
        assertThat(object.relocations(".maps")).allMatch(relocation -> relocation.type() == 2);
    }

    private static void variables(Parsed object) {
        var types = object.types();
        for (Section section : object.elf().sections()) {
            boolean data =
                    Set.of(".data", ".data.hot", ".rodata", ".bss", ".maps").contains(section.name());
            if (!data) {
                continue;
            }
            long size = section instanceof NoBits zeros
                    ? zeros.size()
                    : object.content(section.name()).size();
            assertThat(size).isPositive();
            var list = types.find(BtfKind.DATASEC, section.name())
                    .flatMap(id -> types.type(id, DataSec.class))
                    .orElseThrow();
            assertThat(list.size()).isEqualTo((int) size);
            assertThat(list.entries()).extracting(SectionEntry::offset).isSorted();
            assertThat(list.entries())
                    .extracting(entry -> variable(types, entry) + "+" + entry.offset() + " " + entry.size())
                    .containsExactlyInAnyOrderElementsOf(object.symbolsIn(section.name()).stream()
                            .filter(symbol -> symbol.type().equals(SymbolType.OBJECT))
                            .map(symbol ->
                                    symbol.name() + " " + linkage(symbol) + "+" + symbol.value() + " " + symbol.size())
                            .toList());
        }
        assertThat(object.relocations(".data")).isEmpty();
        assertThat(object.relocations(".rodata")).isEmpty();
    }

    private static void configuration(Parsed object) {
        assertThat(object.types().find(BtfKind.DATASEC, ".kconfig")).isEmpty();
    }

    private static void typeSection(Parsed object) {
        var btf = object.content(".BTF").buffer(object.elf().order());
        assertThat(btf.getShort(0)).isEqualTo((short) 0xEB9F);
        assertThat(btf.getInt(4)).as("hdr_len").isEqualTo(24);
        assertThat(btf.getInt(8)).as("type_off").isZero();
        assertThat(btf.getInt(16)).as("str_off").isEqualTo(btf.getInt(12));
        assertThat(24 + btf.getInt(16) + btf.getInt(20)).as("end").isEqualTo(btf.limit());
        assertThat(object.types().size()).isPositive();
        int strings = 24 + btf.getInt(16);
        for (int at = 24; at < strings; at += recordSize(btf, at)) {
            int name = btf.getInt(at);
            assertThat(name == 0 || btf.get(strings + name - 1) == 0)
                    .as("name at " + at + " starts a string")
                    .isTrue();
        }
    }

    /** The bytes of the type that starts here. */
    static int recordSize(ByteBuffer btf, int at) {
        int info = btf.getInt(at + 4);
        int elements = info & 0xFFFF;
        return switch (BtfKind.of(info >>> 24 & 0x1F).orElseThrow()) {
            case INT, VAR, DECL_TAG -> 16;
            case ARRAY -> 24;
            case STRUCT, UNION, DATASEC, ENUM64 -> 12 + 12 * elements;
            case ENUM, FUNC_PROTO -> 12 + 8 * elements;
            default -> 12;
        };
    }

    private static void typeNames(Parsed object) {
        for (BtfType type : object.types().types()) {
            if (type instanceof Func function) {
                var prototype = object.types()
                        .type(function.prototype(), FuncProto.class)
                        .orElseThrow();
                assertThat(prototype.parameters())
                        .noneMatch(parameter -> parameter.name().isEmpty());
            }
            if (type.kind() == BtfKind.INT) {
                assertThat(type.name()).isNotEmpty();
            }
            if (type.kind() != BtfKind.DATASEC
                    && type.kind() != BtfKind.INT
                    && !type.name().isEmpty()) {
                assertThat(type.name()).matches("[A-Za-z_][A-Za-z0-9_]*");
            }
        }
    }

    private static void linkages(Parsed object) {
        for (BtfType type : object.types().types()) {
            var symbol = object.symbols().stream()
                    .filter(candidate ->
                            !type.name().isEmpty() && candidate.name().equals(type.name()))
                    .findFirst();
            if (type instanceof Func function && symbol.isPresent()) {
                assertThat(function.linkage()).isEqualTo(linkage(symbol.get()));
            }
            if (type instanceof Var variable) {
                assertThat(variable.linkage()).isEqualTo(linkage(symbol.orElseThrow()));
            }
        }
    }

    private static void kinds(Parsed object) {
        assertThat(object.types().types()).extracting(BtfType::kind).allMatch(kind -> kind.number() <= 15);
    }

    private static void codeInformation(Parsed object) {
        assertThat(object.content(".BTF.ext").buffer(object.elf().order()).getInt(4))
                .isEqualTo(32);
        var info = object.info();
        assertThat(info.functions())
                .isNotEmpty()
                .extracting(SectionInfo::section)
                .doesNotHaveDuplicates();
        assertThat(info.lines()).isNotEmpty().extracting(SectionInfo::section).doesNotHaveDuplicates();
        for (Content section : object.contents()) {
            if (isCode(section)) {
                var starts = functionsIn(object, section.name()).stream()
                        .map(symbol -> (int) symbol.value())
                        .toList();
                assertThat(records(info.functions(), section.name()))
                        .extracting(FuncInfo::offset)
                        .isEqualTo(starts);
                var names = records(info.functions(), section.name()).stream()
                        .map(record -> object.types().type(record.function()).name())
                        .toList();
                assertThat(names)
                        .isEqualTo(functionsIn(object, section.name()).stream()
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

    private static void relocatedAccess(Parsed object) {
        object.info().relocations().stream()
                .flatMap(section -> section.records().stream())
                .forEach(relocation -> {
                    assertThat(relocation.kind()).isNotIn(9, 12);
                    assertThat(relocation.access()).startsWith("0");
                });
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
            if (isCode(section)) {
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

    private static boolean isCode(Content section) {
        return section.header().flags().has(SectionFlags.EXECUTE);
    }

    private static List<Symbol> functionsIn(Parsed object, String section) {
        return object.symbolsIn(section).stream()
                .filter(symbol -> symbol.type().equals(SymbolType.FUNC))
                .sorted(Comparator.comparingLong(Symbol::value))
                .toList();
    }

    private static Symbol functionAt(Parsed object, long offset) {
        return functionsIn(object, ".text").stream()
                .filter(symbol -> symbol.value() == offset)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Struct> maps(Parsed object) {
        var types = object.types();
        var list = types.find(BtfKind.DATASEC, ".maps")
                .flatMap(id -> types.type(id, DataSec.class))
                .orElseThrow();
        return list.entries().stream()
                .map(entry -> types.type(entry.type(), Var.class).orElseThrow())
                .collect(Collectors.toMap(
                        Var::name, map -> types.type(map.type(), Struct.class).orElseThrow()));
    }

    private static Optional<BtfId> pointed(BtfGraph types, Struct map, String member) {
        return map.members().stream()
                .filter(candidate -> candidate.name().equals(member))
                .findFirst()
                .flatMap(found -> types.type(found.type(), Ptr.class))
                .map(Ptr::target);
    }

    private static long number(BtfGraph types, Struct map, String member) {
        return pointed(types, map, member)
                .flatMap(id -> types.type(id, BtfType.Array.class))
                .orElseThrow()
                .count();
    }

    private static String variable(BtfGraph types, SectionEntry entry) {
        var variable = types.type(entry.type(), Var.class).orElseThrow();
        return variable.name() + " " + variable.linkage();
    }

    private static BtfLinkage linkage(Symbol symbol) {
        if (symbol.place().equals(SymbolPlace.UNDEFINED)) {
            return BtfLinkage.EXTERN;
        }
        return symbol.isLocal() ? BtfLinkage.STATIC : BtfLinkage.GLOBAL;
    }

    private static <R> List<R> records(List<SectionInfo<R>> all, String section) {
        return all.stream()
                .filter(info -> info.section().equals(section))
                .flatMap(info -> info.records().stream())
                .toList();
    }
}

package dev.skep.object.internal.write;

import static dev.skep.elf.SectionFlags.ALLOC;
import static dev.skep.elf.SectionFlags.EXECUTE;
import static dev.skep.elf.SectionFlags.INFO_LINK;
import static dev.skep.elf.SectionFlags.NONE;
import static dev.skep.elf.SectionFlags.WRITE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfWriter;
import dev.skep.elf.ByteString;
import dev.skep.elf.ElfFile;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Header;
import dev.skep.elf.Section.RelocationForm;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.SectionType;
import dev.skep.object.internal.write.SymbolPlan.Numbered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A planned object as the sections of an ELF file, in the order that loaders are known to take. */
public final class ObjectSections {
    private static final String STRINGS = ".strtab";
    private static final String SYMBOLS = ".symtab";
    private static final String RELOCATIONS_OF = ".rel";
    private static final int CODE_ALIGNMENT = 8;
    private static final int TYPES_ALIGNMENT = 4;

    private final ObjectPlan plan;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Function<Numbered, Section>> makers = new ArrayList<>();

    private ObjectSections(ObjectPlan plan) {
        this.plan = plan;
    }

    public static ElfFile of(ObjectPlan plan, BtfGraph types, BtfWriter encoded) {
        var sections = new ObjectSections(plan);
        sections.add(STRINGS, symbols -> new Section.Strings(STRINGS));
        sections.code();
        sections.maps();
        plan.data().blocks().forEach(sections::data);
        plan.tables().forEach(sections::table);
        sections.content(ObjectTypes.LICENSE, WRITE.and(ALLOC), 1, sections.license());
        sections.content(".BTF", NONE, TYPES_ALIGNMENT, ByteString.of(encoded.btf()));
        if (!plan.code().isEmpty()) {
            sections.content(".BTF.ext", NONE, TYPES_ALIGNMENT, ByteString.of(encoded.btfExt()));
        }
        sections.add(SYMBOLS, symbols -> new Section.Symbols(SYMBOLS, sections.number(STRINGS), symbols.symbols()));
        return sections.file(licenseVariable(types));
    }

    private ElfFile file(Optional<String> licenseVariable) {
        var symbols = SymbolPlan.of(plan, numbers, licenseVariable);
        List<Section> sections = new ArrayList<>(List.of(new Section.Null()));
        makers.forEach(maker -> sections.add(maker.apply(symbols)));
        return new ElfFile(plan.object().order(), ElfFile.RELOCATABLE, ElfFile.BPF, 0, sections, number(STRINGS));
    }

    private void code() {
        for (Linker.Linked section : plan.linked()) {
            content(section.name(), ALLOC.and(EXECUTE), CODE_ALIGNMENT, section.bytes());
            relocations(section.name(), section.links());
        }
    }

    private void maps() {
        if (plan.maps().size() > 0) {
            content(
                    MapPlan.SECTION,
                    WRITE.and(ALLOC),
                    CODE_ALIGNMENT,
                    ByteString.zeros(plan.maps().size()));
            relocations(MapPlan.SECTION, plan.maps().links());
        }
    }

    private void data(DataPlan.Block block) {
        var name = block.section().name();
        switch (block.section().kind()) {
            case DATA, ARENA, NOTES -> content(name, WRITE.and(ALLOC), block.alignment(), block.bytes());
            case RODATA -> content(name, ALLOC, block.alignment(), block.bytes());
            case BSS -> {
                var header = Header.of(name, SectionType.NOBITS, WRITE.and(ALLOC), block.alignment());
                add(name, symbols -> new Section.NoBits(header, block.size()));
            }
        }
    }

    private void table(TablePlan table) {
        content(table.attach().section(), WRITE.and(ALLOC), CODE_ALIGNMENT, table.bytes());
        relocations(table.attach().section(), table.links());
    }

    private ByteString license() {
        return ByteString.of((plan.object().license() + '\0').getBytes(US_ASCII));
    }

    /** The variable that the types list for the license, if they do. */
    private static Optional<String> licenseVariable(BtfGraph types) {
        return types.find(BtfKind.DATASEC, ObjectTypes.LICENSE)
                .flatMap(id -> types.type(id, DataSec.class))
                .flatMap(section -> section.entries().stream().findFirst())
                .map(entry -> types.type(entry.type()).name());
    }

    private void content(String name, SectionFlags flags, int alignment, ByteString bytes) {
        var header = Header.of(name, SectionType.PROGBITS, flags, alignment);
        add(name, symbols -> new Section.Content(header, bytes));
    }

    private void relocations(String target, List<Link> links) {
        if (links.isEmpty()) {
            return;
        }
        var name = RELOCATIONS_OF + target;
        add(
                name,
                symbols -> new Section.Relocations(
                        name,
                        RelocationForm.REL,
                        INFO_LINK,
                        number(SYMBOLS),
                        number(target),
                        links.stream().map(link -> relocation(link, symbols)).toList()));
    }

    private static Relocation relocation(Link link, Numbered symbols) {
        int symbol = Optional.ofNullable(symbols.numbers().get(link.symbol())).orElseThrow();
        return Relocation.of(link.offset(), symbol, link.type());
    }

    private int number(String section) {
        return Optional.ofNullable(numbers.get(section)).orElseThrow();
    }

    private void add(String name, Function<Numbered, Section> maker) {
        makers.add(maker);
        numbers.put(name, makers.size());
    }
}

package dev.skep.object.text;

import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfReader;
import dev.skep.elf.Section;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace;
import dev.skep.elf.SymbolType;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An ELF file as text in which numbers of symbols do not matter: what each section holds, and each symbol. */
final class ElfDump {
    private static final String ADDRESSED = ".llvm_addrsig";

    private final ElfFile file;
    private final List<Symbol> symbols;

    private ElfDump(ElfFile file) {
        this.file = file;
        this.symbols = file.sections().stream()
                .filter(Section.Symbols.class::isInstance)
                .map(Section.Symbols.class::cast)
                .findFirst()
                .map(Section.Symbols::symbols)
                .orElse(List.of());
    }

    /** What each section holds, by name. */
    static Map<String, String> sections(byte[] bytes) {
        var dump = new ElfDump(ElfReader.read(bytes));
        Map<String, String> sections = new TreeMap<>();
        for (Section section : dump.file.sections()) {
            sections.put(section.name(), dump.contents(section));
        }
        return sections;
    }

    /** The symbols with names, each with everything that is said about it. */
    static Stream<String> symbols(byte[] bytes) {
        var dump = new ElfDump(ElfReader.read(bytes));
        return dump.symbols.stream().filter(symbol -> !symbol.name().isEmpty()).map(dump::everything);
    }

    private String contents(Section section) {
        if (section instanceof Section.Content content) {
            String bytes = section.name().equals(ADDRESSED)
                    ? numbers(content.bytes().toArray())
                    : HexFormat.of().formatHex(content.bytes().toArray());
            return content.header().type() + " " + content.header().flags() + " "
                    + content.header().alignment() + " " + content.header().entrySize() + " " + bytes;
        }
        if (section instanceof Section.NoBits zeros) {
            return zeros.header().flags() + " " + zeros.header().alignment() + " " + zeros.size();
        }
        if (section instanceof Section.Relocations table) {
            return String.join(
                    "\n",
                    table.relocations().stream()
                            .map(relocation -> relocation.offset() + " " + relocation.type() + " "
                                    + name(symbols.get(relocation.symbol())))
                            .toList());
        }
        return "";
    }

    /** The numbers in base 128 as names of symbols. */
    private String numbers(byte[] bytes) {
        var names = new StringBuilder();
        int number = 0;
        int shift = 0;
        for (byte octet : bytes) {
            number |= (octet & 0x7f) << shift;
            shift += 7;
            if (octet >= 0) {
                names.append(name(symbols.get(number))).append(' ');
                number = 0;
                shift = 0;
            }
        }
        return names.toString();
    }

    private String name(Symbol symbol) {
        return symbol.type().equals(SymbolType.SECTION) ? "section " + place(symbol.place()) : symbol.name();
    }

    private String place(SymbolPlace place) {
        return place.accept(
                in -> file.section(in.section()).name(), reserved -> "0x" + Integer.toHexString(reserved.index()));
    }

    private String everything(Symbol symbol) {
        return symbol.name() + " " + symbol.type() + " " + symbol.binding() + " " + symbol.other() + " "
                + place(symbol.place()) + " " + symbol.value() + " " + symbol.size();
    }
}

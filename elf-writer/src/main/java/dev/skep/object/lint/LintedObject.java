package dev.skep.object.lint;

import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfSections;
import dev.skep.btf.BtfType;
import dev.skep.elf.ByteString;
import dev.skep.elf.ElfFile;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.NoBits;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Section.Symbols;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace.InSection;
import dev.skep.elf.SymbolType;
import dev.skep.object.internal.read.TypeSections;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An object as loaders see it: sections, symbols, relocated instructions, types; sound or not. */
final class LintedObject {
    static final String TEXT = ".text";
    static final String MAPS = ".maps";

    private static final int LITTLE_MAGIC = 0x9F;

    private final ElfFile elf;
    private final List<Symbol> symbols;
    private final Map<Integer, List<Symbol>> symbolsOf = new HashMap<>();
    private final List<Site> sites = new ArrayList<>();
    private final Map<Integer, List<Site>> sitesOf = new HashMap<>();
    private final Set<Integer> referred = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, Set<Long>> starts = new HashMap<>();
    private final BtfGraph types;
    private final BtfExt info;

    private LintedObject(ElfFile elf) {
        this.elf = elf;
        this.symbols = elf.sections().stream()
                .filter(Symbols.class::isInstance)
                .map(section -> ((Symbols) section).symbols())
                .findFirst()
                .orElse(List.of());
        for (Symbol symbol : symbols) {
            if (symbol.place() instanceof InSection in) {
                symbolsOf
                        .computeIfAbsent(in.section(), section -> new ArrayList<>())
                        .add(symbol);
            }
        }
        for (int index = 1; index < elf.sections().size(); index++) {
            numbers.putIfAbsent(elf.section(index).name(), index);
        }
        elf.sections().stream()
                .filter(Relocations.class::isInstance)
                .forEach(section -> addSites((Relocations) section));
        var btf = TypeSections.of(elf);
        this.types = btf.map(BtfSections::types).orElse(BtfGraph.empty());
        this.info = btf.map(BtfSections::info).orElse(BtfExt.EMPTY);
    }

    static LintedObject of(ElfFile elf) {
        return new LintedObject(elf);
    }

    ElfFile elf() {
        return elf;
    }

    List<Symbol> symbols() {
        return symbols;
    }

    List<Symbol> symbolsOf(int section) {
        return symbolsOf.getOrDefault(section, List.of());
    }

    /** The functions of a section by their places. */
    List<Symbol> functionsOf(int section) {
        return symbolsOf(section).stream()
                .filter(symbol -> symbol.type().equals(SymbolType.FUNC))
                .sorted(Comparator.comparingLong(Symbol::value))
                .toList();
    }

    /** Whether a function starts at this byte. */
    boolean isStart(int section, long offset) {
        return starts.computeIfAbsent(section, one -> symbolsOf(one).stream()
                        .filter(symbol -> symbol.type().equals(SymbolType.FUNC))
                        .map(Symbol::value)
                        .collect(Collectors.toSet()))
                .contains(offset);
    }

    List<Site> sites() {
        return sites;
    }

    List<Site> sitesOf(int section) {
        return sitesOf.getOrDefault(section, List.of());
    }

    /** Whether code refers to a section. */
    boolean isReferred(int section) {
        return referred.contains(section);
    }

    BtfGraph types() {
        return types;
    }

    BtfExt info() {
        return info;
    }

    Optional<Integer> find(String section) {
        return Optional.ofNullable(numbers.get(section));
    }

    Optional<ByteString> content(String section) {
        return find(section)
                .filter(index -> elf.section(index) instanceof Content)
                .map(index -> ((Content) elf.section(index)).bytes());
    }

    /** The bytes of {@code .BTF} or {@code .BTF.ext}, which say themselves in which order they are. */
    static ByteBuffer inItsOrder(ByteString types) {
        boolean little = types.at(0) == (byte) LITTLE_MAGIC;
        return types.buffer(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /** The variables of a section as its types list them. */
    List<BtfType.SectionEntry> entries(String section) {
        return types.find(BtfKind.DATASEC, section)
                .flatMap(id -> types.type(id, BtfType.DataSec.class))
                .map(BtfType.DataSec::entries)
                .orElse(List.of());
    }

    /** The numbers of the sections with code that has bytes. */
    List<Integer> codeSections() {
        List<Integer> code = new ArrayList<>();
        for (int index = 1; index < elf.sections().size(); index++) {
            if (isCode(index) && size(index) > 0) {
                code.add(index);
            }
        }
        return code;
    }

    boolean isCode(int section) {
        return elf.section(section) instanceof Content content
                && content.header().flags().has(SectionFlags.EXECUTE);
    }

    boolean isText(int section) {
        return elf.section(section).name().equals(TEXT);
    }

    /** Whether a section is one for data that becomes a map. */
    boolean isData(int section) {
        String name = elf.section(section).name();
        return isNamed(name, ".data") || isNamed(name, ".rodata") || isNamed(name, ".bss");
    }

    static boolean isNamed(String section, String word) {
        return section.equals(word) || section.startsWith(word + ".");
    }

    long size(int section) {
        Section one = elf.section(section);
        return one instanceof NoBits zeros
                ? zeros.size()
                : one instanceof Content content ? content.bytes().size() : 0;
    }

    /** The code of a section in the byte order of the object. */
    ByteBuffer code(int section) {
        return ((Content) elf.section(section)).bytes().buffer(elf.order());
    }

    /** What may call back: a function whose address is taken. */
    boolean hasCallbacks() {
        return sites.stream()
                .anyMatch(site -> site.isLddw()
                        && site.target().isPresent()
                        && isCode(site.target().getAsInt()));
    }

    private void addSites(Relocations table) {
        int target = table.target();
        if (target < 1 || target >= elf.sections().size() || !isCode(target)) {
            return;
        }
        var code = code(target);
        String name = elf.section(target).name();
        for (var relocation : table.relocations()) {
            boolean inside = relocation.offset() >= 0 && relocation.offset() <= code.limit() - Site.SLOT;
            if (!inside || relocation.symbol() < 1 || relocation.symbol() >= symbols.size()) {
                continue;
            }
            int at = (int) relocation.offset();
            int opcode = Byte.toUnsignedInt(code.get(at));
            long second = opcode == Site.LDDW && at + 2 * Site.SLOT <= code.limit() ? code.getLong(at + Site.SLOT) : 0;
            var site = new Site(
                    target,
                    name + " byte " + at,
                    at,
                    relocation.type(),
                    opcode,
                    code.getInt(at + Integer.BYTES),
                    second,
                    symbols.get(relocation.symbol()));
            sites.add(site);
            sitesOf.computeIfAbsent(target, key -> new ArrayList<>()).add(site);
            site.target().ifPresent(referred::add);
        }
    }
}

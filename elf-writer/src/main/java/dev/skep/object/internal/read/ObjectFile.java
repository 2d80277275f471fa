package dev.skep.object.internal.read;

import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfSections;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.Func;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.elf.ByteString;
import dev.skep.elf.ElfFile;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.NoBits;
import dev.skep.elf.Section.RelocationForm;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Section.Symbols;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace.InSection;
import dev.skep.object.ObjectFormatException;
import dev.skep.object.internal.write.MapPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of an ELF file that a BPF object is made of, each found once. Sections that take no memory at run time are not looked at. */
public final class ObjectFile {
    private final ElfFile elf;
    private final List<Symbol> symbols;
    private final Map<Integer, List<Symbol>> symbolsOf = new HashMap<>();
    private final Map<Integer, List<Relocation>> relocationsOf = new HashMap<>();
    private final BtfGraph types;
    private final boolean hasTypes;
    private final BtfExt info;

    public ObjectFile(ElfFile elf) {
        this.elf = elf;
        if (elf.type() != ElfFile.RELOCATABLE) {
            throw new ObjectFormatException("the file has ELF type " + elf.type() + ", a BPF object is relocatable, 1");
        }
        if (elf.machine() != ElfFile.BPF && elf.machine() != ElfFile.NO_MACHINE) {
            throw new ObjectFormatException("the file is for machine " + elf.machine() + ", BPF is " + ElfFile.BPF);
        }
        this.symbols = elf.sections().stream()
                .filter(Symbols.class::isInstance)
                .map(section -> ((Symbols) section).symbols())
                .findFirst()
                .orElseThrow(() -> new ObjectFormatException("the file has no symbol table"));
        for (Symbol symbol : symbols) {
            if (symbol.place() instanceof InSection in) {
                symbolsOf
                        .computeIfAbsent(in.section(), section -> new ArrayList<>())
                        .add(symbol);
            }
        }
        elf.sections().stream()
                .filter(Relocations.class::isInstance)
                .forEach(section -> addRelocations((Relocations) section));
        var btf = TypeSections.of(elf);
        this.types = btf.map(BtfSections::types)
                .map(read -> sectionsAsTheyAreNow(withoutNamelessFunctions(read)))
                .orElseGet(ObjectFile::withoutTypes);
        this.hasTypes = btf.isPresent();
        this.info = btf.map(BtfSections::info).orElse(BtfExt.EMPTY);
    }

    /** Maps are written to {@code .maps}, wherever they were. */
    private static BtfGraph sectionsAsTheyAreNow(BtfGraph types) {
        var legacy = types.find(BtfKind.DATASEC, LegacyMapReader.SECTION);
        if (legacy.isEmpty()) {
            return types;
        }
        var builder = types.toBuilder();
        types.type(legacy.get(), DataSec.class)
                .ifPresent(maps ->
                        builder.define(legacy.get(), new DataSec(MapPlan.SECTION, maps.size(), maps.entries())));
        return builder.build();
    }

    /** gcc 12 writes a {@code FUNC} without a name where a prototype is meant, which the kernel refuses. */
    private static BtfGraph withoutNamelessFunctions(BtfGraph types) {
        Map<BtfId, BtfType> prototypes = new HashMap<>();
        for (int number = 1; number <= types.size(); number++) {
            var id = new BtfId(number);
            types.type(id, Func.class)
                    .filter(function -> function.name().isEmpty())
                    .flatMap(function -> types.type(function.prototype(), FuncProto.class))
                    .ifPresent(prototype -> prototypes.put(id, prototype));
        }
        return types.with(prototypes, List.of());
    }

    /** All that there is to say about code of which nothing is known: {@code int (void *ctx)}. */
    private static BtfGraph withoutTypes() {
        var types = BtfGraph.builder();
        var integer = types.add(Int.of("int", Integer.BYTES, IntEncoding.SIGNED));
        types.add(new FuncProto(integer, List.of(new Parameter("ctx", types.add(new Ptr(BtfId.VOID))))));
        return types.build();
    }

    /** Whether the file says anything about types. */
    boolean hasTypes() {
        return hasTypes;
    }

    public ElfFile elf() {
        return elf;
    }

    public BtfGraph types() {
        return types;
    }

    BtfExt info() {
        return info;
    }

    /** All symbols; relocations name them by their index. */
    public List<Symbol> symbols() {
        return symbols;
    }

    List<Symbol> symbolsOf(int section) {
        return symbolsOf.getOrDefault(section, List.of());
    }

    public List<Relocation> relocationsOf(int section) {
        return relocationsOf.getOrDefault(section, List.of());
    }

    /** The bytes of the section of this name, if it is there and has any. */
    public Optional<ByteString> content(String name) {
        var index = elf.find(name);
        return index.isPresent() && elf.section(index.getAsInt()) instanceof Content content
                ? Optional.of(content.bytes())
                : Optional.empty();
    }

    /** The bytes that a section takes at run time; 0 if it takes none. */
    public long sizeAtRunTime(int index) {
        var section = elf.section(index);
        if (section instanceof NoBits zeros && zeros.header().flags().has(SectionFlags.ALLOC)) {
            return zeros.size();
        }
        return section instanceof Content content && content.header().flags().has(SectionFlags.ALLOC)
                ? content.bytes().size()
                : 0;
    }

    private void addRelocations(Relocations table) {
        int target = table.target();
        if (target < 1 || target >= elf.sections().size()) {
            throw new ObjectFormatException("section " + table.name() + " relocates section " + target + " of "
                    + elf.sections().size());
        }
        if (sizeAtRunTime(target) == 0) {
            return;
        }
        Section section = elf.section(target);
        if (table.form() == RelocationForm.RELA) {
            throw new ObjectFormatException(
                    "section " + table.name() + " has addends (RELA), loaders of BPF take none");
        }
        for (Relocation relocation : table.relocations()) {
            if (relocation.symbol() >= symbols.size()) {
                throw new ObjectFormatException("section " + section.name() + " is relocated at byte "
                        + relocation.offset() + " by symbol " + relocation.symbol() + " of " + symbols.size());
            }
        }
        relocationsOf.computeIfAbsent(target, key -> new ArrayList<>()).addAll(table.relocations());
    }
}

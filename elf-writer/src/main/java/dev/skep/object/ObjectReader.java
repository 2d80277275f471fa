package dev.skep.object;

import dev.skep.asm.SourceLine;
import dev.skep.btf.BtfFormatException;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.elf.ElfFormatException;
import dev.skep.elf.ElfReader;
import dev.skep.elf.Section.Content;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace;
import dev.skep.kernel.SectionName;
import dev.skep.object.BpfStructOps.Attach;
import dev.skep.object.internal.read.CodeBytes;
import dev.skep.object.internal.read.CodeReader;
import dev.skep.object.internal.read.CodeRemarks;
import dev.skep.object.internal.read.DataReader;
import dev.skep.object.internal.read.ExternReader;
import dev.skep.object.internal.read.FunctionSymbol;
import dev.skep.object.internal.read.LegacyMapReader;
import dev.skep.object.internal.read.MapSectionReader;
import dev.skep.object.internal.read.ObjectFile;
import dev.skep.object.internal.read.Places;
import dev.skep.object.internal.read.Reference;
import dev.skep.object.internal.read.TableReader;
import dev.skep.object.internal.write.CodeSection;
import dev.skep.object.internal.write.DataPlan;
import dev.skep.object.internal.write.MapPlan;
import dev.skep.object.internal.write.ObjectTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a BPF object: what {@link ObjectWriter} wrote, and what clang and other compilers write for libbpf. What has no place in a
 * {@link BpfObject} is refused, not dropped, except what does not run: debugging sections, labels, the {@code version} of old
 * kernels' programs.
 *
 * <p>Weak functions and variables become global ones, which they are to loaders; hidden ones become static. Bytes between variables
 * become constants, unless they are padding.
 */
public final class ObjectReader {
    /** The license is read by its name; kernels since 5.0 do not look at the version. */
    private static final Set<String> NOT_READ_HERE = Set.of(ObjectTypes.LICENSE, "version");

    private final ObjectFile file;
    private final Places places = new Places();
    private final List<CodeBytes> code = new ArrayList<>();
    private final List<Integer> data = new ArrayList<>();
    private final List<BpfProgram> programs = new ArrayList<>();
    private final List<BpfFunction> functions = new ArrayList<>();
    private final List<BpfMap> maps = new ArrayList<>();
    private final List<BpfGlobal> globals = new ArrayList<>();
    private final List<BpfExtern> externs = new ArrayList<>();
    private final List<BpfStructOps> tables = new ArrayList<>();

    private ObjectReader(ObjectFile file) {
        this.file = file;
    }

    /**
     * Reads an object.
     *
     * @throws ObjectFormatException if these bytes are not one, or have something that {@link BpfObject} has no place for
     */
    public static BpfObject read(byte[] object) {
        try {
            return new ObjectReader(new ObjectFile(ElfReader.read(object))).object();
        } catch (ElfFormatException | BtfFormatException e) {
            throw new ObjectFormatException(e);
        }
    }

    private BpfObject object() {
        for (int index = 1; index < file.elf().sections().size(); index++) {
            if (file.sizeAtRunTime(index) > 0) {
                section(index);
            }
        }
        externs();
        globals();
        code();
        return new BpfObject(
                file.elf().order(), license(), programs, functions, maps, globals, externs, tables, file.types());
    }

    private void section(int index) {
        var name = file.elf().section(index).name();
        boolean executable = file.elf().section(index) instanceof Content content
                && content.header().flags().has(SectionFlags.EXECUTE);
        var attach = Attach.ofSection(name);
        if (executable) {
            code.add(CodeBytes.of(file, index));
        } else if (name.equals(LegacyMapReader.SECTION)) {
            maps(index, LegacyMapReader.read(file, index));
        } else if (name.equals(MapPlan.SECTION)) {
            maps(index, MapSectionReader.read(file, index));
        } else if (attach.isPresent()) {
            tables.addAll(TableReader.read(file, index, attach.get()));
        } else if (!NOT_READ_HERE.contains(name)) {
            data.add(index);
        }
    }

    private void maps(int index, List<MapSectionReader.Placed> found) {
        for (MapSectionReader.Placed placed : found) {
            maps.add(placed.map());
            places.map(index, placed.offset(), placed.map().name());
        }
    }

    private void globals() {
        Map<Integer, NavigableSet<Integer>> referred = new HashMap<>();
        for (CodeBytes section : code) {
            for (Reference reference : section.references().values()) {
                if (reference.section().isPresent() && reference.place() == (int) reference.place()) {
                    referred.computeIfAbsent(reference.section().getAsInt(), key -> new TreeSet<>())
                            .add((int) reference.place());
                }
            }
        }
        for (int index : data) {
            if (!file.relocationsOf(index).isEmpty()) {
                throw new ObjectFormatException("section "
                        + file.elf().section(index).name() + " has relocations: no loader puts addresses into data");
            }
            for (DataPlan.Placed placed :
                    DataReader.read(file, index, referred.getOrDefault(index, Collections.emptyNavigableSet()))) {
                globals.add(placed.global());
                if (placed.global().section().kind() != DataSection.Kind.NOTES) {
                    places.global(index, placed);
                }
            }
        }
    }

    private void externs() {
        Map<String, Symbol> undefined = new HashMap<>();
        file.symbols().stream()
                .filter(symbol -> symbol.place().equals(SymbolPlace.UNDEFINED))
                .forEach(symbol -> undefined.putIfAbsent(symbol.name(), symbol));
        for (String section : List.of(BpfExtern.KSYMS, BpfExtern.KCONFIG)) {
            var types = file.types();
            types.find(BtfKind.DATASEC, section)
                    .flatMap(id -> types.type(id, DataSec.class))
                    .ifPresent(list -> list.entries().forEach(entry -> extern(section, entry, undefined)));
        }
    }

    private void extern(String section, SectionEntry entry, Map<String, Symbol> undefined) {
        var extern = ExternReader.read(file.types(), section, entry, undefined);
        externs.add(extern);
        places.extern(extern);
    }

    /** Code of any section may refer to functions of {@code .text}, so these are known first. */
    private void code() {
        Map<Integer, List<FunctionSymbol>> symbols = new HashMap<>();
        for (CodeBytes section : code) {
            var inSection = FunctionSymbol.in(file, section);
            symbols.put(section.index(), inSection);
            if (CodeSection.isText(section.name())) {
                inSection.forEach(function -> places.function(section.index(), function.offset(), function.name()));
            }
        }
        code.forEach(section -> code(section, symbols.getOrDefault(section.index(), List.of())));
    }

    private void code(CodeBytes section, List<FunctionSymbol> symbols) {
        var remarks = new CodeRemarks(file, section.name());
        for (FunctionSymbol function : symbols) {
            var prototype = remarks.prototype(function);
            var declared = remarks.line(function.offset()).orElse(new SourceLine("", 0, 0, ""));
            var body = CodeReader.read(
                    section, function, places, remarks, file.elf().order());
            if (CodeSection.isText(section.name())) {
                functions.add(new BpfFunction(function.linkage(), body, prototype, declared));
            } else {
                programs.add(new BpfProgram(sectionName(section.name()), body, prototype, declared));
            }
        }
        remarks.requireAllTaken();
    }

    private static SectionName sectionName(String name) {
        return SectionName.find(name)
                .orElseThrow(() -> new ObjectFormatException("section `" + name + "` is none that loaders know"));
    }

    /** The license up to its zero byte; empty where the file has none. */
    private String license() {
        var text = file.content(ObjectTypes.LICENSE)
                .map(bytes -> new String(bytes.toArray(), StandardCharsets.ISO_8859_1))
                .orElse("");
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}

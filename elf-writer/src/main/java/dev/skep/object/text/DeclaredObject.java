package dev.skep.object.text;

import dev.skep.asm.SourceLine;
import dev.skep.asm.SymbolReference;
import dev.skep.asm.text.AssemblyFile;
import dev.skep.asm.text.AssemblySection;
import dev.skep.asm.text.AssemblySymbol;
import dev.skep.asm.text.AssemblySymbol.Binding;
import dev.skep.asm.text.AssemblySymbol.Place;
import dev.skep.asm.text.Declarations;
import dev.skep.asm.text.Declarations.Extern;
import dev.skep.asm.text.Declarations.MapDeclaration;
import dev.skep.asm.text.Declarations.Routine;
import dev.skep.asm.text.Declarations.TypeName;
import dev.skep.asm.text.Declarations.Variable;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType.Const;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.elf.ByteString;
import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapType;
import dev.skep.kernel.SectionName;
import dev.skep.object.BpfExtern;
import dev.skep.object.BpfFunction;
import dev.skep.object.BpfGlobal;
import dev.skep.object.BpfMap;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfProgram;
import dev.skep.object.DataSection;
import dev.skep.object.MapPart;
import dev.skep.object.MapSlots;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Makes the object that a text declares with {@code .program}, {@code .map} and the like. */
final class DeclaredObject {
    private static final String TEXT = ".text";
    private static final int MOST_ARGUMENTS = 5;

    private final AssemblyFile file;
    private final Declarations declared;
    private final IntFunction<SourceLine> lines;
    private final BtfGraph.Builder graph = BtfGraph.builder();
    private final DeclaredTypes types = new DeclaredTypes(graph);
    private final Map<String, AssemblySymbol> symbols = new HashMap<>();
    private final Map<String, DeclaredCode> code = new HashMap<>();
    private final Map<Place, String> starts = new HashMap<>();
    private final Set<String> maps = new HashSet<>();
    private final Set<String> variables = new HashSet<>();
    private final Set<String> kfuncs = new HashSet<>();

    private DeclaredObject(AssemblyFile file, IntFunction<SourceLine> lines) {
        this.file = file;
        this.declared = file.declarations();
        this.lines = lines;
        file.symbols().forEach(symbol -> symbols.putIfAbsent(symbol.name(), symbol));
        declared.maps().forEach(map -> maps.add(map.name()));
        declared.variables().forEach(variable -> variables.add(variable.name()));
        declared.externs().forEach(extern -> kfuncs.add(extern.name()));
        for (Routine routine : declared.routines()) {
            AssemblySymbol symbol = symbols.get(routine.name());
            if (symbol != null) {
                starts.put(symbol.place(), routine.name());
            }
        }
        refuseData();
        refuseStrayCode();
    }

    /**
     * Returns the object.
     *
     * @param lines gives the line of the text with a number
     * @throws IllegalArgumentException if the text mixes declarations with what they cannot describe
     */
    static BpfObject of(AssemblyFile file, IntFunction<SourceLine> lines) {
        return new DeclaredObject(file, lines).object();
    }

    private void refuseData() {
        for (AssemblySection section : file.sections()) {
            if (section.size() > 0 && !section.isCode()) {
                throw new IllegalArgumentException(
                        "section `" + section.name()
                                + "` has data: a text with .program, .function, .map or .variable declares its data with .variable");
            }
        }
    }

    private void refuseStrayCode() {
        Map<Integer, Long> declaredBytes = new HashMap<>();
        for (Routine routine : declared.routines()) {
            AssemblySymbol symbol = symbols.get(routine.name());
            if (symbol != null && symbol.place() instanceof Place.InSection place) {
                declaredBytes.merge(place.section(), symbol.size(), Long::sum);
            }
        }
        for (int i = 0; i < file.sections().size(); i++) {
            AssemblySection section = file.sections().get(i);
            if (section.size() != declaredBytes.getOrDefault(i, 0L)) {
                throw new IllegalArgumentException(
                        "section `" + section.name() + "` has code outside of .program and .function");
            }
        }
    }

    private BpfObject object() {
        declared.structs().forEach(types::declare);
        List<BpfMap> bpfMaps = declared.maps().stream().map(this::map).toList();
        List<BpfGlobal> globals =
                declared.variables().stream().map(this::global).toList();
        List<BpfProgram> programs = new ArrayList<>();
        List<BpfFunction> functions = new ArrayList<>();
        BtfId result = graph.add(Int.of("int", 4, IntEncoding.SIGNED));
        for (Routine routine : declared.routines()) {
            if (routine.isProgram()) {
                BtfId context = graph.add(new Ptr(BtfId.VOID));
                BtfId prototype = graph.add(new FuncProto(result, List.of(new Parameter("ctx", context))));
                programs.add(new BpfProgram(
                        SectionName.parse(routine.section()), code(routine), prototype, lines.apply(routine.line())));
            } else {
                functions.add(function(routine));
            }
        }
        List<BpfExtern> externs = declared.externs().stream().map(this::kfunc).toList();
        return new BpfObject(
                file.order(),
                declared.license(),
                programs,
                functions,
                bpfMaps,
                globals,
                externs,
                List.of(),
                graph.build());
    }

    private BpfFunction function(Routine routine) {
        boolean isStatic = routine.linkage() == Binding.LOCAL;
        return new BpfFunction(
                isStatic ? BtfLinkage.STATIC : BtfLinkage.GLOBAL,
                code(routine),
                numbers(),
                lines.apply(routine.line()));
    }

    /** A function of five numbers: the text does not say what is in its registers. */
    private BtfId numbers() {
        BtfId number = graph.add(Int.of("unsigned long long", 8, IntEncoding.NONE));
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 1; i <= MOST_ARGUMENTS; i++) {
            parameters.add(new Parameter("r" + i, number));
        }
        return graph.add(new FuncProto(number, parameters));
    }

    private BpfExtern kfunc(Extern extern) {
        List<Parameter> parameters = new ArrayList<>();
        for (TypeName type : extern.parameters()) {
            parameters.add(
                    new Parameter("r" + (parameters.size() + 1), types.of(type).id()));
        }
        BtfId returns = extern.result().isEmpty()
                ? BtfId.VOID
                : types.of(extern.result().get(0)).id();
        BtfId prototype = graph.add(new FuncProto(returns, parameters));
        return new BpfExtern.Kfunc(extern.name(), prototype, BpfExtern.Strength.STRONG);
    }

    private BpfMap map(MapDeclaration map) {
        return new BpfMap(
                map.name(),
                MapType.valueOf(map.type()),
                part(map.key()),
                part(map.value()),
                map.maxEntries(),
                flags(map),
                0,
                map.pinned() == Declarations.Pinning.BY_NAME ? BpfMap.Pinning.BY_NAME : BpfMap.Pinning.NONE,
                MapSlots.NONE);
    }

    private static Set<MapFlag> flags(MapDeclaration map) {
        Set<MapFlag> flags = EnumSet.noneOf(MapFlag.class);
        long rest = map.flags();
        for (MapFlag flag : MapFlag.values()) {
            if ((rest & flag.bit()) != 0) {
                flags.add(flag);
                rest &= ~flag.bit();
            }
        }
        if (rest != 0) {
            throw new IllegalArgumentException(
                    "map `" + map.name() + "` has flags that no kernel knows: 0x" + Long.toHexString(rest));
        }
        return flags;
    }

    private MapPart part(List<TypeName> type) {
        return type.isEmpty()
                ? MapPart.NONE
                : MapPart.ofType(types.of(type.get(0)).id());
    }

    private BpfGlobal global(Variable variable) {
        DeclaredTypes.Placed type = types.of(variable.type());
        boolean constant = variable.access() == Variable.Access.CONSTANT;
        DataSection section =
                constant ? DataSection.RODATA : variable.value() == 0 ? DataSection.BSS : DataSection.DATA;
        BtfId id = constant ? graph.add(new Const(type.id())) : type.id();
        return new BpfGlobal.Variable(
                variable.name(),
                section,
                BtfLinkage.GLOBAL,
                id,
                type.size(),
                initial(variable, type.size()),
                type.alignment());
    }

    private ByteString initial(Variable variable, int size) {
        if (variable.value() == 0) {
            return ByteString.EMPTY;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).order(file.order());
        switch (size) {
            case 1 -> bytes.put((byte) variable.value());
            case 2 -> bytes.putShort((short) variable.value());
            case 4 -> bytes.putInt((int) variable.value());
            default -> bytes.putLong(variable.value());
        }
        return ByteString.of(bytes.array());
    }

    private dev.skep.asm.Code code(Routine routine) {
        AssemblySymbol symbol = symbols.get(routine.name());
        if (symbol == null || !(symbol.place() instanceof Place.InSection place)) {
            throw new IllegalStateException(routine.name() + " was read and has no place");
        }
        AssemblySection section = file.sections().get(place.section());
        int start = (int) place.offset();
        return code.computeIfAbsent(
                        section.name(),
                        name -> new DeclaredCode(
                                file, section, offset -> functionAt(place.section(), offset), this::reference, lines))
                .between(routine.name(), start, start + (int) symbol.size());
    }

    private @Nullable String functionAt(int section, int offset) {
        if (!file.sections().get(section).name().equals(TEXT)) {
            return null;
        }
        return starts.get(new Place.InSection(section, offset));
    }

    private SymbolReference reference(String name, long addend) {
        if (variables.contains(name)) {
            return new SymbolReference.DataReference(name, Math.toIntExact(addend));
        }
        if (addend != 0) {
            throw new IllegalArgumentException("`" + name + "` has no bytes to count: " + addend + " is added to it");
        }
        if (maps.contains(name)) {
            return new SymbolReference.MapReference(name);
        }
        return kfuncs.contains(name)
                ? new SymbolReference.KfuncReference(name)
                : new SymbolReference.FunctionReference(name);
    }
}

package dev.skep.compiler.object;

import dev.skep.asm.Code;
import dev.skep.asm.CodeBuilder;
import dev.skep.asm.CodeElement;
import dev.skep.asm.CoreMark;
import dev.skep.asm.SymbolReference.DataReference;
import dev.skep.asm.WideInstruction;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.elf.ByteString;
import dev.skep.ir.BpfType;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;
import dev.skep.ir.KfuncAlternatives;
import dev.skep.ir.KfuncPrototypes;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.Op;
import dev.skep.ir.StructType;
import dev.skep.ir.Unit;
import dev.skep.kernel.MapFlag;
import dev.skep.kernel.SectionName;
import dev.skep.object.BpfExtern;
import dev.skep.object.BpfExtern.Strength;
import dev.skep.object.BpfFunction;
import dev.skep.object.BpfGlobal;
import dev.skep.object.BpfMap;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfProgram;
import dev.skep.object.DataSection;
import dev.skep.object.MapPart;
import dev.skep.object.MapSlots;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a unit and the code of its functions together as an object. */
public final class BuildObject {
    private static final String STRUCT = "struct ";

    private static final Set<String> LOCKS = Set.of("bpf_spin_lock", "bpf_res_spin_lock");

    private final Unit unit;
    private final ByteOrder order;
    private final DescribeTypes types;
    private final Set<String> externs;
    private final Set<String> unions;
    private final List<BpfProgram> programs = new ArrayList<>();
    private final List<BpfFunction> functions = new ArrayList<>();

    private BuildObject(Unit unit, ByteOrder order) {
        this.unit = unit;
        this.order = order;
        this.types = new DescribeTypes(unit.types());
        this.externs = unit.globals().stream()
                .filter(global -> global.kind().isExtern())
                .map(Global::name)
                .collect(Collectors.toSet());
        this.unions = unit.types().stream()
                .filter(type -> type.kind() == StructType.Kind.UNION)
                .map(type -> STRUCT + type.name())
                .collect(Collectors.toSet());
    }

    /**
     * Returns the object of a unit whose entry sections are known.
     *
     * @param code the code of each function by its name
     */
    public static BpfObject of(Unit unit, Map<String, Code> code, ByteOrder order) {
        return new BuildObject(unit, order).build(code);
    }

    private BpfObject build(Map<String, Code> code) {
        for (var function : unit.functions()) {
            var generated = code.get(function.name());
            if (generated == null) throw new IllegalStateException("function `" + function.name() + "` has no code");
            routine(function, generated);
        }
        var maps = unit.maps().stream().map(this::map).toList();
        var globals = unit.globals().stream()
                .filter(g -> !g.kind().isExtern())
                .map(this::global)
                .toList();
        unit.types().forEach(types::describe);
        asked().forEach(types::describe);
        var declared = Stream.concat(variables(), kfuncs()).toList();
        var tables = new BuildStructOps(types, order);
        var structOps = unit.structOps().stream().map(tables::build).toList();
        return new BpfObject(
                order, unit.license(), programs, functions, maps, globals, declared, structOps, types.graph());
    }

    private void routine(Function function, Code generated) {
        var linked = externs.isEmpty() ? generated : generated.transform(this::linkExterns);
        var code = unions.isEmpty() ? linked : linked.transform(this::nameUnions);
        var prototype = types.prototype(function);
        if (function.kind() instanceof FunctionKind.Entry entry)
            programs.add(new BpfProgram(SectionName.parse(entry.section()), code, prototype, function.location()));
        else {
            var global = function.kind() instanceof FunctionKind.Global;
            if (global) types.describeFacts(function, prototype);
            var linkage = global ? BtfLinkage.GLOBAL : BtfLinkage.STATIC;
            functions.add(new BpfFunction(linkage, code, prototype, function.location()));
        }
    }

    /** Returns the kernel's variables and settings, as the unit declares them. */
    private Stream<BpfExtern> variables() {
        return unit.globals().stream()
                .filter(global -> global.kind().isExtern() && global.kind() != Global.Kind.WEAK_KFUNC)
                .map(this::extern);
    }

    /** Returns the types that the loader is asked about. */
    private Stream<BpfType> asked() {
        return ops().filter(Op.CoreValue.class::isInstance).map(op -> ((Op.CoreValue) op).type());
    }

    private Stream<Op> ops() {
        return unit.functions().stream()
                .flatMap(function -> function.blocks().stream())
                .flatMap(block -> block.ops().stream());
    }

    /** Returns the kernel functions that the unit calls or asks about, by name. */
    private Stream<BpfExtern> kfuncs() {
        var called = ops().filter(Op.CallKfunc.class::isInstance)
                .map(op -> ((Op.CallKfunc) op).kfunc())
                .collect(Collectors.toCollection(TreeSet::new));
        var weak = unit.globals().stream()
                .filter(global -> global.kind() == Global.Kind.WEAK_KFUNC)
                .map(Global::name)
                .collect(Collectors.toSet());
        return Stream.concat(called.stream(), weak.stream())
                .distinct()
                .sorted()
                .map(name -> kfunc(name, weak.contains(name) || KfuncAlternatives.isReplaced(name, called)));
    }

    private BpfExtern kfunc(String name, boolean isWeak) {
        var prototype = KfuncPrototypes.of(name)
                .orElseThrow(() -> new IllegalStateException("kernel function `" + name + "` is unknown"));
        var strength = isWeak ? Strength.WEAK : Strength.STRONG;
        return new BpfExtern.Kfunc(name, types.prototype(prototype), strength);
    }

    private BpfMap map(MapDefinition map) {
        return new BpfMap(
                map.name(),
                map.type(),
                part(map.key()),
                part(map.value()),
                map.maxEntries(),
                flags(map),
                map.details().extra(),
                map.pinning() == MapDefinition.Pinning.BY_NAME ? BpfMap.Pinning.BY_NAME : BpfMap.Pinning.NONE,
                slots(map.details()),
                map.details().numaNode());
    }

    private MapSlots slots(MapDefinition.Details details) {
        var inner = details.inner();
        if (inner != null) return new MapSlots.InnerMaps(map(inner), details.initial());
        return details.initial().isEmpty() ? MapSlots.NONE : new MapSlots.Programs(details.initial());
    }

    private MapPart part(@Nullable BpfType type) {
        return type == null ? MapPart.NONE : MapPart.ofType(types.describe(type));
    }

    private static Set<MapFlag> flags(MapDefinition map) {
        var flags = EnumSet.noneOf(MapFlag.class);
        var rest = map.flags();
        for (var flag : MapFlag.values()) {
            if ((rest & flag.bit()) == 0) continue;
            flags.add(flag);
            rest &= ~flag.bit();
        }
        if (rest != 0)
            throw new IllegalStateException(
                    "map `" + map.name() + "` has the unknown flags 0x" + Integer.toHexString(rest));
        return flags;
    }

    private BpfExtern extern(Global global) {
        return switch (global.kind()) {
            case KCONFIG -> new BpfExtern.Kconfig(global.name(), types.describe(global.type()), Strength.STRONG);
            case WEAK_KCONFIG -> new BpfExtern.Kconfig(global.name(), types.describe(global.type()), Strength.WEAK);
            case KSYM -> new BpfExtern.Ksym(global.name(), BtfId.VOID, Strength.STRONG);
            case WEAK_KSYM -> new BpfExtern.Ksym(global.name(), BtfId.VOID, Strength.WEAK);
            case KERNEL_VARIABLE -> new BpfExtern.Ksym(global.name(), types.describe(global.type()), Strength.STRONG);
            case WEAK_KERNEL_VARIABLE ->
                new BpfExtern.Ksym(global.name(), types.describe(global.type()), Strength.WEAK);
            default -> throw new IllegalStateException("`" + global.name() + "` is no extern");
        };
    }

    /** Code refers to data; what is not in the object is referred to as that. */
    private void linkExterns(CodeBuilder c, CodeElement element) {
        if (element instanceof WideInstruction.Symbol load
                && load.reference() instanceof DataReference data
                && externs.contains(data.name())) {
            if (data.offset() != 0)
                throw new IllegalStateException("byte " + data.offset() + " of extern `" + data.name() + "`");
            c.ldExtern(load.dst(), data.name());
        } else {
            c.with(element);
        }
    }

    /** Code knows structs by name only; BTF tells unions from them. */
    private void nameUnions(CodeBuilder c, CodeElement element) {
        if (element instanceof CoreMark mark && unions.contains(mark.type()))
            c.core(new CoreMark(mark.kind(), "union " + mark.type().substring(STRUCT.length()), mark.access()));
        else c.with(element);
    }

    private BpfGlobal global(Global global) {
        var type = global.type();
        var initial = InitialBytes.of(global.initial(), type, order);
        if (global.kind() == Global.Kind.LITERAL)
            return new BpfGlobal.Constant(global.name(), DataSection.RODATA, type.size(), initial, type.alignment());
        return new BpfGlobal.Variable(
                global.name(),
                section(global, initial),
                isLock(type) ? BtfLinkage.STATIC : BtfLinkage.GLOBAL,
                isReadOnly(global) ? types.describeConstant(type) : types.describe(type),
                type.size(),
                initial,
                type.alignment());
    }

    /** Loaders let user space map sections of variables that it may find, which no kernel allows where a lock is. */
    private static boolean isLock(BpfType type) {
        return type instanceof StructType struct && LOCKS.contains(struct.name());
    }

    private static DataSection section(Global global, ByteString initial) {
        if (global.section() != null) return new DataSection(global.section());
        if (isReadOnly(global)) return DataSection.RODATA;
        return global.initial() instanceof Initial.Zero || initial.isZero() ? DataSection.BSS : DataSection.DATA;
    }

    private static boolean isReadOnly(Global global) {
        return global.kind() == Global.Kind.CONFIG || global.kind() == Global.Kind.CONSTANT;
    }
}

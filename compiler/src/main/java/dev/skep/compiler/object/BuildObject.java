package dev.skep.compiler.object;

import dev.skep.asm.Code;
import dev.skep.btf.BtfLinkage;
import dev.skep.elf.ByteString;
import dev.skep.ir.BpfType;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.Op;
import dev.skep.ir.Unit;
import dev.skep.kernel.MapFlag;
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
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a unit and the code of its functions together as an object. */
public final class BuildObject {
    private final Unit unit;
    private final ByteOrder order;
    private final DescribeTypes types;
    private final List<BpfProgram> programs = new ArrayList<>();
    private final List<BpfFunction> functions = new ArrayList<>();

    private BuildObject(Unit unit, ByteOrder order) {
        this.unit = unit;
        this.order = order;
        this.types = new DescribeTypes(unit.types());
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
        var globals = unit.globals().stream().map(this::global).toList();
        unit.types().forEach(types::describe);
        var kfuncs = kfuncs();
        return new BpfObject(
                order, unit.license(), programs, functions, maps, globals, kfuncs, List.of(), types.graph());
    }

    private void routine(Function function, Code code) {
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

    /** Returns the kernel functions that the unit calls, by name. */
    private List<BpfExtern> kfuncs() {
        return unit.functions().stream()
                .flatMap(function -> function.blocks().stream())
                .flatMap(block -> block.ops().stream())
                .filter(Op.CallKfunc.class::isInstance)
                .map(op -> ((Op.CallKfunc) op).kfunc())
                .distinct()
                .sorted()
                .map(this::kfunc)
                .toList();
    }

    private BpfExtern kfunc(String name) {
        var prototype = KfuncPrototypes.of(name)
                .orElseThrow(() -> new IllegalStateException("kernel function `" + name + "` is unknown"));
        return new BpfExtern.Kfunc(name, types.prototype(prototype), BpfExtern.Strength.STRONG);
    }

    private BpfMap map(MapDefinition map) {
        return new BpfMap(
                map.name(),
                map.type(),
                part(map.key()),
                part(map.value()),
                map.maxEntries(),
                flags(map),
                0,
                map.pinning() == MapDefinition.Pinning.BY_NAME ? BpfMap.Pinning.BY_NAME : BpfMap.Pinning.NONE,
                MapSlots.NONE);
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

    private BpfGlobal global(Global global) {
        var type = global.type();
        var initial = InitialBytes.of(global.initial(), type, order);
        if (global.kind() == Global.Kind.LITERAL)
            return new BpfGlobal.Constant(global.name(), DataSection.RODATA, type.size(), initial, type.alignment());
        return new BpfGlobal.Variable(
                global.name(),
                section(global, initial),
                BtfLinkage.GLOBAL,
                global.kind() == Global.Kind.CONFIG ? types.describeConstant(type) : types.describe(type),
                type.size(),
                initial,
                type.alignment());
    }

    private static DataSection section(Global global, ByteString initial) {
        if (global.kind() == Global.Kind.CONFIG) return DataSection.RODATA;
        return global.initial() instanceof Initial.Zero || initial.isZero() ? DataSection.BSS : DataSection.DATA;
    }
}

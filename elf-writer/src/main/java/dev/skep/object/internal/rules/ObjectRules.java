package dev.skep.object.internal.rules;

import dev.skep.asm.CallInstruction;
import dev.skep.asm.CodeElement;
import dev.skep.asm.WideInstruction;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType;
import dev.skep.kernel.MapType;
import dev.skep.object.BpfExtern;
import dev.skep.object.BpfGlobal;
import dev.skep.object.BpfGlobal.Variable;
import dev.skep.object.BpfMap;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfProgram;
import dev.skep.object.BpfRoutine;
import dev.skep.object.DataSection;
import dev.skep.object.MapSlots;
import dev.skep.object.ObjectProblem.Kind;
import dev.skep.object.ObjectProblem.Subject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules for each part of an object alone, before anything is laid out. */
public final class ObjectRules {
    /** iproute2 takes 128 bytes, the terminating zero included. */
    private static final int MAX_LICENSE = 127;

    private final BpfObject object;
    private final BtfGraph btf;
    private final Problems problems;
    private final Set<String> mapNames;
    private final Set<String> programNames;

    private ObjectRules(BpfObject object, Problems problems) {
        this.object = object;
        this.btf = object.btf();
        this.problems = problems;
        this.mapNames = object.maps().stream().map(BpfMap::name).collect(Collectors.toSet());
        this.programNames = object.programs().stream().map(BpfProgram::name).collect(Collectors.toSet());
    }

    public static void check(BpfObject object, Problems problems) {
        new NameRules(problems).check(object);
        var rules = new ObjectRules(object, problems);
        rules.license();
        problems.about(Subject.OBJECT, "")
                .require(
                        !object.routines().isEmpty() || !object.maps().isEmpty(),
                        Kind.EMPTY,
                        () -> "the object has no programs, functions or maps");
        object.programs().forEach(rules::routine);
        object.functions().forEach(rules::routine);
        object.maps().forEach(map -> MapRules.check(object.btf(), map, problems.about(Subject.MAP, map.name())));
        object.maps().forEach(rules::slots);
        rules.arenas();
        object.globals().forEach(rules::global);
        object.externs().forEach(rules::extern);
        StructOpsRules.check(object, problems);
    }

    private void license() {
        var license = object.license();
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(license) && license.indexOf('\0') < 0;
        problems.about(Subject.OBJECT, "license")
                .require(
                        ascii && !license.isEmpty() && license.length() <= MAX_LICENSE,
                        Kind.LICENSE,
                        () -> "the license `" + license + "` has " + license.length() + " characters, allowed are 1 to "
                                + MAX_LICENSE + " of ASCII");
    }

    private void routine(BpfRoutine routine) {
        var about = problems.about(routine);
        about.require(
                isA(routine.prototype(), BtfType.FuncProto.class),
                Kind.BAD_TYPE,
                () -> routine.name() + " has type " + routine.prototype() + " for a prototype, which is no FUNC_PROTO");
        CoreRules.check(object, routine, problems);
        for (CodeElement element : routine.code().elements()) {
            about.require(
                    !(element instanceof CallInstruction.Local),
                    Kind.BAD_CODE,
                    () -> routine.name() + " calls into its own code: in an object every function has its own name");
            about.require(
                    !(element instanceof WideInstruction.Pseudo || element instanceof CallInstruction.KfuncId),
                    Kind.BAD_CODE,
                    () -> routine.name() + " has `" + element
                            + "`, whose number only a running kernel could give: use a symbol");
        }
    }

    private void slots(BpfMap map) {
        boolean programs = map.slots() instanceof MapSlots.Programs;
        map.slots().initial().stream()
                .filter(name -> !name.isEmpty() && !(programs ? programNames : mapNames).contains(name))
                .forEach(name -> problems.about(Subject.MAP, map.name())
                        .add(
                                Kind.UNKNOWN_SYMBOL,
                                "map " + map.name() + " holds " + (programs ? "program " : "map ") + name
                                        + ", which the object does not have"));
    }

    private void arenas() {
        var arenas = object.maps().stream()
                .filter(map -> map.type() == MapType.ARENA)
                .map(BpfMap::name)
                .toList();
        problems.about(Subject.OBJECT, "")
                .require(arenas.size() <= 1, Kind.TOO_MANY, () -> "the object has the arenas " + arenas);
    }

    private void global(BpfGlobal global) {
        var about = problems.about(Subject.GLOBAL, global.name());
        boolean bss = global.section().kind() == DataSection.Kind.BSS;
        about.require(
                !bss || global.initial().isEmpty(),
                Kind.GLOBAL_PLACE,
                () -> "global " + global.name() + " has an initial value, which section "
                        + global.section().name() + " cannot hold");
        about.require(
                global.section().kind() != DataSection.Kind.ARENA
                        || object.maps().stream().anyMatch(map -> map.type() == MapType.ARENA),
                Kind.GLOBAL_PLACE,
                () -> "global " + global.name() + " is in the arena, and the object has no map of type ARENA");
        if (global instanceof Variable variable) {
            variable(variable, about);
        }
    }

    private void variable(Variable variable, Problems.About about) {
        long size = btf.contains(variable.type()) ? btf.sizeOf(variable.type()).orElse(0) : 0;
        about.require(
                size > 0 && size <= variable.size(),
                Kind.GLOBAL_TYPE,
                () -> "global " + variable.name() + " has " + variable.size() + " bytes, its type " + variable.type()
                        + " has " + size);
    }

    private void extern(BpfExtern extern) {
        boolean kfunc = extern instanceof BpfExtern.Kfunc;
        problems.about(Subject.EXTERN, extern.name())
                .require(
                        kfunc
                                ? isA(extern.type(), BtfType.FuncProto.class)
                                : btf.contains(extern.type())
                                        && btf.sizeOf(extern.type()).orElse(0) <= Integer.MAX_VALUE,
                        Kind.BAD_TYPE,
                        () -> "extern " + extern.name() + " has type " + extern.type() + ", which is no "
                                + (kfunc ? "FUNC_PROTO" : "type"));
    }

    private boolean isA(BtfId id, Class<? extends BtfType> kind) {
        return btf.contains(id) && btf.type(id, kind).isPresent();
    }
}

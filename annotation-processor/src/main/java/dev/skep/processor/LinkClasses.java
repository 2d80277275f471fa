package dev.skep.processor;

import dev.skep.compiler.Offsets;
import dev.skep.ir.Block;
import dev.skep.ir.Function;
import dev.skep.ir.Global;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.Op;
import dev.skep.ir.StructType;
import dev.skep.ir.Unit;
import dev.skep.processor.lowering.LoweredClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/** Takes into the unit of a class what it uses of others, and what that uses in turn. */
final class LinkClasses {
    private final Map<TypeElement, LoweredClass> classes;
    private final LoweredClass main;
    private final Map<String, TypeElement> owners = new HashMap<>();
    private final Map<String, StructType> structs = new HashMap<>();
    private final Set<TypeElement> used = new LinkedHashSet<>();
    private final List<Function> functions = new ArrayList<>();
    private final List<MapDefinition> maps = new ArrayList<>();
    private final List<Global> globals = new ArrayList<>();
    private final Map<String, LoweredClass> taken = new HashMap<>();
    private final Deque<Taken> waiting = new ArrayDeque<>();

    private record Taken(Function function, LoweredClass from) {}

    /** Two different things that would have one name in the object. */
    static final class Conflict extends Exception {
        private static final long serialVersionUID = 1L;

        Conflict(String message) {
            super(message);
        }
    }

    private LinkClasses(LoweredClass main, Map<TypeElement, LoweredClass> classes) {
        this.main = main;
        this.classes = classes;
    }

    /**
     * The unit of a class with all that it uses.
     *
     * @param taken the class that each function of another class comes from
     */
    record Linked(LoweredClass main, Unit unit, Map<String, LoweredClass> taken) {
        /** Returns whether what is computed stays within its arrays also where classes call each other; what does not is reported there. */
        boolean isWithinArrays() {
            Set<LoweredClass> owners = new LinkedHashSet<>(taken.values());
            owners.add(main);
            if (taken.isEmpty()
                    || owners.stream().allMatch(owner -> owner.indices().isEmpty())) return true;
            var offsets = Offsets.of(unit);
            var areProved = true;
            for (var owner : owners)
                areProved &= owner.indices().areProved(offsets, name -> owner.equals(taken.getOrDefault(name, main)));
            return areProved;
        }
    }

    /** Returns the unit of a class with what it needs of the others, all of which are there. */
    static Linked link(LoweredClass main, Map<TypeElement, LoweredClass> classes) throws Conflict {
        var link = new LinkClasses(main, classes);
        return new Linked(main, link.linked(), Map.copyOf(link.taken));
    }

    /** Returns the classes that a class uses, at any remove; empty where one of them is not there. */
    static Optional<Set<TypeElement>> needed(LoweredClass main, Map<TypeElement, LoweredClass> classes) {
        Set<TypeElement> needed = new LinkedHashSet<>();
        Deque<LoweredClass> work = new ArrayDeque<>(List.of(main));
        while (!work.isEmpty()) {
            for (var type : work.pop().imports().values()) {
                var found = classes.get(type);
                if (found == null) return Optional.empty();
                if (needed.add(type)) work.push(found);
            }
        }
        return Optional.of(needed);
    }

    private Unit linked() throws Conflict {
        var unit = main.unit();
        unit.maps().forEach(map -> owners.put(map.name(), main.type()));
        unit.globals().forEach(global -> owners.put(global.name(), main.type()));
        for (var function : unit.functions()) owners.put(function.name(), main.type());
        unit.types().forEach(struct -> structs.put(struct.name(), struct));
        for (var function : unit.functions()) follow(new Taken(function, main));
        while (!waiting.isEmpty()) follow(waiting.remove());
        List<StructType> types = new ArrayList<>(unit.types());
        for (var type : used) takeTypes(classOf(type), types);
        return new Unit(
                unit.name(),
                unit.license(),
                types,
                joined(unit.maps(), maps),
                joined(unit.globals(), globals),
                joined(unit.functions(), functions));
    }

    private static <T> List<T> joined(List<T> own, List<T> taken) {
        List<T> all = new ArrayList<>(own);
        all.addAll(taken);
        return all;
    }

    private LoweredClass classOf(TypeElement type) {
        return type.equals(main.type())
                ? main
                : Optional.ofNullable(classes.get(type)).orElseThrow();
    }

    private void follow(Taken taken) throws Conflict {
        for (var block : taken.function.blocks()) for (var op : block.ops()) follow(op, taken.from);
    }

    private void follow(Op op, LoweredClass from) throws Conflict {
        if (op instanceof Op.CallFunction call) take(call.function(), from);
        else if (op instanceof Op.FunctionAddress address) take(address.function(), from);
        else if (op instanceof Op.MapAddress address) take(address.map(), from);
        else if (op instanceof Op.GlobalAddress address) take(address.global(), from);
        else if (op instanceof Op.Assembly assembly)
            for (var symbol : assembly.block().symbols()) take(symbol.name(), from);
    }

    private void take(String name, LoweredClass from) throws Conflict {
        var type = from.imports().getOrDefault(name, from.type());
        var other = owners.putIfAbsent(name, type);
        if (type.equals(other)) return;
        if (other != null)
            throw new Conflict("`" + name + "` of `" + type.getSimpleName() + "` and `" + name + "` of `"
                    + other.getSimpleName() + "` are both in the object");
        var owner = classOf(type);
        used.add(type);
        var before = maps.size() + globals.size() + functions.size();
        for (var map : owner.library().maps()) if (map.name().equals(name)) maps.add(map);
        for (var global : owner.library().globals()) if (global.name().equals(name)) globals.add(global);
        for (var function : owner.library().functions()) if (function.name().equals(name)) take(function, owner);
        if (maps.size() + globals.size() + functions.size() == before)
            throw new Conflict(
                    "`" + name + "` of `" + type.getSimpleName() + "` is nothing that another class can use");
    }

    private void take(Function function, LoweredClass owner) {
        var renamed = function.withBlocks(function.blocks().stream()
                .map(block -> ownLiterals(block, owner))
                .toList());
        functions.add(renamed);
        taken.put(renamed.name(), owner);
        waiting.add(new Taken(renamed, owner));
    }

    /** Literals are named by each class for itself. */
    private Block ownLiterals(Block block, LoweredClass owner) {
        return block.withOps(block.ops().stream()
                .map(op -> op instanceof Op.GlobalAddress address ? ownLiteral(address, owner) : op)
                .toList());
    }

    private Op ownLiteral(Op.GlobalAddress address, LoweredClass owner) {
        var literal = owner.library().globals().stream()
                .filter(global -> global.kind() == Global.Kind.LITERAL)
                .filter(global -> global.name().equals(address.global()))
                .findFirst();
        if (literal.isEmpty()) return address;
        var name = address.global() + "." + owner.type().getSimpleName();
        if (owners.putIfAbsent(name, owner.type()) == null)
            globals.add(new Global(
                    name,
                    literal.get().type(),
                    Global.Kind.LITERAL,
                    literal.get().initial(),
                    literal.get().location()));
        return new Op.GlobalAddress(address.result(), name, address.offset(), address.location());
    }

    private void takeTypes(LoweredClass from, List<StructType> types) throws Conflict {
        for (var struct : from.library().types()) {
            var other = structs.putIfAbsent(struct.name(), struct);
            if (other == null) types.add(struct);
            else if (!other.equals(struct))
                throw new Conflict(
                        "`" + from.type().getSimpleName() + "` knows other fields of struct `" + struct.name() + "`");
        }
    }
}

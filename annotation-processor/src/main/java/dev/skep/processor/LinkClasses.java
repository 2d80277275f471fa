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
import dev.skep.processor.lowering.UsdtLibrary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Takes into the unit of an object what its classes use of others, and what that uses in turn. */
final class LinkClasses {
    private final Classes classes;
    private final List<LoweredClass> mains;
    private final Map<String, TypeElement> owners = new HashMap<>();
    private final Map<String, StructType> structs = new HashMap<>();
    private final Map<String, Global> externs = new HashMap<>();
    private final AskedEnums enums = new AskedEnums();
    private final Set<TypeElement> used = new LinkedHashSet<>();
    private final List<Function> functions = new ArrayList<>();
    private final List<MapDefinition> maps = new ArrayList<>();
    private final List<Global> globals = new ArrayList<>();
    private final Map<String, LoweredClass> taken = new HashMap<>();
    private final Deque<Taken> waiting = new ArrayDeque<>();

    private record Taken(Function function, LoweredClass from) {}

    /** Where classes are found. */
    interface Classes {
        /** Returns a class, lowered; empty while it is not. */
        Optional<LoweredClass> find(TypeElement type);
    }

    /** Is told of what is wrong in a function of a class that has no source in this build. */
    interface Elsewhere {
        void refuse(TypeElement owner, String function, String message);
    }

    /** Two different things that would have one name in the object. */
    static final class Conflict extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable TypeElement later;
        private final String name;

        Conflict(String message) {
            this(message, null, "");
        }

        Conflict(String message, @Nullable TypeElement later, String name) {
            super(message);
            this.later = later;
            this.name = name;
        }

        /** Returns the class whose declaration came second, if it is one of those that make the object. */
        Optional<TypeElement> later() {
            return Optional.ofNullable(later);
        }

        /** Returns the name that is taken. */
        String name() {
            return name;
        }
    }

    private LinkClasses(List<LoweredClass> mains, Classes classes) {
        this.mains = mains;
        this.classes = classes;
    }

    /**
     * The unit of an object with all that it uses.
     *
     * @param mains the classes that make it
     * @param taken the class that each function comes from which is not of the first of them
     */
    record Linked(List<LoweredClass> mains, Unit unit, Map<String, LoweredClass> taken) {
        /**
         * Returns whether what is computed stays within its arrays also where classes call each other; what does not is reported there.
         *
         * @param elsewhere is told of what has no source in this build
         */
        boolean isWithinArrays(Elsewhere elsewhere) {
            Set<LoweredClass> all = new LinkedHashSet<>(taken.values());
            all.addAll(mains);
            if (taken.isEmpty()
                    || all.stream().allMatch(owner -> owner.indices().isEmpty())) return true;
            var offsets = Offsets.of(unit);
            var areProved = true;
            for (var owner : all)
                areProved &= owner.indices()
                        .areProved(
                                offsets,
                                name -> owner.equals(taken.getOrDefault(name, mains.get(0))),
                                (function, message) -> elsewhere.refuse(owner.type(), function, message));
            return areProved;
        }
    }

    /** Returns the unit of some classes with what it needs of the others, all of which are there. */
    static Linked link(String name, List<LoweredClass> mains, Classes classes) throws Conflict {
        var link = new LinkClasses(mains, classes);
        return new Linked(mains, link.linked(name), Map.copyOf(link.taken));
    }

    /** Returns whether all is there that classes use, at any remove. */
    static boolean isComplete(List<LoweredClass> mains, Classes classes) {
        Set<TypeElement> needed = new HashSet<>();
        Deque<LoweredClass> work = new ArrayDeque<>(mains);
        while (!work.isEmpty()) {
            for (var type : work.pop().imports().values()) {
                var found = classes.find(type);
                if (found.isEmpty()) return false;
                if (needed.add(type)) work.push(found.get());
            }
        }
        return true;
    }

    private Unit linked(String name) throws Conflict {
        for (var main : mains) own(main);
        var first = mains.get(0);
        for (var function : first.unit().functions()) follow(new Taken(function, first));
        while (!waiting.isEmpty()) follow(waiting.remove());
        var unit = first.unit();
        List<StructType> types = new ArrayList<>(unit.types());
        for (var type : used) takeTypes(classOf(type), types);
        return new Unit(
                mains.size() == 1 ? unit.name() : name,
                unit.license(),
                types,
                joined(unit.maps(), maps),
                joined(unit.globals(), globals),
                joined(unit.functions(), functions),
                mains.stream().flatMap(main -> main.unit().structOps().stream()).toList());
    }

    /** Takes all that a class declares: the first as it is, and of the others what is like it. */
    private void own(LoweredClass main) throws Conflict {
        var unit = main.unit();
        for (var map : unit.maps()) own(map.name(), main);
        for (var global : unit.globals()) if (isNew(global)) own(global.name(), main);
        for (var function : unit.functions()) own(function.name(), main);
        for (var table : unit.structOps()) own(table.name(), main);
        if (main.equals(mains.get(0))) {
            for (var global : unit.globals()) owners.put(global.name(), main.type());
            unit.types().forEach(struct -> structs.put(struct.name(), struct));
            return;
        }
        used.add(main.type());
        for (var map : unit.maps()) if (main.type().equals(owners.get(map.name()))) maps.add(map);
        for (var global : unit.globals())
            if (global.kind() != Global.Kind.LITERAL && main.type().equals(owners.get(global.name())))
                globals.add(global);
        for (var function : unit.functions()) if (main.type().equals(owners.get(function.name()))) take(function, main);
    }

    /** What belongs to the kernel may be declared in several classes. */
    private boolean isNew(Global global) {
        if (global.kind() == Global.Kind.LITERAL) return false;
        if (!global.kind().isExtern()) return true;
        var other = externs.putIfAbsent(global.name(), global);
        return other == null || other.kind() != global.kind() || !other.type().equals(global.type());
    }

    private void own(String name, LoweredClass main) throws Conflict {
        var other = owners.putIfAbsent(name, main.type());
        if (other != null && !other.equals(main.type()) && !isShared(name, main.type(), other))
            throw new Conflict(
                    "`" + name + "` of `" + main.type().getSimpleName() + "` and `" + name + "` of `"
                            + other.getSimpleName() + "` are both in the object",
                    main.type(),
                    name);
    }

    /** What classes with programs at static probes have each, the object has once. */
    private boolean isShared(String name, TypeElement one, TypeElement other) {
        return Stream.of(one, other)
                .allMatch(type -> UsdtLibrary.has(classOf(type).library(), name));
    }

    private static <T> List<T> joined(List<T> own, List<T> taken) {
        List<T> all = new ArrayList<>(own);
        all.addAll(taken);
        return all;
    }

    private LoweredClass classOf(TypeElement type) {
        for (var main : mains) if (main.type().equals(type)) return main;
        return classes.find(type).orElseThrow();
    }

    private void follow(Taken taken) throws Conflict {
        for (var block : taken.function.blocks()) for (var op : block.ops()) follow(op, taken.from);
    }

    private void follow(Op op, LoweredClass from) throws Conflict {
        enums.add(op, from);
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
        if (type.equals(other) || (other != null && isShared(name, type, other))) return;
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
        var name = address.global() + "." + owner.type().getQualifiedName();
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

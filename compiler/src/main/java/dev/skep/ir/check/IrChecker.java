package dev.skep.ir.check;

import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Global;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.StructOps;
import dev.skep.ir.StructType;
import dev.skep.ir.Terminator;
import dev.skep.ir.Unit;
import dev.skep.ir.ValueType;
import dev.skep.ir.text.IrPrinter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says whether IR is sound: types, single definitions that dominate their uses, edges that fit, memory that may be touched that way, names
 * that exist. Front ends and passes must produce nothing else, so whatever it finds is a fault of Skep, never of a user.
 */
public final class IrChecker {
    private static final int MAXIMUM_PARAMETERS = 5;

    private final Map<String, Function> functions = new HashMap<>();
    private final Map<String, Global> globals = new HashMap<>();
    private final Map<String, Set<ValueType>> returned = new HashMap<>();
    private final Set<String> maps;
    private final Map<String, StructType> structs = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private IrChecker(Unit unit) {
        unit.functions().forEach(function -> functions.putIfAbsent(function.name(), function));
        unit.globals().forEach(global -> globals.putIfAbsent(global.name(), global));
        unit.types().forEach(struct -> structs.putIfAbsent(struct.name(), struct));
        maps = unit.maps().stream().map(MapDefinition::name).collect(Collectors.toSet());
    }

    /** Throws {@link IllegalStateException} with every problem and the text of the IR unless the unit is sound. */
    public static void check(Unit unit) {
        check(unit, "the IR");
    }

    /** Does so, too, and calls the unit {@code subject} in the message: who made it. */
    public static void check(Unit unit, String subject) {
        var problems = problems(unit);
        if (!problems.isEmpty())
            throw new IllegalStateException(subject + " is not sound:"
                    + problems.stream().map(p -> "\n  " + p).collect(Collectors.joining()) + "\n"
                    + IrPrinter.print(unit));
    }

    /** Returns everything that is wrong with the unit, in textual order. */
    public static List<String> problems(Unit unit) {
        var checker = new IrChecker(unit);
        unit.functions().forEach(checker::function);
        unit.structOps().forEach(checker::table);
        return checker.problems;
    }

    private void function(Function function) {
        var found = new ArrayList<String>();
        signature(function, found);
        var shape = new ShapeCheck(function, found);
        shape.check();
        if (found.isEmpty()) new FlowCheck(function, found).check();
        var ops = new OpCheck(this, function, found);
        function.blocks().forEach(ops::check);
        found.forEach(problem -> problems.add("function `" + function.name() + "`: " + problem));
    }

    private void table(StructOps table) {
        Set<String> members = new HashSet<>();
        for (var member : table.members()) {
            var problem = !members.add(member.name())
                    ? "is given twice"
                    : member instanceof StructOps.Program program ? problem(program) : "";
            if (!problem.isEmpty())
                problems.add("struct_ops `" + table.name() + "`: member `" + member.name() + "` " + problem);
        }
    }

    private String problem(StructOps.Program member) {
        var function = functions.get(member.function());
        if (function == null) return "is no function `" + member.function() + "`";
        return function.kind() instanceof FunctionKind.Entry
                ? ""
                : "is function `" + member.function() + "`, which is no program";
    }

    private static void signature(Function function, List<String> found) {
        var limit = function.kind() instanceof FunctionKind.Entry ? 1 : MAXIMUM_PARAMETERS;
        if (function.parameters().size() > limit)
            found.add("has " + function.parameters().size() + " parameters, at most " + limit);
        Set<Integer> slots = new HashSet<>();
        for (var slot : function.slots())
            if (!slots.add(slot.id())) found.add("slot $" + slot.id() + " is declared twice");
    }

    Function callee(String name) {
        var function = functions.get(name);
        if (function == null) throw new IllegalArgumentException("there is no function `" + name + "`");
        return function;
    }

    /** Returns the types of the values that {@code function} returns. */
    Set<ValueType> returned(Function function) {
        return returned.computeIfAbsent(function.name(), name -> {
            Set<ValueType> types = new LinkedHashSet<>();
            for (var block : function.blocks())
                if (block.terminator() instanceof Terminator.Return end)
                    types.add(end.value().type());
            return types.isEmpty() ? Set.of(ValueType.I64) : types;
        });
    }

    Global global(String name) {
        var global = globals.get(name);
        if (global == null) throw new IllegalArgumentException("there is no global `" + name + "`");
        return global;
    }

    StructType struct(String name) {
        var struct = structs.get(name);
        if (struct == null) throw new IllegalArgumentException("there is no struct `" + name + "`");
        return struct;
    }

    void requireMap(String name) {
        if (!maps.contains(name)) throw new IllegalArgumentException("there is no map `" + name + "`");
    }
}

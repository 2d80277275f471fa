package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Function;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Kfunc;
import dev.skep.kernel.MapType;
import java.util.ArrayList;
import java.util.List;

/** Finds second arenas, pointers that are followed where there is no arena, and pointers that are handed to the kernel, which takes none. */
public final class CheckArenas implements UnitCheck {
    private static final Touches TOUCHES = new Touches();

    @Override
    public List<Diagnostic> check(Unit unit) {
        List<Diagnostic> findings = new ArrayList<>();
        var arenas =
                unit.maps().stream().filter(map -> map.type() == MapType.ARENA).toList();
        arenas.stream().skip(1).map(map -> second(map, arenas.get(0))).forEach(findings::add);
        for (var function : unit.functions()) {
            if (arenas.isEmpty()) findFollowed(function, findings);
            for (var block : function.blocks()) for (var op : block.ops()) findHandedOver(op, findings);
        }
        return findings;
    }

    private static Diagnostic second(MapDefinition map, MapDefinition first) {
        return Diagnostic.of(
                DiagnosticCode.ARENA,
                map.location(),
                "`" + map.name() + "` is a second arena, beside `" + first.name() + "`");
    }

    /** One finding says enough of a function. */
    private static void findFollowed(Function function, List<Diagnostic> findings) {
        function.blocks().stream()
                .flatMap(block -> block.ops().stream())
                .filter(op ->
                        !(op instanceof Op.Call) && op.accept(TOUCHES).stream().anyMatch(CheckArenas::isInArena))
                .findFirst()
                .ifPresent(op -> findings.add(Diagnostic.of(
                        DiagnosticCode.ARENA,
                        op.location(),
                        "this pointer leads into an arena, and the object has none")));
    }

    private static void findHandedOver(Op op, List<Diagnostic> findings) {
        if (op instanceof Op.CallHelper call && takesArena(call.arguments()))
            findings.add(handedOver(op, "`" + call.callee() + "` takes"));
        if (op instanceof Op.CallKfunc call && takesArena(call.arguments()) && !isOfArenas(call.kfunc()))
            findings.add(handedOver(op, "`" + call.callee() + "` takes"));
        if (op instanceof Op.Reinterpret other
                && isInArena(other.value())
                && other.result().type() instanceof ValueType.Pointer pointer
                && pointer.kind() != MemoryKind.ARENA)
            findings.add(handedOver(op, "a function that may be handed any memory takes"));
    }

    private static boolean isOfArenas(String kfunc) {
        return Kfunc.of(kfunc).filter(known -> known.has(Kfunc.Flag.ARENA_ARG2)).isPresent();
    }

    private static boolean takesArena(List<Value> arguments) {
        return arguments.stream().anyMatch(CheckArenas::isInArena);
    }

    private static Diagnostic handedOver(Op op, String who) {
        return Diagnostic.of(DiagnosticCode.ARENA_POINTER, op.location(), who + " no pointer into the arena");
    }

    private static boolean isInArena(Value value) {
        return value.type() instanceof ValueType.Pointer pointer && pointer.kind() == MemoryKind.ARENA;
    }
}

package dev.skep.object.internal.write;

import dev.skep.object.BpfExtern;
import dev.skep.object.BpfMap;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfRoutine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the names in code can stand for. Of two things with one name the first counts; the second is a problem elsewhere. */
final class SymbolIndex {
    private final Map<String, BpfMap> maps = new HashMap<>();
    private final Map<String, BpfExtern> externs = new HashMap<>();
    private final Map<String, FunctionPlace> functions = new HashMap<>();
    private final DataPlan data;

    /** A function or program, and where it starts in its section. */
    record FunctionPlace(BpfRoutine routine, int offset) {}

    SymbolIndex(BpfObject object, List<CodeSection> code, DataPlan data) {
        this.data = data;
        object.maps().forEach(map -> maps.putIfAbsent(map.name(), map));
        object.externs().forEach(extern -> externs.putIfAbsent(extern.name(), extern));
        for (CodeSection section : code) {
            for (CodeSection.Placed placed : section.routines()) {
                functions.putIfAbsent(placed.routine().name(), new FunctionPlace(placed.routine(), placed.offset()));
            }
        }
    }

    Optional<BpfMap> map(String name) {
        return Optional.ofNullable(maps.get(name));
    }

    Optional<BpfExtern> extern(String name) {
        return Optional.ofNullable(externs.get(name));
    }

    Optional<FunctionPlace> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    Optional<DataPlan.Placed> global(String name) {
        return data.find(name);
    }
}

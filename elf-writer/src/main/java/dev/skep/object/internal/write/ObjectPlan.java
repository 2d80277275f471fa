package dev.skep.object.internal.write;

import dev.skep.asm.Target;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfStructOps.Attach;
import dev.skep.object.internal.rules.Problems;
import dev.skep.object.internal.write.Linker.Linked;
import java.util.Arrays;
import java.util.List;

/** Every part of an object at its place in its section, before sections and symbols have numbers. */
public record ObjectPlan(
        BpfObject object,
        List<CodeSection> code,
        List<Linked> linked,
        MapPlan maps,
        DataPlan data,
        List<TablePlan> tables) {
    /** The plan of an object that keeps the rules for its parts; what its code refers to in vain is a problem. */
    public static ObjectPlan of(BpfObject object, Target target, Problems problems) {
        var code = CodePlan.of(object, target, problems);
        var data = DataPlan.of(object.globals(), problems);
        var symbols = new SymbolIndex(object, code, data);
        var linked = code.stream()
                .map(section -> Linker.link(section, symbols, object.order(), problems))
                .toList();
        problems.throwIfAny();
        var tables = Arrays.stream(Attach.values())
                .map(attach -> TablePlan.of(attach, object))
                .filter(plan -> plan.size() > 0)
                .toList();
        return new ObjectPlan(object, code, linked, MapPlan.of(object.maps()), data, tables);
    }
}

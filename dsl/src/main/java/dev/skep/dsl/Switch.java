package dev.skep.dsl;

import dev.skep.ir.BlockLabel;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.build.IrBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Turns a switch into blocks. */
final class Switch {
    private final Body body;
    private final IrBuilder ir;
    private final BlockLabel end;
    private final List<Terminator.Switch.Case> edges = new ArrayList<>();
    private final List<BlockLabel> blocks = new ArrayList<>();
    private BlockLabel otherwise;

    private Switch(Body body) {
        this.body = body;
        this.ir = body.statement();
        this.end = ir.newBlock("end");
        this.otherwise = end;
    }

    static void emit(Body body, HostInteger<?> selector, List<Case> cases) {
        selector.operand().require(body);
        check(selector.type(), cases);
        var emission = new Switch(body);
        emission.edges(selector.type(), cases);
        emission.end(selector, cases);
    }

    private static void check(ScalarType<?> type, List<Case> cases) {
        var seen = new HashSet<Long>();
        var defaults = 0;
        for (var c : cases) {
            if (c.isDefault() && ++defaults > 1) throw new IllegalArgumentException("a switch has two default cases");
            for (var label : c.labels()) {
                type.requireFits(label);
                if (!seen.add(label)) throw Case.duplicate(label);
            }
        }
    }

    private void edges(ScalarType<?> type, List<Case> cases) {
        for (var c : cases) {
            var block = ir.newBlock(c.isDefault() ? "default" : "case");
            blocks.add(block);
            body.reservations().edge(block);
            if (c.isDefault()) otherwise = block;
            for (var label : c.labels()) edges.add(new Terminator.Switch.Case(signExtended(type, label), to(block)));
        }
        body.reservations().edge(otherwise);
    }

    private void end(HostInteger<?> selector, List<Case> cases) {
        if (edges.isEmpty()) ir.jump(otherwise);
        else ir.switch_(selector.operand().in(body, selector.type()), edges, otherwise);
        for (var i = 0; i < blocks.size(); i++)
            body.block(blocks.get(i), end, cases.get(i).statements());
        body.join(end);
    }

    /** Returns {@code label} as the IR writes constants of the selector's register. */
    private static long signExtended(ScalarType<?> type, long label) {
        return type.valueType().bits() == Integer.SIZE ? (int) label : label;
    }

    private static Target to(BlockLabel block) {
        return new Target(block, List.of());
    }
}

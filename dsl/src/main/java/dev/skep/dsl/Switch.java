package dev.skep.dsl;

import dev.skep.ir.BlockLabel;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.build.IrBuilder;
import java.util.ArrayList;
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

    static void emit(Body body, Scalar<?> selector, List<Case> cases) {
        selector.operand().require(body);
        var labels = cases.stream().map(Case::labels).toList();
        Labels.check(selector.type(), labels);
        var emission = new Switch(body);
        emission.branch(selector, labels);
        for (var i = 0; i < cases.size(); i++)
            body.block(emission.blocks.get(i), emission.end, cases.get(i).statements());
        body.join(emission.end);
    }

    static <V extends Scalar<V>> V value(Body body, Scalar<?> selector, List<ValueCase<V>> cases) {
        selector.operand().require(body);
        var labels = cases.stream().map(ValueCase::labels).toList();
        Labels.check(selector.type(), labels);
        if (labels.stream().noneMatch(Labels::isDefault)) {
            throw new IllegalArgumentException("a switch that is a value needs a default case; say otherwise(…)");
        }
        var emission = new Switch(body);
        emission.branch(selector, labels);
        var result = new Result<V>(body, emission.end);
        for (var i = 0; i < cases.size(); i++)
            result.arm(emission.blocks.get(i), cases.get(i).value());
        return result.get();
    }

    private void branch(Scalar<?> selector, List<Labels> cases) {
        var type = selector.type();
        for (var labels : cases) {
            var block = ir.newBlock(labels.isDefault() ? "default" : "case");
            blocks.add(block);
            body.reservations().edge(block);
            if (labels.isDefault()) otherwise = block;
            for (var label : labels.numbers())
                edges.add(new Terminator.Switch.Case(signExtended(type, label), to(block)));
        }
        body.reservations().edge(otherwise);
        if (edges.isEmpty()) ir.jump(otherwise);
        else ir.switch_(selector.operand().in(body, type), edges, otherwise);
    }

    /** Returns {@code label} as the IR writes constants of the selector's register. */
    private static long signExtended(ScalarType<?> type, long label) {
        return type.valueType().bits() == Integer.SIZE ? (int) label : label;
    }

    private static Target to(BlockLabel block) {
        return new Target(block, List.of());
    }
}

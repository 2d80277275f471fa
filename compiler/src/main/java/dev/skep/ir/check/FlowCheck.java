package dev.skep.ir.check;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import dev.skep.ir.graph.NumberedMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every block is reached, and every value is defined on each path to its use. */
final class FlowCheck {
    private final Function function;
    private final List<String> problems;
    private final ControlFlow flow;
    private final Dominance dominance;
    private final NumberedMap<Value, Place> places = new NumberedMap<>();

    /** Where a value is defined; parameters are defined at −1. */
    private record Place(BlockLabel block, int index) {}

    FlowCheck(Function function, List<String> problems) {
        this.function = function;
        this.problems = problems;
        this.flow = ControlFlow.of(function);
        this.dominance = Dominance.of(function);
    }

    void check() {
        for (var parameter : function.parameters())
            places.put(parameter.value(), new Place(function.entry().label(), -1));
        function.blocks().forEach(this::place);
        for (var block : function.blocks()) {
            if (flow.reaches(block.label())) uses(block);
            else problems.add("block " + block.label() + " is not reached");
        }
    }

    private void place(Block block) {
        for (var parameter : block.parameters()) places.put(parameter, new Place(block.label(), -1));
        for (var i = 0; i < block.ops().size(); i++)
            if (block.ops().get(i) instanceof Op.Producing producing)
                places.put(producing.result(), new Place(block.label(), i));
    }

    private void uses(Block block) {
        var end = block.ops().size();
        for (var i = 0; i < end; i++) {
            var op = block.ops().get(i);
            for (var operand : op.operands()) {
                var problem = problem(operand, block, i);
                if (problem != null) problems.add(PlaceText.of(block, op) + problem);
            }
        }
        var last = block.terminator();
        use(last.operands(), block);
        for (var target : last.targets()) use(target.arguments(), block);
    }

    private void use(List<Value> values, Block block) {
        for (var value : values) {
            var problem = problem(value, block, block.ops().size());
            if (problem != null) problems.add(PlaceText.of(block, block.terminator()) + problem);
        }
    }

    /** Returns what is wrong with reading a value at a place in a block, null where nothing is. */
    private @Nullable String problem(Value value, Block block, int index) {
        var place = places.get(value);
        if (place == null) return ": " + value + " of " + value.type() + " is not defined";
        var comesLater = place.block().equals(block.label()) ? place.index() >= index : !reaches(place, block);
        return comesLater ? ": " + value + " is not defined on every path to it" : null;
    }

    private boolean reaches(Place place, Block block) {
        return flow.reaches(place.block()) && dominance.dominates(place.block(), block.label());
    }
}

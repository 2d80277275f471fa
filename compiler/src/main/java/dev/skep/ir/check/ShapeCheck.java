package dev.skep.ir.check;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Blocks, edges and definitions: what must hold before the flow of a function can be asked about. */
final class ShapeCheck {
    private final Function function;
    private final List<String> problems;
    private final Map<BlockLabel, Block> blocks = new HashMap<>();

    ShapeCheck(Function function, List<String> problems) {
        this.function = function;
        this.problems = problems;
    }

    void check() {
        Set<Integer> numbers = new HashSet<>();
        for (var block : function.blocks()) {
            blocks.put(block.label(), block);
            if (!numbers.add(block.label().id()))
                problems.add("block " + block.label() + " shares its number with another");
        }
        if (!function.entry().parameters().isEmpty()) problems.add("the entry block has parameters");
        definitions();
        for (var block : function.blocks()) for (var target : block.terminator().targets()) edge(block, target);
    }

    private void definitions() {
        Set<Integer> defined = new HashSet<>();
        for (var parameter : function.parameters()) define(defined, parameter.value(), "");
        for (var block : function.blocks()) {
            for (var parameter : block.parameters()) define(defined, parameter, "block " + block.label() + ": ");
            for (var op : block.ops())
                if (op instanceof Op.Producing producing
                        && !defined.add(producing.result().id()))
                    problems.add(PlaceText.of(block, op) + ": the value is defined twice");
        }
    }

    private void define(Set<Integer> defined, Value value, String place) {
        if (!defined.add(value.id())) problems.add(place + "parameter " + value + " is defined twice");
    }

    private void edge(Block from, Target target) {
        var to = blocks.get(target.label());
        if (to == null) {
            problems.add(text(from, target) + " leads nowhere");
            return;
        }
        if (to.label().equals(function.entry().label())) problems.add(text(from, target) + " leads to the entry block");
        if (to.parameters().size() != target.arguments().size()) {
            problems.add(text(from, target) + " carries " + target.arguments().size() + " values for "
                    + to.parameters().size() + " parameters");
            return;
        }
        for (var i = 0; i < target.arguments().size(); i++) {
            var argument = target.arguments().get(i);
            var parameter = to.parameters().get(i);
            if (!Typing.flows(argument.type(), parameter.type()))
                problems.add(text(from, target) + " carries " + argument + " of " + argument.type() + " for "
                        + parameter + " of " + parameter.type());
        }
    }

    private static String text(Block from, Target target) {
        return PlaceText.of(from, from.terminator()) + ": the edge to " + target.label();
    }
}

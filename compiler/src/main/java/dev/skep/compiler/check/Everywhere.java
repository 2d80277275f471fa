package dev.skep.compiler.check;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.NumberedMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * What is known of values on every path: constant propagation through conditions (Wegman and Zadeck, 1991). A block is looked at again when
 * something it reads turned out to be less known.
 */
final class Everywhere {
    private final ControlFlow flow;
    private final Evaluate evaluate;
    private final NumberedMap<Value, Known> known = new NumberedMap<>();
    private final NumberedMap<Value, List<Integer>> readers = new NumberedMap<>();
    private final Map<BlockLabel, Integer> places = new HashMap<>();
    private final Set<BlockLabel> reached = new HashSet<>();
    private final Set<Integer> waiting = new HashSet<>();
    private final PriorityQueue<Integer> work = new PriorityQueue<>();

    private Everywhere(Function function, ControlFlow flow, Pointers pointers) {
        this.flow = flow;
        this.evaluate = new Evaluate(pointers, value -> of(pointers.root(value)));
        for (var block : flow.reversePostorder()) {
            var place = places.size();
            places.put(block.label(), place);
            for (var parameter : block.parameters()) known.put(parameter, Known.UNSEEN);
            for (var op : block.ops()) {
                if (!Evaluate.concerns(op) || !(op instanceof Op.Producing producing)) continue;
                known.put(producing.result(), Known.UNSEEN);
                for (var operand : op.operands()) read(pointers.root(operand), place);
            }
            for (var operand : block.terminator().operands()) read(pointers.root(operand), place);
            for (var target : block.terminator().targets())
                for (var argument : target.arguments()) read(pointers.root(argument), place);
        }
        reach(function.entry().label());
    }

    static Everywhere of(Function function, ControlFlow flow, Pointers pointers) {
        var everywhere = new Everywhere(function, flow, pointers);
        everywhere.run();
        return everywhere;
    }

    /** Returns what is known of a value wherever it is. */
    Known of(Value root) {
        return known.getOrDefault(root, Known.ANYTHING);
    }

    private void read(Value value, int place) {
        var places = readers.computeIfAbsent(value, ArrayList::new);
        if (places.isEmpty() || places.get(places.size() - 1) != place) places.add(place);
    }

    private void reach(BlockLabel label) {
        if (reached.add(label)) look(places.getOrDefault(label, 0));
    }

    private void look(int place) {
        if (waiting.add(place)) work.add(place);
    }

    private void run() {
        while (!work.isEmpty()) {
            int place = work.remove();
            waiting.remove(place);
            visit(flow.reversePostorder().get(place));
        }
    }

    private void visit(Block block) {
        for (var op : block.ops())
            if (Evaluate.concerns(op) && op instanceof Op.Producing producing)
                learn(producing.result(), evaluate.result(op));
        for (var target : evaluate.targets(block.terminator())) {
            var parameters = flow.block(target.label()).parameters();
            for (var i = 0; i < parameters.size(); i++)
                learn(parameters.get(i), of(target.arguments().get(i)));
            reach(target.label());
        }
    }

    private void learn(Value value, Known news) {
        var before = of(value);
        var now = before.or(news);
        if (now.equals(before)) return;
        known.put(value, now);
        for (var place : readers.getOrDefault(value, List.of()))
            if (reached.contains(flow.reversePostorder().get(place).label())) look(place);
    }
}

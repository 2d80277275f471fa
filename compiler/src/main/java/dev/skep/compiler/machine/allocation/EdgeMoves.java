package dev.skep.compiler.machine.allocation;

import dev.skep.compiler.machine.allocation.Location.InRegister;
import dev.skep.compiler.machine.model.MachineBlock;
import dev.skep.compiler.machine.model.MachineEdge;
import dev.skep.compiler.machine.model.MachineTerminator.Goto;
import dev.skep.compiler.machine.model.VirtualRegister;
import dev.skep.ir.BlockLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The moves along edges: each value goes from where it is at the end of one block to where the next expects it, each argument to its
 * parameter. They stand at the end of a block that leads to one other only, else in a block of their own.
 */
final class EdgeMoves {
    private final Flow flow;
    private final Places places;
    private final Liveness liveness;
    private int labels;

    EdgeMoves(Flow flow, Places places, Liveness liveness) {
        this.flow = flow;
        this.places = places;
        this.liveness = liveness;
        for (var block : flow.blocks()) labels = Math.max(labels, block.label().id() + 1);
    }

    /** Where the edges of a block lead, and what stands on the way. */
    record Result(List<AllocatedStep> atEnd, List<BlockLabel> targets, List<AllocatedBlock> blocks) {}

    Result of(int index) {
        var edges = flow.block(index).terminator().edges();
        var targets = new ArrayList<BlockLabel>(edges.size());
        var blocks = new ArrayList<AllocatedBlock>();
        for (var edge : edges) {
            var steps = steps(index, edge);
            if (edges.size() == 1) return new Result(steps, List.of(edge.target()), List.of());
            if (!steps.isEmpty()) blocks.add(onTheWay(steps, flow.block(index), edge));
            targets.add(
                    steps.isEmpty()
                            ? edge.target()
                            : blocks.get(blocks.size() - 1).label());
        }
        return new Result(List.of(), targets, blocks);
    }

    private AllocatedBlock onTheWay(List<AllocatedStep> steps, MachineBlock from, MachineEdge edge) {
        var label = new BlockLabel(labels++, "edge");
        var end = new Goto(
                new MachineEdge(edge.target(), List.of()), from.terminator().line());
        return new AllocatedBlock(label, steps, end, Map.of(), List.of(edge.target()));
    }

    private List<AllocatedStep> steps(int index, MachineEdge edge) {
        var target = flow.place(edge.target());
        var before = flow.end(index) - 1;
        var after = flow.start(target);
        Map<Location, Location> moves = new LinkedHashMap<>();
        var live = liveness.liveIn(target);
        for (var i = 0; i < live.size(); i++) {
            var value = new VirtualRegister(live.get(i));
            var to = places.at(value, after);
            if (to instanceof InRegister) moves.put(to, places.at(value, before));
        }
        var parameters = flow.block(target).parameters();
        for (var i = 0; i < parameters.size(); i++)
            if (places.exists(parameters.get(i)))
                moves.put(
                        places.at(parameters.get(i), after),
                        places.at(edge.arguments().get(i), before));
        return ParallelMove.order(moves, places.spares(before, after));
    }
}

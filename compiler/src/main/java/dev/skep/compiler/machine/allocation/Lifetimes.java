package dev.skep.compiler.machine.allocation;

import dev.skep.compiler.machine.model.MachineEdge;
import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.model.Operation;
import dev.skep.compiler.machine.model.Place;
import dev.skep.compiler.machine.model.Use;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.ArrayList;
import java.util.List;

/** Builds the intervals: blocks and operations are visited from the end, so that a value is met at its uses before its definition. */
final class Lifetimes {
    private final Flow flow;
    private final Liveness liveness;
    private final Recipes recipes;
    private final LifetimeBuilder[] builders;

    private Lifetimes(MachineFunction function, Flow flow, Liveness liveness, Recipes recipes) {
        this.flow = flow;
        this.liveness = liveness;
        this.recipes = recipes;
        this.builders = new LifetimeBuilder[function.registers()];
        for (var i = 0; i < builders.length; i++) builders[i] = new LifetimeBuilder();
    }

    /** Returns the life of each virtual register that exists anywhere. */
    static List<Interval> of(MachineFunction function, Flow flow, Liveness liveness, Recipes recipes) {
        var lifetimes = new Lifetimes(function, flow, liveness, recipes);
        for (var block = flow.size() - 1; block >= 0; block--) lifetimes.visit(block);
        for (var block = 0; block < flow.size(); block++) if (flow.isHeader(block)) lifetimes.wantAround(block);
        var all = new ArrayList<Interval>();
        for (var i = 0; i < lifetimes.builders.length; i++)
            lifetimes.builders[i].build(new VirtualRegister(i)).ifPresent(all::add);
        return all;
    }

    private void visit(int index) {
        var block = flow.block(index);
        for (var successor : flow.successors(index)) {
            var live = liveness.liveIn(successor);
            for (var i = 0; i < live.size(); i++) builders[live.get(i)].extend(flow.start(index), flow.end(index));
        }
        for (var edge : block.terminator().edges()) visit(edge, index);
        visit(block.terminator(), index, block.instructions().size());
        for (var i = block.instructions().size() - 1; i >= 0; i--)
            visit(block.instructions().get(i), index, i);
        for (var parameter : block.parameters())
            if (builder(parameter).isAlive()) builder(parameter).defineAt(flow.start(index));
    }

    private void visit(MachineEdge edge, int index) {
        for (var argument : edge.arguments())
            Sources.register(argument).ifPresent(r -> builder(r).extend(flow.start(index), flow.end(index)));
    }

    private void visit(Operation operation, int index, int place) {
        var gap = flow.point(index, place);
        operation.result().ifPresent(result -> define(operation, result, gap));
        for (var use : operation.uses()) visit(use, flow.start(index), gap);
    }

    /** A value that is only copied into place is free before the operation runs; it is copied best from a register. */
    private void visit(Use use, int blockStart, int gap) {
        var read = use.place() == Place.ANY;
        Sources.register(use.source()).ifPresent(register -> {
            builder(register).extend(blockStart, read ? gap + Points.READ + 1 : gap);
            if (read) builder(register).need(gap + Points.READ);
            else builder(register).want(gap);
        });
    }

    private void define(Operation operation, VirtualRegister result, int gap) {
        if (operation.fixedResult().isPresent()) {
            builder(result).defineAt(gap + Points.AFTER);
            return;
        }
        var changed = operation.uses().stream().anyMatch(use -> use.place() == Place.RESULT);
        var point = gap + (changed ? Points.GAP : Points.WRITE);
        builder(result).defineAt(point);
        if (recipes.of(result).isEmpty()) builder(result).need(point);
    }

    /** What lives through a loop and is used in it should be back in its register at the loop's end. */
    private void wantAround(int header) {
        var end = flow.end(flow.loopEnd(header));
        var live = liveness.liveIn(header);
        for (var i = 0; i < live.size(); i++) {
            var builder = builders[live.get(i)];
            if (builder.isNeededWithin(flow.start(header), end)) builder.want(end - 1);
        }
    }

    private LifetimeBuilder builder(VirtualRegister register) {
        return builders[register.number()];
    }
}

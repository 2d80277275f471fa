package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.allocation.AllocatedStep.Execute;
import dev.skep.compiler.machine.allocation.AllocatedStep.Move;
import dev.skep.compiler.machine.allocation.Location.InRegister;
import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.model.MachineInstruction;
import dev.skep.compiler.machine.model.Operation;
import dev.skep.compiler.machine.model.Place;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the allocated blocks: instructions in their registers, and the moves within blocks that connect the pieces of values. */
final class PlaceMoves {
    private final MachineFunction function;
    private final Flow flow;
    private final Places places;
    private final EdgeMoves edges;
    private final List<Interval> splits;
    private int nextSplit;

    private PlaceMoves(MachineFunction function, Flow flow, Pieces pieces, Recipes recipes) {
        this.function = function;
        this.flow = flow;
        this.places = new Places(function, flow, pieces, recipes);
        this.edges = new EdgeMoves(flow, places, Liveness.of(function, flow));
        this.splits = pieces.splits();
    }

    /** Returns the function on registers and words. */
    static AllocatedFunction of(MachineFunction function, Flow flow, Pieces pieces, Recipes recipes) {
        return new PlaceMoves(function, flow, pieces, recipes).write();
    }

    private AllocatedFunction write() {
        var blocks = new ArrayList<AllocatedBlock>();
        for (var index = 0; index < flow.size(); index++) write(index, blocks);
        return new AllocatedFunction(function.name(), blocks, function.slots(), places.wordLines());
    }

    private void write(int index, List<AllocatedBlock> blocks) {
        var block = flow.block(index);
        List<AllocatedStep> steps = new ArrayList<>(index == 0 ? arrivals() : List.of());
        for (var parameter : block.parameters()) keep(parameter, steps);
        for (var i = 0; i < block.instructions().size(); i++)
            write(block.instructions().get(i), flow.point(index, i), steps);
        var end = flow.point(index, block.instructions().size());
        steps.addAll(before(block.terminator(), end));
        var onward = edges.of(index);
        steps.addAll(onward.atEnd());
        var registers = registers(block.terminator(), end);
        blocks.add(new AllocatedBlock(block.label(), steps, block.terminator(), registers, onward.targets()));
        blocks.addAll(onward.blocks());
    }

    /** Parameters come in r1, r2, … and go where they live. */
    private List<AllocatedStep> arrivals() {
        Map<Location, Location> moves = new LinkedHashMap<>();
        for (var i = 0; i < function.parameters().size(); i++) {
            var parameter = function.parameters().get(i);
            var arrival = Place.argument(i).fixed().orElseThrow();
            if (places.exists(parameter)) moves.put(places.at(parameter, 0), new InRegister(arrival));
        }
        var steps = new ArrayList<>(ParallelMove.order(moves, places.spares(0, 0)));
        for (var parameter : function.parameters()) keep(parameter, steps);
        return steps;
    }

    private void write(MachineInstruction instruction, int gap, List<AllocatedStep> steps) {
        steps.addAll(before(instruction, gap));
        instruction.accept(new Writer(gap, steps));
        instruction.result().ifPresent(result -> {
            var left = instruction.fixedResult();
            if (left.isPresent()) fetch(left.get(), places.at(result, gap + Points.AFTER), steps);
            keep(result, steps);
        });
    }

    private static void fetch(Register from, Location to, List<AllocatedStep> steps) {
        var source = new InRegister(from);
        if (!source.equals(to)) steps.add(new Move(source, to));
    }

    /** A value that is ever without a register is stored where it is born, once. */
    private void keep(VirtualRegister value, List<AllocatedStep> steps) {
        if (!places.exists(value)) return;
        var born = places.first(value);
        places.word(value).ifPresent(word -> {
            if (!word.equals(born)) steps.add(new Move(born, word));
        });
    }

    /** What moves just before an operation: pieces that start here, operands that are changed, arguments. */
    private List<AllocatedStep> before(Operation operation, int gap) {
        Map<Location, Location> moves = new LinkedHashMap<>();
        for (; nextSplit < splits.size() && splits.get(nextSplit).start() <= gap; nextSplit++) {
            var piece = splits.get(nextSplit);
            if (piece.start() < gap) continue;
            piece.register().ifPresent(r -> moves.put(new InRegister(r), places.at(piece.value(), gap - 1)));
        }
        for (var use : operation.uses()) {
            if (use.place() == Place.ANY) continue;
            var to = use.place()
                    .fixed()
                    .<Location>map(InRegister::new)
                    .orElseGet(() -> places.at(operation.result().orElseThrow(), gap));
            moves.put(to, places.at(use.source(), gap - 1));
        }
        return ParallelMove.order(moves, places.spares(gap - 1, gap));
    }

    private Map<VirtualRegister, Register> registers(Operation operation, int gap) {
        Map<VirtualRegister, Register> registers = new HashMap<>();
        for (var use : operation.uses())
            if (use.place() == Place.ANY)
                Sources.register(use.source()).ifPresent(r -> registers.put(r, places.register(r, gap + Points.READ)));
        if (operation.fixedResult().isEmpty())
            operation.result().ifPresent(r -> registers.put(r, places.register(r, gap + Points.WRITE)));
        return registers;
    }

    /** Writes one instruction; what is merely made is made where it has a register, if it has. */
    private final class Writer implements MachineInstruction.Visitor<Boolean> {
        private final int gap;
        private final List<AllocatedStep> steps;

        Writer(int gap, List<AllocatedStep> steps) {
            this.gap = gap;
            this.steps = steps;
        }

        @Override
        public Boolean materialize(MachineInstruction.Materialize instruction) {
            var to = places.at(instruction.defined(), gap + Points.WRITE);
            var made = new Location.Made(instruction.recipe());
            return !to.equals(made) && steps.add(new Move(made, to));
        }

        @Override
        public Boolean encoded(MachineInstruction.Encoded instruction) {
            return steps.add(new Execute(instruction, registers(instruction, gap)));
        }
    }
}

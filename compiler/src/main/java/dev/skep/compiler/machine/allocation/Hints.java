package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.model.MachineEdge;
import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.model.Operation;
import dev.skep.compiler.machine.model.Place;
import dev.skep.compiler.machine.model.Source;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All copies that two-address instructions, calls and edges ask for, by the values they copy. */
final class Hints {
    private static final int DEEPEST = 5;

    private final Flow flow;
    private final List<List<Hint>> hints = new ArrayList<>();
    private final @Nullable Register[] destiny;

    private Hints(MachineFunction function, Flow flow) {
        this.flow = flow;
        this.destiny = new Register[function.registers()];
        for (var i = 0; i < function.registers(); i++) hints.add(new ArrayList<>(2));
    }

    /** Visits blocks and operations from the end, so that the use of a value is met before its definition. */
    static Hints of(MachineFunction function, Flow flow) {
        var hints = new Hints(function, flow);
        for (var index = flow.size() - 1; index >= 0; index--) hints.visit(index);
        for (var i = 0; i < function.parameters().size(); i++) {
            var arrival = Place.argument(i).fixed().orElseThrow();
            hints.add(function.parameters().get(i), new Hint.Fixed(0, 1, arrival));
        }
        return hints;
    }

    /** Returns the copies from and to the value. */
    List<Hint> of(VirtualRegister value) {
        return hints.get(value.number());
    }

    /** Returns the fixed register that the value ends up in, perhaps by way of others. */
    Optional<Register> destiny(VirtualRegister value) {
        return Optional.ofNullable(destiny[value.number()]);
    }

    private void visit(int index) {
        var block = flow.block(index);
        for (var edge : block.terminator().edges()) visit(edge, index);
        visit(block.terminator(), index, block.instructions().size());
        for (var i = block.instructions().size() - 1; i >= 0; i--)
            visit(block.instructions().get(i), index, i);
    }

    private void visit(MachineEdge edge, int index) {
        var target = flow.place(edge.target());
        var parameters = flow.block(target).parameters();
        for (var i = 0; i < parameters.size(); i++) {
            var to = new Hint.Between(flow.end(index) - 1, weight(index), parameters.get(i), flow.start(target));
            copy(edge.arguments().get(i), to);
        }
    }

    private void visit(Operation operation, int index, int place) {
        var gap = flow.point(index, place);
        for (var use : operation.uses()) {
            var fixed = use.place().fixed();
            if (fixed.isPresent()) arrive(use.source(), new Hint.Fixed(gap - 1, weight(index), fixed.get()));
            if (use.place() == Place.RESULT)
                copy(
                        use.source(),
                        new Hint.Between(
                                gap - 1, weight(index), operation.result().orElseThrow(), gap));
        }
        operation.fixedResult().ifPresent(register -> operation
                .result()
                .ifPresent(result -> add(result, new Hint.Fixed(gap + Points.AFTER, weight(index), register))));
    }

    private void copy(Source source, Hint.Between to) {
        Sources.register(source).ifPresent(from -> {
            add(from, to);
            add(to.other(), new Hint.Between(to.otherPoint(), to.weight(), from, to.point()));
            var further = destiny[to.other().number()];
            if (further != null) destiny[from.number()] = further;
        });
    }

    private void arrive(Source source, Hint.Fixed to) {
        Sources.register(source).ifPresent(from -> {
            add(from, to);
            destiny[from.number()] = to.register();
        });
    }

    private void add(VirtualRegister value, Hint hint) {
        hints.get(value.number()).add(hint);
    }

    private int weight(int index) {
        return 1 << (2 * Math.min(flow.depth(index), DEEPEST));
    }
}

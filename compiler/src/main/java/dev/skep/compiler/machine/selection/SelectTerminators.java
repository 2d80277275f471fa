package dev.skep.compiler.machine.selection;

import dev.skep.asm.Condition;
import dev.skep.asm.Width;
import dev.skep.compiler.machine.model.MachineEdge;
import dev.skep.compiler.machine.model.MachineTerminator;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.VirtualRegister;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import java.util.Comparator;
import java.util.List;

/** Selects the end of a block; a switch becomes several blocks. */
final class SelectTerminators implements Terminator.Visitor<MachineTerminator> {
    /** Up to here trying one case after the other takes no more steps than halving. */
    private static final int FEW_CASES = 4;

    private final Facts facts;
    private final Values values;
    private final Emitter out;
    private final SelectConditions conditions;
    private final boolean readsResult;

    /** {@code readsResult}: whether somebody looks at r0 of a function that returns nothing. */
    SelectTerminators(Facts facts, Values values, Emitter out, SelectConditions conditions, boolean readsResult) {
        this.facts = facts;
        this.values = values;
        this.out = out;
        this.conditions = conditions;
        this.readsResult = readsResult;
    }

    /** Closes the open block. */
    void select(Terminator end) {
        out.at(end.location());
        out.end(end.accept(this));
    }

    private MachineEdge edge(Target target) {
        return new MachineEdge(
                target.label(), target.arguments().stream().map(values::source).toList());
    }

    @Override
    public MachineTerminator jump(Terminator.Jump end) {
        return new MachineTerminator.Goto(edge(end.target()), out.line());
    }

    @Override
    public MachineTerminator branch(Terminator.Branch end) {
        var then = edge(end.then());
        var otherwise = edge(end.otherwise());
        var masked = facts.masked(end.condition(), end.left(), end.right());
        if (masked.isPresent()) return test(masked.get(), end.condition() == Condition.NE, then, otherwise);
        var compare = facts.compare(end.condition(), end.left(), end.right());
        if (compare.isEmpty()) return conditions.branch(end.condition(), end.left(), end.right(), then, otherwise);
        var op = compare.get();
        return end.condition() == Condition.NE
                ? conditions.branch(op.condition(), op.left(), op.right(), then, otherwise)
                : conditions.branch(op.condition(), op.left(), op.right(), otherwise, then);
    }

    /** {@code if (left & right) goto}: whether any of the bits is set. */
    private MachineTerminator test(Op.Binary masked, boolean isSet, MachineEdge then, MachineEdge otherwise) {
        return conditions.branch(
                Condition.SET, masked.left(), masked.right(), isSet ? then : otherwise, isSet ? otherwise : then);
    }

    @Override
    public MachineTerminator switch_(Terminator.Switch end) {
        if (end.cases().isEmpty()) return new MachineTerminator.Goto(edge(end.otherwise()), out.line());
        var selector = values.register(end.selector());
        var width = Facts.width(end.selector());
        var chain = new Cases(selector, width, edge(end.otherwise()));
        if (end.cases().size() <= FEW_CASES) return chain.oneByOne(end.cases());
        var sorted = end.cases().stream()
                .sorted(Comparator.comparingLong(Terminator.Switch.Case::value))
                .toList();
        return chain.halving(sorted);
    }

    @Override
    public MachineTerminator return_(Terminator.Return end) {
        return new MachineTerminator.Exit(values.source(end.value()), out.line());
    }

    @Override
    public MachineTerminator returnVoid(Terminator.ReturnVoid end) {
        return new MachineTerminator.Exit(readsResult ? new Recipe.Number(0) : null, out.line());
    }

    /** Finds the case of one switch. */
    private final class Cases {
        private final VirtualRegister selector;
        private final Width width;
        private final MachineEdge otherwise;

        Cases(VirtualRegister selector, Width width, MachineEdge otherwise) {
            this.selector = selector;
            this.width = width;
            this.otherwise = otherwise;
        }

        MachineTerminator oneByOne(List<Terminator.Switch.Case> cases) {
            for (var i = 0; i < cases.size() - 1; i++) {
                var next = out.newLabel("case");
                out.end(test(cases.get(i), new MachineEdge(next, List.of())));
                out.resume(next, List.of());
            }
            return test(cases.get(cases.size() - 1), otherwise);
        }

        private MachineTerminator test(Terminator.Switch.Case tried, MachineEdge next) {
            return conditions.branch(Condition.EQ, width, selector, tried.value(), edge(tried.target()), next);
        }

        /** The last test of the sorted cases; where none is negative, unsigned order is the same and bounds the selector better. */
        MachineTerminator halving(List<Terminator.Switch.Case> sorted) {
            if (sorted.size() <= FEW_CASES) return oneByOne(sorted);
            var middle = sorted.size() / 2;
            var above = out.newLabel("above");
            var below = out.newLabel("below");
            var condition = sorted.get(0).value() >= 0 ? Condition.GE : Condition.SGE;
            out.end(conditions.branch(
                    condition,
                    width,
                    selector,
                    sorted.get(middle).value(),
                    new MachineEdge(above, List.of()),
                    new MachineEdge(below, List.of())));
            out.begin(below, List.of());
            out.end(halving(sorted.subList(0, middle)));
            out.begin(above, List.of());
            return halving(sorted.subList(middle, sorted.size()));
        }
    }
}

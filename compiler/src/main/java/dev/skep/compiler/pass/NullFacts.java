package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import dev.skep.ir.graph.NumberedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which pointers are null, or not, behind a comparison of the same pointer: the verifier knows it of all copies. */
final class NullFacts {
    /** More comparisons of one pointer than that say nothing. */
    private static final int MOST = 32;

    private final Dominance dominance;
    private final Known known;
    private final NumberedMap<Value, List<Fact>> facts = new NumberedMap<>();

    /** In a block and all that it dominates. */
    private record Fact(BlockLabel block, boolean isNull) {}

    NullFacts(ControlFlow flow, Dominance dominance, Known known) {
        this.dominance = dominance;
        this.known = known;
        for (var block : flow.reversePostorder())
            if (block.terminator() instanceof Terminator.Branch branch) collect(branch, flow);
    }

    private void collect(Terminator.Branch branch, ControlFlow flow) {
        if (!asksForNull(branch)) return;
        var isEqual = branch.condition() == Condition.EQ;
        if (branch.then().label().equals(branch.otherwise().label())) return;
        add(branch.left(), branch.then().label(), isEqual, flow);
        add(branch.left(), branch.otherwise().label(), !isEqual, flow);
    }

    private boolean asksForNull(Terminator.Branch branch) {
        return branch.left().type() instanceof ValueType.Pointer
                && known.isConstant(branch.right(), 0)
                && (branch.condition() == Condition.EQ || branch.condition() == Condition.NE);
    }

    private void add(Value pointer, BlockLabel block, boolean isNull, ControlFlow flow) {
        if (flow.incoming(block).size() != 1) return;
        var all = facts.computeIfAbsent(pointer, ArrayList::new);
        if (all.size() < MOST) all.add(new Fact(block, isNull));
    }

    /** Returns whether a comparison tells that the pointer is not null in a block. */
    boolean isNotNull(Value pointer, BlockLabel block) {
        return facts.getOrDefault(pointer, List.of()).stream()
                .anyMatch(fact -> !fact.isNull() && dominance.dominates(fact.block(), block));
    }

    /** Returns which way a branch of a block goes that asks for null; empty where that is not known. */
    Optional<Boolean> answer(Terminator.Branch branch, BlockLabel block) {
        if (!asksForNull(branch)) return Optional.empty();
        for (var fact : facts.getOrDefault(branch.left(), List.of()))
            if (dominance.dominates(fact.block(), block))
                return Optional.of(fact.isNull() == (branch.condition() == Condition.EQ));
        return Optional.empty();
    }

    /** Returns which way a branch would go behind an edge; empty where that is not known. */
    Optional<Boolean> answer(Terminator.Branch asked, ControlFlow.Edge edge) {
        if (edge.from().terminator() instanceof Terminator.Branch before
                && asksForNull(before)
                && asksForNull(asked)
                && before.left().equals(asked.left())) {
            var isNull = (before.condition() == Condition.EQ) == (edge.index() == 0);
            return Optional.of(isNull == (asked.condition() == Condition.EQ));
        }
        return answer(asked, edge.from().label());
    }
}

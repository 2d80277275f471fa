package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a block comes to when it is entered by one edge. */
final class Crossing {
    /** More ops than this are not worth a copy. */
    private static final int FEW = 8;

    private final Known known;
    private final NullFacts nulls;
    private final Fresh fresh;
    private final StoredForm stored;
    private final FoldQuestions questions;
    private final ByteOrder order;

    /**
     * A way through a block to where it ends up.
     *
     * @param ops copies of the block's ops
     * @param target the edge that is taken in the end
     * @param values what stands for each value that the block defines
     */
    record Way(List<Op> ops, Target target, Map<Value, Value> values) {}

    Crossing(Function function, ControlFlow flow, Dominance dominance, Fresh fresh, ByteOrder order) {
        this.fresh = fresh;
        this.order = order;
        known = new Known(function);
        nulls = new NullFacts(flow, dominance, known);
        stored = new StoredForm(known, fresh, order);
        questions = new FoldQuestions(known);
    }

    /** Returns whether the ops may be copied: few, without effects, and no address among them that has to stay one value. */
    static boolean isCheap(List<Op> ops) {
        return ops.size() <= FEW && ops.stream().allMatch(Crossing::isCheap);
    }

    /** Returns whether an edge brings anything that could answer a question: a constant, the outcome of one, a pointer that is not null. */
    boolean maySettle(Target edge) {
        return edge.arguments().stream()
                .anyMatch(value -> value.type() instanceof ValueType.Pointer
                        || known.constant(value).isPresent()
                        || known.definition(value, Op.Compare.class) != null
                        || known.definition(value, Op.Extend.class) != null);
    }

    private static boolean isCheap(Op op) {
        var address = op instanceof Op.Binary binary && binary.left().type() instanceof ValueType.Pointer;
        return op.effect() == Op.Effect.NONE && !address;
    }

    /** Returns the way through {@code block} from {@code edge}, where what the edge carries, or was asked before, decides it. */
    Optional<Way> along(Block block, ControlFlow.Edge edge) {
        var substitution = new Substitution();
        Map<Value, Value> copies = new LinkedHashMap<>();
        for (var i = 0; i < block.parameters().size(); i++)
            copies.put(block.parameters().get(i), edge.target().arguments().get(i));
        var fold =
                new FoldOps(known, questions, new FoldBinary(known, substitution, fresh), stored, substitution, order);
        List<Op> ops = new ArrayList<>();
        for (var op : block.ops()) {
            for (var made : copy(op, copies, substitution).accept(fold)) {
                known.define(made);
                ops.add(made);
            }
        }
        var end = block.terminator()
                .map(value -> substitution.of(copies.getOrDefault(value, value)))
                .accept(new FoldEnds(known, questions, stored, ops));
        copies.replaceAll((value, copy) -> substitution.of(copy));
        return target(end, edge).map(target -> new Way(ops, target, copies));
    }

    private Optional<Target> target(Terminator end, ControlFlow.Edge edge) {
        if (end instanceof Terminator.Jump jump) return Optional.of(jump.target());
        if (!(end instanceof Terminator.Branch branch)) return Optional.empty();
        return nulls.answer(branch, edge).map(answer -> answer ? branch.then() : branch.otherwise());
    }

    private Op copy(Op op, Map<Value, Value> copies, Substitution substitution) {
        var mapped = op.map(value -> substitution.of(copies.getOrDefault(value, value)));
        if (!(mapped instanceof Op.Producing producing)) return mapped;
        var copy = fresh.value(producing.result().type());
        copies.put(producing.result(), copy);
        return producing.withResult(copy);
    }
}

package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the way that is known: whether a pointer is null need not be asked again where every path has come by a branch that asked. The verifier
 * knows so, too, of each copy of the pointer.
 */
public final class AskForNullOnce implements FunctionPass {
    /** A pointer that is asked about more often than this in places apart is asked again. */
    private static final int MOST_ANSWERS = 16;

    @Override
    public String name() {
        return "ask-for-null-once";
    }

    @Override
    public Function run(Function function) {
        return new Run(function).asked();
    }

    /** One function. */
    private static final class Run {
        private final Function function;
        private final Known known;
        private final ControlFlow flow;
        private final Dominance dominance;
        private final Map<Value, List<Answer>> answers = new HashMap<>();

        /** What is known in a block and where it leads. */
        private record Answer(BlockLabel block, boolean isNull) {}

        Run(Function function) {
            this.function = function;
            known = new Known(function);
            flow = ControlFlow.of(function);
            dominance = Dominance.of(flow);
        }

        Function asked() {
            Map<BlockLabel, Block> asked = new HashMap<>();
            for (var block : flow.reversePostorder()) {
                asked.put(block.label(), asked(block));
                learn(block);
            }
            return SimplifyBlocks.reached(function.withBlocks(function.blocks().stream()
                    .map(block -> asked.getOrDefault(block.label(), block))
                    .toList()));
        }

        private Block asked(Block block) {
            var body = block.ops().stream()
                    .map(op -> op instanceof Op.Compare compare ? asked(compare, block.label()) : op)
                    .toList();
            if (!(block.terminator() instanceof Terminator.Branch branch)) return block.withOps(body);
            var taken = answer(branch.condition(), branch.left(), branch.right(), block.label())
                    .map(holds -> holds ? branch.then() : branch.otherwise());
            return taken.isEmpty()
                    ? block.withOps(body)
                    : block.withOps(body).withTerminator(new Terminator.Jump(taken.get(), branch.location()));
        }

        private Op asked(Op.Compare compare, BlockLabel block) {
            return answer(compare.condition(), compare.left(), compare.right(), block)
                    .<Op>map(holds -> new Op.Constant(compare.result(), holds ? 1 : 0, compare.location()))
                    .orElse(compare);
        }

        private Optional<Boolean> answer(Condition condition, Value left, Value right, BlockLabel block) {
            if (!asksForNull(condition, left, right)) return Optional.empty();
            return answers.getOrDefault(left, List.of()).stream()
                    .filter(answer -> dominance.dominates(answer.block, block))
                    .map(answer -> answer.isNull == (condition == Condition.EQ))
                    .findFirst();
        }

        private boolean asksForNull(Condition condition, Value left, Value right) {
            return (condition == Condition.EQ || condition == Condition.NE)
                    && left.type() instanceof ValueType.Pointer
                    && known.isConstant(right, 0);
        }

        /** A block that only the branch leads to knows what was answered. */
        private void learn(Block block) {
            if (!(block.terminator() instanceof Terminator.Branch branch)
                    || !asksForNull(branch.condition(), branch.left(), branch.right())) return;
            learn(branch.left(), branch.then().label(), branch.condition() == Condition.EQ);
            learn(branch.left(), branch.otherwise().label(), branch.condition() == Condition.NE);
        }

        private void learn(Value pointer, BlockLabel label, boolean isNull) {
            if (flow.incoming(label).size() != 1) return;
            var learned = answers.computeIfAbsent(pointer, p -> new ArrayList<>());
            if (learned.size() < MOST_ANSWERS) learned.add(new Answer(label, isNull));
        }
    }
}

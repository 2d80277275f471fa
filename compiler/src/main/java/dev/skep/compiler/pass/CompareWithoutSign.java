package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.ir.Block;
import dev.skep.ir.Extension;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads narrow numbers without their sign where they are only asked whether they are constants: {@code name[0] == 'a'}. Below v4 a machine
 * extends a sign with two instructions, and the constants lose theirs at no cost.
 */
public final class CompareWithoutSign implements FunctionPass {
    @Override
    public String name() {
        return "compare-without-sign";
    }

    @Override
    public Function run(Function function) {
        var run = new Run(function);
        return run.loads.isEmpty() ? function : run.rewritten();
    }

    /** One function. */
    private static final class Run {
        private final Function function;
        private final Known known;
        private final Fresh fresh;
        private final Map<Value, Op.Load> loads = new HashMap<>();

        Run(Function function) {
            this.function = function;
            known = new Known(function);
            fresh = Fresh.of(function);
            for (var block : function.blocks())
                for (var op : block.ops())
                    if (op instanceof Op.Load load && hasSign(load)) loads.put(load.result(), load);
            if (!loads.isEmpty()) function.blocks().forEach(this::checkReads);
        }

        private static boolean hasSign(Op.Load load) {
            return load.extension() == Extension.SIGN
                    && load.width().bits() < load.result().type().bits();
        }

        private void checkReads(Block block) {
            for (var op : block.ops()) {
                var asks =
                        op instanceof Op.Compare compare && asks(compare.condition(), compare.left(), compare.right());
                if (!asks) op.operands().forEach(loads::remove);
            }
            var end = block.terminator();
            if (!asks(end)) end.operands().forEach(loads::remove);
            for (var target : end.targets()) target.arguments().forEach(loads::remove);
        }

        private boolean asks(Terminator end) {
            if (end instanceof Terminator.Branch branch) return asks(branch.condition(), branch.left(), branch.right());
            return end instanceof Terminator.Switch dispatch
                    && dispatch.cases().stream().allMatch(c -> isOne(loads.get(dispatch.selector()), c.value()));
        }

        private boolean asks(Condition condition, Value left, Value right) {
            var constant = known.constant(right);
            return (condition == Condition.EQ || condition == Condition.NE)
                    && constant.isPresent()
                    && isOne(loads.get(left), constant.getAsLong());
        }

        /** Returns whether what is loaded can be that number. */
        private static boolean isOne(Op.@Nullable Load load, long number) {
            return load != null && number == extended(load, Extension.SIGN, number);
        }

        private static long extended(Op.Load load, Extension extension, long number) {
            return Arithmetic.extend(
                    extension, load.width().bits(), load.result().type().bits(), number);
        }

        Function rewritten() {
            return function.withBlocks(
                    function.blocks().stream().map(this::rewritten).toList());
        }

        private Block rewritten(Block block) {
            List<Op> body = new ArrayList<>(block.ops().size());
            for (var op : block.ops()) body.add(rewritten(op, body));
            var end = rewritten(block.terminator(), body);
            return block.withOps(body).withTerminator(end);
        }

        private Op rewritten(Op op, List<Op> before) {
            if (op instanceof Op.Load load && loads.containsKey(load.result()))
                return new Op.Load(
                        load.result(), load.width(), Extension.ZERO, load.address(), load.offset(), load.location());
            var load = op instanceof Op.Compare compare ? loads.get(compare.left()) : null;
            return load == null ? op : op.map(value -> withoutSign(load, value, before));
        }

        private Terminator rewritten(Terminator end, List<Op> before) {
            if (end instanceof Terminator.Branch branch) {
                var load = loads.get(branch.left());
                if (load == null) return end;
                return new Terminator.Branch(
                        branch.condition(),
                        branch.left(),
                        withoutSign(load, branch.right(), before),
                        branch.then(),
                        branch.otherwise(),
                        branch.location());
            }
            if (!(end instanceof Terminator.Switch dispatch)) return end;
            var load = loads.get(dispatch.selector());
            if (load == null) return end;
            var cases = dispatch.cases().stream()
                    .map(c -> new Terminator.Switch.Case(extended(load, Extension.ZERO, c.value()), c.target()))
                    .toList();
            return new Terminator.Switch(dispatch.selector(), cases, dispatch.otherwise(), dispatch.location());
        }

        /** Returns the constant that what is loaded is compared with now; itself for what is loaded. */
        private Value withoutSign(Op.Load load, Value value, List<Op> before) {
            var constant = known.constant(value);
            if (constant.isEmpty()) return value;
            var number = extended(load, Extension.ZERO, constant.getAsLong());
            var made = new Op.Constant(fresh.value(value.type()), number, load.location());
            before.add(made);
            return made.result();
        }
    }
}

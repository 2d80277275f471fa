package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes with 64 bits where the program says 32, for levels of the instruction set that know nothing else. An i32 becomes an i64 whose
 * upper half is anything, zero or the sign, as those who look at it need; what nobody looks at is not extended. Calls, returns and atomic
 * operations keep their types.
 *
 * <p>Each form is made once, where the number is: what is compared and what moves a pointer behind the comparison is then one value, of
 * which the verifier knows bounds.
 */
public final class WidenNumbers implements FunctionPass {
    @Override
    public String name() {
        return "widen-numbers";
    }

    @Override
    public Function run(Function function) {
        return new RemoveDeadCode().run(new Run(function).widened());
    }

    /** One function. */
    private static final class Run implements Terminator.Visitor<Terminator> {
        private final Function function;
        private final WideValues values;
        private final WidenOps ops;
        private final Map<BlockLabel, Block> changed = new HashMap<>();

        Run(Function function) {
            this.function = function;
            values = new WideValues(function);
            ops = new WidenOps(values);
        }

        Function widened() {
            for (var block : ControlFlow.of(function).reversePostorder()) changed.put(block.label(), widened(block));
            return function.withBlocks(ops.applied(function.blocks().stream()
                    .map(block -> changed.getOrDefault(block.label(), block))
                    .toList()));
        }

        private Block widened(Block block) {
            List<Op> body = new ArrayList<>();
            values.into(body);
            if (block.label().equals(function.entry().label()))
                for (var parameter : function.parameters())
                    if (WideValues.isNarrow(parameter.value())) values.keep(parameter.value(), function.location());
            List<Value> parameters = new ArrayList<>();
            for (var parameter : block.parameters()) parameters.add(parameter(parameter, block));
            for (var op : block.ops()) op.accept(ops);
            var end = block.terminator().accept(this);
            return new Block(block.label(), parameters, body, end);
        }

        private Value parameter(Value parameter, Block block) {
            if (!WideValues.isNarrow(parameter)) return parameter;
            var held = values.newValue();
            values.defineZero(parameter, held, block.terminator().location());
            return held;
        }

        private Target target(Target target) {
            return new Target(
                    target.label(),
                    target.arguments().stream().map(values::zero).toList());
        }

        @Override
        public Terminator jump(Terminator.Jump end) {
            return end.mapTargets(this::target);
        }

        @Override
        public Terminator branch(Terminator.Branch end) {
            var then = target(end.then());
            var otherwise = target(end.otherwise());
            var line = end.location();
            if (!WideValues.isNarrow(end.left()))
                return branch(end.condition(), end.left(), end.right(), then, otherwise, line);
            var asked = ops.compared(end);
            if (asked == null) {
                var isSigned = ops.isSigned(end.condition(), end.left(), end.right());
                return branch(
                        end.condition(),
                        isSigned ? values.sign(end.left()) : values.zero(end.left()),
                        isSigned ? values.sign(end.right()) : values.zero(end.right()),
                        then,
                        otherwise,
                        line);
            }
            return end.condition() == Condition.NE
                    ? branch(asked.condition(), asked.left(), asked.right(), then, otherwise, line)
                    : branch(asked.condition(), asked.left(), asked.right(), otherwise, then, line);
        }

        private static Terminator branch(
                Condition condition, Value left, Value right, Target then, Target otherwise, SourceLine line) {
            return new Terminator.Branch(condition, left, right, then, otherwise, line);
        }

        /** Cases are given sign-extended; where none is negative, that is the same. */
        @Override
        public Terminator switch_(Terminator.Switch end) {
            var isSigned = end.cases().stream().anyMatch(one -> one.value() < 0);
            var selector = isSigned ? values.sign(end.selector()) : values.zero(end.selector());
            return new Terminator.Switch(selector, end.cases(), end.otherwise(), end.location())
                    .mapTargets(this::target);
        }

        @Override
        public Terminator return_(Terminator.Return end) {
            return new Terminator.Return(values.lower(end.value(), end.location()), end.location());
        }

        @Override
        public Terminator returnVoid(Terminator.ReturnVoid end) {
            return end;
        }
    }
}

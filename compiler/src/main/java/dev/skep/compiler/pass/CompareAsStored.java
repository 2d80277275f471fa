package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.ByteSwap;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Leaves fields of foreign byte order as they are stored where they meet as block parameters that are only compared with constants or
 * swapped back: the constants are swapped now, not the fields each time. What {@link FoldConstants} does for one field, this does for
 * {@code type = ethernet.proto; if (vlan) type = vlan.proto}.
 */
public final class CompareAsStored implements FunctionPass {
    private final ByteOrder order;

    /** A pass for machines of this byte order. */
    public CompareAsStored(ByteOrder order) {
        this.order = order;
    }

    @Override
    public String name() {
        return "compare-as-stored";
    }

    @Override
    public Function run(Function function) {
        return new Run(function, order).kept();
    }

    /** How a field is swapped. */
    private record Swap(ByteSwap to, Width width, ValueType type) {
        static Swap of(Op.SwapBytes op) {
            return new Swap(op.order(), op.width(), op.result().type());
        }
    }

    /** One function. */
    private static final class Run {
        private final Function function;
        private final Known known;
        private final StoredForm stored;
        private final Fresh fresh;
        private final Map<BlockLabel, Block> blocks = new HashMap<>();
        private final Map<Value, Swap> kept = new LinkedHashMap<>();
        private final Substitution substitution = new Substitution();

        Run(Function function, ByteOrder order) {
            this.function = function;
            known = new Known(function);
            fresh = Fresh.of(function);
            stored = new StoredForm(known, fresh, order);
            for (var block : function.blocks()) blocks.put(block.label(), block);
        }

        Function kept() {
            for (var before = -1; before != kept.size(); ) {
                before = kept.size();
                forEachArgument(this::collect);
            }
            for (var before = -1; before != kept.size(); ) {
                before = kept.size();
                if (kept.isEmpty()) return function;
                forEachArgument(this::checkArgument);
                function.blocks().forEach(this::checkReads);
            }
            if (kept.isEmpty()) return function;
            return function.withBlocks(substitution.apply(
                    function.blocks().stream().map(this::rewritten).toList()));
        }

        /** An edge's argument and the parameter that takes it. */
        private interface Passing {
            void pass(Value parameter, Value argument);
        }

        private void forEachArgument(Passing passing) {
            for (var block : function.blocks())
                for (var target : block.terminator().targets())
                    for (var i = 0; i < target.arguments().size(); i++)
                        passing.pass(
                                parameters(target).get(i), target.arguments().get(i));
        }

        private List<Value> parameters(Target target) {
            var block = blocks.get(target.label());
            return block == null ? List.of() : block.parameters();
        }

        private void collect(Value parameter, Value argument) {
            var swap = stored.swapOfField(argument);
            if (swap != null) kept.putIfAbsent(parameter, Swap.of(swap));
            var received = kept.get(argument);
            if (received != null) kept.putIfAbsent(parameter, received);
        }

        private void checkArgument(Value parameter, Value argument) {
            var swap = kept.get(parameter);
            if (swap != null && !fits(swap, argument)) kept.remove(parameter);
            else if (swap == null || !swap.equals(kept.get(argument))) kept.remove(argument);
        }

        private boolean fits(Swap swap, Value argument) {
            var constant = known.constant(argument);
            if (constant.isPresent()) return isField(swap, constant.getAsLong());
            var made = stored.swapOfField(argument);
            if (made != null) return swap.equals(Swap.of(made));
            return swap.equals(kept.get(argument));
        }

        private static boolean isField(Swap swap, long constant) {
            return StoredForm.fits(swap.width(), swap.type(), constant);
        }

        /** Only comparisons with constants, and who swaps it back, may read what stays as it is stored. */
        private void checkReads(Block block) {
            for (var op : block.ops()) if (!mayRead(op)) op.operands().forEach(kept::remove);
            var end = block.terminator();
            if (end instanceof Terminator.Branch branch
                    && isEquality(branch.condition(), branch.left(), branch.right())) return;
            if (end instanceof Terminator.Switch dispatch && kept.containsKey(dispatch.selector())) {
                var swap = kept.get(dispatch.selector());
                if (dispatch.cases().stream().allMatch(c -> isField(swap, c.value()))) return;
            }
            end.operands().forEach(kept::remove);
        }

        private boolean mayRead(Op op) {
            if (op instanceof Op.SwapBytes swap) return isSwappedBack(swap);
            return op instanceof Op.Compare compare && isEquality(compare.condition(), compare.left(), compare.right());
        }

        private boolean isSwappedBack(Op.SwapBytes op) {
            return Swap.of(op).equals(kept.get(op.value()));
        }

        private boolean isEquality(Condition condition, Value left, Value right) {
            var swap = kept.get(left);
            var constant = known.constant(right);
            return (condition == Condition.EQ || condition == Condition.NE)
                    && swap != null
                    && constant.isPresent()
                    && isField(swap, constant.getAsLong());
        }

        private Block rewritten(Block block) {
            List<Op> body = new ArrayList<>(block.ops().size());
            for (var op : block.ops()) {
                if (op instanceof Op.Compare compare && kept.containsKey(compare.left())) {
                    var right = constant(compare.left(), compare.right(), compare.location(), body::add);
                    body.add(new Op.Compare(
                            compare.result(), compare.condition(), compare.left(), right, compare.location()));
                } else if (op instanceof Op.SwapBytes swap && isSwappedBack(swap)) {
                    substitution.replace(swap.result(), swap.value());
                } else {
                    body.add(op);
                }
            }
            var end = end(block.terminator(), body::add);
            var led = end.mapTargets(target -> target(target, end.location(), body::add));
            return block.withOps(body).withTerminator(led);
        }

        private Terminator end(Terminator end, Consumer<Op> out) {
            if (end instanceof Terminator.Branch branch && kept.containsKey(branch.left()))
                return new Terminator.Branch(
                        branch.condition(),
                        branch.left(),
                        constant(branch.left(), branch.right(), branch.location(), out),
                        branch.then(),
                        branch.otherwise(),
                        branch.location());
            if (end instanceof Terminator.Switch dispatch && kept.containsKey(dispatch.selector())) {
                var swap = kept.get(dispatch.selector());
                var cases = dispatch.cases().stream()
                        .map(c -> new Terminator.Switch.Case(swapped(swap, c.value()), c.target()))
                        .toList();
                return new Terminator.Switch(dispatch.selector(), cases, dispatch.otherwise(), dispatch.location());
            }
            return end;
        }

        private Target target(Target target, SourceLine line, Consumer<Op> out) {
            List<Value> arguments = new ArrayList<>(target.arguments());
            for (var i = 0; i < arguments.size(); i++) {
                var parameter = parameters(target).get(i);
                if (!kept.containsKey(parameter)) continue;
                var swap = stored.swapOfField(arguments.get(i));
                arguments.set(i, swap == null ? constant(parameter, arguments.get(i), line, out) : swap.value());
            }
            return new Target(target.label(), arguments);
        }

        /** Returns a constant as what {@code beside} holds is stored now; anything else is stored so already. */
        private Value constant(Value beside, Value value, SourceLine line, Consumer<Op> out) {
            OptionalLong constant = known.constant(value);
            var swap = kept.get(beside);
            if (constant.isEmpty() || swap == null) return value;
            var made = new Op.Constant(fresh.value(value.type()), swapped(swap, constant.getAsLong()), line);
            out.accept(made);
            return made.result();
        }

        private long swapped(Swap swap, long constant) {
            return stored.stored(swap.to(), swap.width(), swap.type(), constant);
        }
    }
}

package dev.skep.compiler.pass;

import dev.skep.compiler.pass.MemoryFacts.Fact;
import dev.skep.compiler.pass.Spots.Spot;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Extension;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads memory once: a load of what was just stored or loaded gives way to that value, a store of what lies in the frame anyway goes. Memory that others write, too, is read as if nobody
 * did between two calls that may change it, as Java reads fields that are not volatile.
 */
public final class ForwardStores implements FunctionPass {
    @Override
    public String name() {
        return "forward-stores";
    }

    @Override
    public Function run(Function function) {
        return new Run(function).forwarded();
    }

    /** One function; a block knows what was known at the end of all that lead to it. */
    private static final class Run {
        private final Function function;
        private final Spots spots;
        private final ControlFlow flow;
        private final Substitution substitution = new Substitution();
        private final MemoryFlow memory;
        private final Map<BlockLabel, List<Op>> bodies = new HashMap<>();

        Run(Function function) {
            this.function = function;
            spots = Spots.of(function);
            flow = ControlFlow.of(function);
            memory = new MemoryFlow(flow, spots);
        }

        Function forwarded() {
            for (var block : flow.reversePostorder()) forward(block);
            return function.withBlocks(substitution.apply(function.blocks().stream()
                    .map(block -> block.withOps(bodies.getOrDefault(block.label(), block.ops())))
                    .toList()));
        }

        private void forward(Block block) {
            var facts = memory.before(block);
            List<Op> body = new ArrayList<>(block.ops().size());
            for (var op : block.ops()) {
                var mapped = substitution.of(op);
                var instead = mapped instanceof Op.Load load ? instead(load, facts) : Optional.<Op>empty();
                if (instead.isPresent())
                    instead.filter(made -> !made.equals(mapped)).ifPresent(body::add);
                else if (!isThere(mapped, facts)) body.add(mapped);
                note(mapped, facts);
            }
            memory.after(block, facts);
            bodies.put(block.label(), body);
        }

        /** Returns whether the op writes to the frame what is there already. */
        private boolean isThere(Op op, MemoryFacts facts) {
            if (op instanceof Op.Zero zero) {
                var spot = spots.of(zero.address(), zero.offset(), zero.size());
                return spot.root().kind() == MemoryKind.STACK && facts.isZero(spot);
            }
            if (!(op instanceof Op.Store store)) return false;
            var spot = spots.of(store.address(), store.offset(), store.width().bytes());
            var there = facts.at(spot);
            return spot.root().kind() == MemoryKind.STACK
                    && there.isPresent()
                    && there.get().value().equals(store.value());
        }

        private Spot spot(Op.Load load) {
            return spots.of(load.address(), load.offset(), load.width().bytes());
        }

        /** Returns what the load becomes; the load itself when it is gone and another value stands for its result. */
        private Optional<Op> instead(Op.Load load, MemoryFacts facts) {
            var spot = spot(load);
            if (facts.isZero(spot) && !(load.result().type() instanceof ValueType.Pointer))
                return Optional.of(new Op.Constant(load.result(), 0, load.location()));
            var fact = facts.at(spot);
            if (fact.isEmpty()) return Optional.empty();
            var value = fact.get().value();
            var whole = load.width().bits() == load.result().type().bits();
            if (value.type().equals(load.result().type())
                    && (whole || fact.get().extension().equals(Optional.of(load.extension())))) {
                substitution.replace(load.result(), value);
                return Optional.of(load);
            }
            return converted(load, value);
        }

        private static Optional<Op> converted(Op.Load load, Value value) {
            var bits = load.width().bits();
            if (value.type() instanceof ValueType.Pointer || load.result().type() instanceof ValueType.Pointer)
                return Optional.empty();
            if (bits == Long.SIZE) return Optional.empty();
            if (bits == load.result().type().bits())
                return Optional.of(new Op.Truncate(load.result(), value, load.location()));
            return Optional.of(new Op.Extend(load.result(), load.extension(), bits, value, load.location()));
        }

        private void note(Op op, MemoryFacts facts) {
            facts.forgetChanged(op);
            if (op instanceof Op.Load load && facts.at(spot(load)).isEmpty())
                facts.put(spot(load), new Fact(load.result(), Optional.of(load.extension())));
            if (op instanceof Op.Store store)
                facts.put(
                        spots.of(store.address(), store.offset(), store.width().bytes()),
                        new Fact(store.value(), Optional.<Extension>empty()));
            if (op instanceof Op.Zero zero) facts.zero(spots.of(zero.address(), zero.offset(), zero.size()));
        }
    }
}

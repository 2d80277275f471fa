package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.text.IrPrinter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Lets blocks that do the same be one: same ops on the same values, same end. All {@code return 1} of a program become one. An address in
 * such a block is the same value on every way there, so no instruction sees memory of two kinds.
 */
public final class MergeBlocks implements FunctionPass {
    @Override
    public String name() {
        return "merge-blocks";
    }

    @Override
    public Function run(Function function) {
        return new Run(new LandingPads(function).added()).merged();
    }

    /** A constant wherever it is defined. */
    private record Number(ValueType type, long value) {}

    /** Gives every edge of a branch that carries arguments a block of its own, as it has in the end; edges that carry the same share it. */
    private static final class LandingPads {
        private final Function function;
        private final Fresh fresh;
        private final List<Block> pads = new ArrayList<>();

        LandingPads(Function function) {
            this.function = function;
            fresh = Fresh.of(function);
        }

        Function added() {
            List<Block> blocks = new ArrayList<>();
            for (var block : function.blocks()) {
                var end = block.terminator();
                blocks.add(end.targets().size() < 2 ? block : block.withTerminator(end.mapTargets(t -> pad(t, end))));
            }
            blocks.addAll(pads);
            return pads.isEmpty() ? function : function.withBlocks(blocks);
        }

        private Target pad(Target target, Terminator end) {
            if (target.arguments().isEmpty()) return target;
            var label = fresh.block(target.label().hint());
            pads.add(new Block(label, List.of(), List.of(), new Terminator.Jump(target, end.location())));
            return new Target(label, List.of());
        }
    }

    /** One function, its blocks visited so that those further on are merged before those that lead there. */
    private static final class Run {
        private final Function function;
        private final Known known;
        private final Fresh fresh;
        private final ControlFlow flow;
        private final Set<Value> readElsewhere = new HashSet<>();
        private final Map<List<String>, BlockLabel> first = new HashMap<>();
        private final Set<Integer> looks = new HashSet<>();
        private final Map<Integer, Block> alone = new HashMap<>();
        private final Map<Number, Value> constants = new HashMap<>();
        private final Map<BlockLabel, BlockLabel> merged = new HashMap<>();

        Run(Function function) {
            this.function = function;
            known = new Known(function);
            fresh = Fresh.of(function);
            flow = ControlFlow.of(function);
            collectReadElsewhere();
        }

        private void collectReadElsewhere() {
            for (var block : flow.reversePostorder()) {
                Set<Value> own = new HashSet<>(block.parameters());
                for (var op : block.ops()) {
                    for (var value : op.operands()) if (!own.contains(value)) readElsewhere.add(value);
                    if (op instanceof Op.Producing producing) own.add(producing.result());
                }
                block.terminator().map(value -> {
                    if (!own.contains(value)) readElsewhere.add(value);
                    return value;
                });
            }
        }

        Function merged() {
            Set<BlockLabel> shared = new HashSet<>();
            var order = flow.reversePostorder();
            for (var i = order.size() - 1; i > 0; i--) {
                var block = order.get(i);
                if (!mayMove(block)) continue;
                var same = same(block);
                if (same == null) continue;
                merged.put(block.label(), same);
                shared.add(same);
            }
            if (merged.isEmpty()) return function;
            return SimplifyBlocks.reached(function.withBlocks(function.blocks().stream()
                    .map(block -> shared.contains(block.label()) ? withOwnConstants(block) : block)
                    .map(this::redirected)
                    .toList()));
        }

        /** A block whose values others read is where those values are; one with parameters is a place where ways meet. */
        private boolean mayMove(Block block) {
            return block.parameters().isEmpty()
                    && block.ops().stream()
                            .noneMatch(op ->
                                    op instanceof Op.Producing producing && readElsewhere.contains(producing.result()));
        }

        /** Returns the block that does what this one does, null where this is the first. No text is made of a block that none looks like. */
        private @Nullable BlockLabel same(Block block) {
            var redirected = redirected(block);
            var look = look(redirected);
            var alike = alone.remove(look);
            if (alike == null && looks.add(look)) {
                alone.put(look, redirected);
                return null;
            }
            if (alike != null) first.put(deed(alike), alike.label());
            return first.putIfAbsent(deed(redirected), block.label());
        }

        /** Returns a number that is the same for blocks that do the same. */
        private static int look(Block block) {
            var look = 0;
            for (var op : block.ops())
                if (!(op instanceof Op.Constant))
                    look = 31 * look + op.getClass().getName().hashCode();
            for (var target : block.terminator().targets())
                look = 31 * look + target.label().id();
            return look;
        }

        /** Returns the block as text in which what it defines is numbered from its top and a constant has one name everywhere. */
        private List<String> deed(Block block) {
            Map<Value, Value> own = new HashMap<>();
            List<String> deed = new ArrayList<>();
            for (var op : block.ops()) {
                if (op instanceof Op.Constant) continue;
                deed.add(IrPrinter.print(op.map(value -> name(value, own))));
                if (!(op instanceof Op.Producing producing)) continue;
                var result = producing.result();
                own.put(result, new Value(-1 - own.size(), result.type()));
                deed.add(result.type().toString());
            }
            deed.add(IrPrinter.print(block.terminator().map(value -> name(value, own))));
            return deed;
        }

        private Value name(Value value, Map<Value, Value> own) {
            var mine = own.get(value);
            if (mine != null) return mine;
            var constant = known.constant(value);
            return constant.isEmpty()
                    ? value
                    : constants.computeIfAbsent(
                            new Number(value.type(), constant.getAsLong()), number -> fresh.value(number.type()));
        }

        private Block redirected(Block block) {
            return block.withTerminator(block.terminator().mapTargets(target -> {
                var same = merged.get(target.label());
                return same == null ? target : new Target(same, target.arguments());
            }));
        }

        /** A block that is reached from elsewhere, too, sees no constants but its own. */
        private Block withOwnConstants(Block block) {
            Map<Value, Op> made = new LinkedHashMap<>();
            Map<Value, Value> own = new HashMap<>();
            for (var op : block.ops())
                if (op instanceof Op.Constant constant) own.put(constant.result(), constant.result());
            UnaryOperator<Value> local = value -> {
                var constant = known.definition(value, Op.Constant.class);
                if (constant == null) return value;
                return own.computeIfAbsent(value, v -> {
                    var copy = constant.withResult(fresh.value(v.type()));
                    made.put(v, copy);
                    return copy.result();
                });
            };
            var ops = block.ops().stream().map(op -> op.map(local)).toList();
            var end = block.terminator().map(local);
            List<Op> all = new ArrayList<>(made.values());
            all.addAll(ops);
            return new Block(block.label(), List.of(), all, end);
        }
    }
}

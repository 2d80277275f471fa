package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes out loops that count to a constant and reach memory by the count: each round then reaches it at a constant offset, which is all
 * that the verifier takes in a packet, and what other passes can put together. Loops that merely repeat stay loops.
 */
public final class UnrollLoops implements FunctionPass {
    /** A loop that is written out becomes at most so many ops. */
    private static final int MOST_OPS = 512;

    /** One that calls functions in each round gains little by it. */
    private static final int MOST_OPS_WITH_CALLS = 128;

    /** What is reached at constant offsets only, on some kernels at least. */
    private static final Set<MemoryKind> AT_CONSTANTS =
            EnumSet.of(MemoryKind.CONTEXT, MemoryKind.PACKET, MemoryKind.PACKET_META, MemoryKind.STACK);

    /** More loops than that stay as they are. */
    private static final int MOST_LOOPS = 16;

    @Override
    public String name() {
        return "unroll-loops";
    }

    @Override
    public Function run(Function function) {
        var current = function;
        for (var i = 0; i < MOST_LOOPS; i++) {
            var next = new Run(current).unrolled();
            if (next == null) return current;
            current = next;
        }
        return current;
    }

    /** One function, of which one loop is written out. */
    private static final class Run {
        private final Function function;
        private final ControlFlow flow;
        private final Fresh fresh;

        Run(Function function) {
            this.function = function;
            flow = ControlFlow.of(function);
            fresh = Fresh.of(function);
        }

        /** Returns the function without its innermost last loop that can go. */
        @Nullable
        Function unrolled() {
            var order = flow.reversePostorder();
            if (!hasLoops()) return null;
            var dominance = Dominance.of(function);
            var known = new Known(function);
            for (var i = order.size() - 1; i > 0; i--) {
                var loop = CountedLoop.of(order.get(i), flow, dominance, known);
                if (loop.isPresent() && isWorthIt(loop.get())) return written(loop.get());
            }
            return null;
        }

        private boolean hasLoops() {
            var place = 0;
            for (var block : flow.reversePostorder()) {
                for (var target : block.terminator().targets()) if (flow.place(target.label()) <= place) return true;
                place++;
            }
            return false;
        }

        private static boolean isWorthIt(CountedLoop loop) {
            var size = loop.blocks().stream()
                    .mapToLong(block -> block.ops().size() + 1L)
                    .sum();
            var reached = reached(loop);
            var isCheap = reached.stream().anyMatch(AT_CONSTANTS::contains) || !calls(loop);
            return !reached.isEmpty() && size * (loop.rounds() + 1) <= (isCheap ? MOST_OPS : MOST_OPS_WITH_CALLS);
        }

        private static boolean calls(CountedLoop loop) {
            return loop.blocks().stream().flatMap(block -> block.ops().stream()).anyMatch(Op.Call.class::isInstance);
        }

        /** Returns the memory into which pointers are moved by numbers that are computed from the counter. */
        private static Set<MemoryKind> reached(CountedLoop loop) {
            Set<MemoryKind> reached = EnumSet.noneOf(MemoryKind.class);
            Set<Value> counted = new HashSet<>(Set.of(loop.counter()));
            for (var before = 0; before != counted.size(); ) {
                before = counted.size();
                for (var block : loop.blocks()) {
                    for (var op : block.ops()) {
                        if (!(op instanceof Op.Producing producing) || op.effect() != Op.Effect.NONE) continue;
                        if (op.operands().stream().noneMatch(counted::contains)) continue;
                        if (producing.result().type() instanceof ValueType.Pointer pointer) reached.add(pointer.kind());
                        else counted.add(producing.result());
                    }
                }
            }
            return reached;
        }

        private Function written(CountedLoop loop) {
            Map<Value, Map<BlockLabel, Value>> redefined = new HashMap<>();
            List<Round> rounds = new ArrayList<>();
            for (var i = 0; i <= loop.rounds(); i++) rounds.add(new Round(loop));
            List<Block> blocks = new ArrayList<>();
            var entry = loop.entry();
            for (var block : function.blocks())
                blocks.add(block.label().equals(entry.from().label()) ? entering(entry, rounds.get(0)) : block);
            for (var i = 0; i < loop.rounds(); i++) rounds.get(i).copy(rounds.get(i + 1), blocks, redefined);
            rounds.get(loop.rounds()).copyEnd(blocks, redefined);
            var reached = SimplifyBlocks.reached(function.withBlocks(blocks));
            return new RepairSsa(reached, redefined, fresh).repaired();
        }

        private static Block entering(ControlFlow.Edge entry, Round first) {
            List<Target> targets = new ArrayList<>(entry.from().terminator().targets());
            targets.set(entry.index(), new Target(first.head(), entry.target().arguments()));
            return entry.from().withTerminator(entry.from().terminator().withTargets(targets));
        }

        /** One time round the loop. */
        private final class Round {
            private final CountedLoop loop;
            private final Map<BlockLabel, BlockLabel> labels = new HashMap<>();
            private final Map<Value, Value> values = new HashMap<>();

            Round(CountedLoop loop) {
                this.loop = loop;
                for (var block : loop.blocks())
                    labels.put(block.label(), fresh.block(block.label().hint()));
            }

            BlockLabel head() {
                return label(loop.blocks().get(0).label());
            }

            private BlockLabel label(BlockLabel original) {
                return labels.getOrDefault(original, original);
            }

            private Value value(Value original) {
                return values.getOrDefault(original, original);
            }

            /** Copies a round that goes on to {@code next}. */
            void copy(Round next, List<Block> out, Map<Value, Map<BlockLabel, Value>> redefined) {
                for (var block : loop.blocks()) define(block, redefined);
                for (var block : loop.blocks()) {
                    var isHead = block.label().equals(loop.blocks().get(0).label());
                    out.add(copy(block, isHead ? jump(block, loop.inside()) : block.terminator(), next));
                }
            }

            /** Copies the head alone, which leaves the loop. */
            void copyEnd(List<Block> out, Map<Value, Map<BlockLabel, Value>> redefined) {
                var head = loop.blocks().get(0);
                define(head, redefined);
                out.add(copy(head, jump(head, loop.outside()), this));
            }

            private static Terminator jump(Block head, Target target) {
                return new Terminator.Jump(target, head.terminator().location());
            }

            private void define(Block block, Map<Value, Map<BlockLabel, Value>> redefined) {
                for (var parameter : block.parameters()) define(parameter, block, redefined);
                for (var op : block.ops())
                    if (op instanceof Op.Producing producing) define(producing.result(), block, redefined);
            }

            private void define(Value value, Block block, Map<Value, Map<BlockLabel, Value>> redefined) {
                var copy = fresh.value(value.type());
                values.put(value, copy);
                redefined.computeIfAbsent(value, v -> new HashMap<>()).put(label(block.label()), copy);
            }

            private Block copy(Block block, Terminator end, Round next) {
                List<Op> ops = new ArrayList<>(block.ops().size());
                for (var op : block.ops()) {
                    var mapped = op.map(this::value);
                    ops.add(
                            mapped instanceof Op.Producing producing
                                    ? producing.withResult(value(producing.result()))
                                    : mapped);
                }
                var parameters = block.parameters().stream().map(this::value).toList();
                var head = loop.blocks().get(0).label();
                var led = end.map(this::value)
                        .mapTargets(target -> new Target(
                                target.label().equals(head) ? next.head() : label(target.label()), target.arguments()));
                return new Block(label(block.label()), parameters, ops, led);
            }
        }
    }
}

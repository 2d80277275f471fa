package dev.skep.compiler.pass;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.Extension;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves a pointer along where a loop reaches the elements of a map value by its counter: {@code p = value + (i << 4)} becomes a pointer that
 * starts at the value and goes 16 bytes on in each round. The counter starts at 0 and moves by a constant, so that the verifier, which goes
 * round with it, knows each place as a constant.
 */
public final class StepPointers implements FunctionPass {
    /** More loops than that stay as they are. */
    private static final int MOST_LOOPS = 16;

    /** The verifier takes no pointer that may lie farther away than twice that. */
    private static final long FARTHEST = 1L << 28;

    @Override
    public String name() {
        return "step-pointers";
    }

    @Override
    public Function run(Function function) {
        var current = function;
        var tries = new PressureTries();
        for (var i = 0; i < MOST_LOOPS; i++) {
            var next = stepped(current, tries);
            if (next == null) return current;
            current = next;
        }
        return current;
    }

    private static @Nullable Function stepped(Function function, PressureTries tries) {
        var flow = ControlFlow.of(function);
        if (!NaturalLoop.hasLoops(flow)) return null;
        var dominance = Dominance.of(function);
        for (var loop : NaturalLoop.of(flow, dominance)) {
            if (tries.areOver()) return null;
            if (loop.entries().size() != 1 || loop.backs().size() != 1) continue;
            var changed = new Run(function, flow, dominance, loop).stepped();
            if (changed != null && tries.fits(changed, loop.head().label())) return changed;
        }
        return null;
    }

    /** The sum of a pointer and {@code counter * scale + offset}. */
    private record Place(Op.Binary sum, long scale, long offset) {}

    /** What a number is of a counter. */
    private record Multiple(long scale, long offset) {
        Multiple times(long factor) {
            return new Multiple(scale * factor, offset * factor);
        }
    }

    /** One loop. */
    private static final class Run {
        private final Function function;
        private final NaturalLoop loop;
        private final Known known;
        private final NullFacts nulls;
        private final Ranges ranges;

        Run(Function function, ControlFlow flow, Dominance dominance, NaturalLoop loop) {
            this.function = function;
            this.loop = loop;
            known = new Known(function);
            nulls = new NullFacts(flow, dominance, known);
            ranges = new Ranges(function, flow, dominance, known, Ranges.Trust.ARITHMETIC);
        }

        @Nullable
        Function stepped() {
            var defined = loop.defined();
            for (var i = 0; i < loop.head().parameters().size(); i++) {
                var counter = loop.head().parameters().get(i);
                var step = step(counter, i);
                if (step <= 0) continue;
                List<Place> places = new ArrayList<>();
                for (var block : loop.blocks().values())
                    for (var op : block.ops())
                        if (op instanceof Op.Binary sum && isThere(sum.left(), defined) && isElement(sum))
                            place(sum, counter, places);
                if (!places.isEmpty()) return moved(places, step);
            }
            return null;
        }

        /** Returns whether a value is the same in each round: made before the loop, or of nothing. */
        private boolean isThere(Value value, Set<Value> defined) {
            return !defined.contains(value) || known.definition(value, Op.Leaf.class) != null;
        }

        /** Returns how far a counter that starts at 0 moves in each round; 0 where it is none. */
        private long step(Value counter, int index) {
            if (!Ranges.isNumber(counter)
                    || !known.isConstant(
                            loop.entries().get(0).target().arguments().get(index), 0)) return 0;
            var next = known.definition(loop.backs().get(0).target().arguments().get(index), Op.Binary.class);
            if (next == null || next.operation() != BinaryOp.ADD || !next.left().equals(counter)) return 0;
            return known.constant(next.right()).orElse(0);
        }

        private boolean isElement(Op.Binary sum) {
            return sum.operation() == BinaryOp.ADD
                    && sum.left().type() instanceof ValueType.Pointer pointer
                    && pointer.kind() == MemoryKind.MAP_VALUE
                    && (known.neverNull(sum.left())
                            || nulls.isNotNull(
                                    sum.left(), loop.entries().get(0).from().label()));
        }

        /** Takes those of one pointer and one scale. */
        private void place(Op.Binary sum, Value counter, List<Place> places) {
            var multiple = multiple(sum.right(), counter);
            if (multiple == null || multiple.scale() < 2) return;
            var farthest = ranges.at(counter, loop.head().label());
            if (!farthest.isBelow(FARTHEST / multiple.scale()) || multiple.offset() >= FARTHEST) return;
            var first = places.isEmpty() ? null : places.get(0);
            var isAlike = first == null || (first.sum().left().equals(sum.left()) && first.scale() == multiple.scale());
            if (isAlike) places.add(new Place(sum, multiple.scale(), multiple.offset()));
        }

        /** Returns what a number, all of whose parts are small and not negative, is of the counter. */
        private @Nullable Multiple multiple(Value value, Value counter) {
            if (value.equals(counter)) return new Multiple(1, 0);
            var extend = known.definition(value, Op.Extend.class);
            if (extend != null)
                return extend.from() == Integer.SIZE && extend.extension() != Extension.SIGN
                        ? multiple(extend.value(), counter)
                        : null;
            var op = known.definition(value, Op.Binary.class);
            if (op == null || op.left().type() instanceof ValueType.Pointer) return null;
            var number = known.constant(op.right()).orElse(-1);
            var left = number < 0 || number >= FARTHEST ? null : multiple(op.left(), counter);
            if (left == null) return null;
            return switch (op.operation()) {
                case SHL -> number < Integer.SIZE - 4 ? left.times(1L << number) : null;
                case MUL -> left.times(number);
                case ADD -> new Multiple(left.scale(), left.offset() + number);
                default -> null;
            };
        }

        private Function moved(List<Place> places, long step) {
            var fresh = Fresh.of(function);
            var first = places.get(0);
            var pointer = fresh.value(first.sum().left().type());
            Map<Op, Place> sums = new HashMap<>();
            for (var place : places) sums.put(place.sum(), place);
            List<Block> blocks = new ArrayList<>();
            for (var block : function.blocks()) {
                List<Op> ops = new ArrayList<>();
                for (var op : block.ops()) {
                    var place = sums.get(op);
                    if (place == null) ops.add(op);
                    else add(place.sum().result(), pointer, place.offset(), first.sum(), fresh, ops);
                }
                blocks.add(led(block, ops, pointer, first, step * first.scale(), fresh));
            }
            return function.withBlocks(blocks);
        }

        /** Hands the pointer on where the block leads into the loop or round it, and takes it where it is the head. */
        private Block led(Block block, List<Op> ops, Value pointer, Place first, long by, Fresh fresh) {
            var entry = loop.entries().get(0);
            var back = loop.backs().get(0);
            var led = block;
            if (isFrom(block, entry))
                led = leading(led, entry, start(first.sum().left(), fresh, ops));
            if (isFrom(block, back)) {
                var next = fresh.value(pointer.type());
                add(next, pointer, by, first.sum(), fresh, ops);
                led = leading(led, back, next);
            }
            led = led.withOps(ops);
            return block.label().equals(loop.head().label()) ? taking(led, pointer) : led;
        }

        /** Where the pointer starts; what is made of nothing is made again, for the other may be in the loop. */
        private Value start(Value base, Fresh fresh, List<Op> ops) {
            var leaf = known.definition(base, Op.Leaf.class);
            if (leaf == null) return base;
            var again = leaf.withResult(fresh.value(base.type()));
            ops.add(again);
            return again.result();
        }

        private static void add(Value result, Value pointer, long by, Op.Binary like, Fresh fresh, List<Op> ops) {
            var distance = new Op.Constant(fresh.value(ValueType.I64), by, like.location());
            ops.add(distance);
            ops.add(new Op.Binary(result, BinaryOp.ADD, pointer, distance.result(), like.location()));
        }

        private static boolean isFrom(Block block, ControlFlow.Edge edge) {
            return block.label().equals(edge.from().label());
        }

        private static Block leading(Block block, ControlFlow.Edge edge, Value argument) {
            List<Target> targets = new ArrayList<>(block.terminator().targets());
            List<Value> arguments = new ArrayList<>(targets.get(edge.index()).arguments());
            arguments.add(argument);
            targets.set(edge.index(), new Target(targets.get(edge.index()).label(), arguments));
            return block.withTerminator(block.terminator().withTargets(targets));
        }

        private static Block taking(Block block, Value parameter) {
            List<Value> parameters = new ArrayList<>(block.parameters());
            parameters.add(parameter);
            return new Block(block.label(), parameters, block.ops(), block.terminator());
        }
    }
}

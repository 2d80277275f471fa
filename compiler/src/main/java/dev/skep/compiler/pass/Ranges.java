package dev.skep.compiler.pass;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import dev.skep.ir.graph.NumberedMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which numbers each value of a function may be, found along the edges that may be taken: conditional constant propagation over ranges.
 * It starts from nothing and widens until nothing changes; a parameter that keeps growing may be anything, and is looked at once more in
 * the end, when comparisons bound it.
 */
final class Ranges {
    /** So often a parameter grows before it may be anything. */
    private static final int PATIENCE = 6;

    /** So often it grows by itself before it may be anything up to the next number that is compared with. */
    private static final int STEPS = 2;

    /** How much is taken for known. */
    enum Trust {
        /** What the verifier finds by itself from ops, so that it knows it whatever comparisons go. */
        VERIFIER,
        /** That, and what comparisons of the value itself say. */
        COMPARED,
        /** All that is true. */
        ARITHMETIC
    }

    private final ControlFlow flow;
    private final Trust trust;
    private final Known known;
    private final Deciding deciding;
    private final int patience;
    private final Dominance dominance;
    private final Falling falling;
    private final Relations relations;
    private final RangeFacts facts;
    private final RangeOfOp ofOp;
    private final NumberedMap<Value, Set<BlockLabel>> readers = new NumberedMap<>();
    private final NumberedMap<Value, Range> ranges = new NumberedMap<>();
    private final NumberedMap<Value, Integer> growth = new NumberedMap<>();
    private final Set<Long> taken = new HashSet<>();
    private final NumberedMap<BlockLabel, List<ControlFlow.Edge>> outgoing = new NumberedMap<>();
    private final BitSet waiting = new BitSet();
    private final Set<BlockLabel> reached = new HashSet<>();
    private boolean isAscending = true;
    private int first;

    /**
     * What is known of a function from outside: what its parameters may be, and what the functions that it calls return.
     *
     * @param patience so often a parameter of a block grows before it may be anything
     */
    record Outside(Map<Value, Range> parameters, Map<String, Range> results, int patience) {
        static final Outside UNKNOWN = new Outside(Map.of(), Map.of(), PATIENCE);
    }

    /** What of all that is known may decide about a comparison; one that is not decided stays, and its edges are taken. */
    @FunctionalInterface
    interface Deciding {
        /** All of it. */
        Deciding ALL = Ranges::at;

        /** Returns what a value may be where a block compares it. */
        Range at(Ranges ranges, Value value, BlockLabel block);
    }

    Ranges(Function function, ControlFlow flow, Dominance dominance, Known known, Trust trust) {
        this(function, flow, dominance, known, trust, Deciding.ALL, Outside.UNKNOWN);
    }

    Ranges(
            Function function,
            ControlFlow flow,
            Dominance dominance,
            Known known,
            Trust trust,
            Deciding deciding,
            Outside outside) {
        this.flow = flow;
        this.dominance = dominance;
        this.trust = trust;
        this.known = known;
        this.deciding = deciding;
        patience = outside.patience();
        facts = new RangeFacts(flow, dominance, known);
        ofOp = new RangeOfOp(this, trust, outside.results());
        for (var parameter : function.parameters())
            if (isNumber(parameter.value()))
                ranges.put(
                        parameter.value(),
                        outside.parameters()
                                .getOrDefault(
                                        parameter.value(),
                                        Range.all(parameter.value().type().bits())));
        for (var block : flow.reversePostorder()) collect(block);
        var isAlone = outside.equals(Outside.UNKNOWN);
        falling = isAlone ? Falling.NOTHING : Falling.in(flow, dominance, known);
        relations = isAlone ? Relations.NOTHING : Relations.in(flow, known);
        reach(function.entry().label());
        run();
        isAscending = false;
        for (var block : flow.reversePostorder()) if (reached.contains(block.label())) visit(block);
    }

    static boolean isNumber(Value value) {
        return !(value.type() instanceof ValueType.Pointer);
    }

    /** Returns what a value may be where a block reads it. */
    Range at(Value value, BlockLabel block) {
        return trust == Trust.VERIFIER ? anywhere(value) : falling.at(value, related(value, block), this::related);
    }

    /** Returns the range of a sum, given those of what is added. */
    Range sum(Op.Binary sum, Range left, Range right) {
        var range = Range.binary(BinaryOp.ADD, left, right);
        return falling.sum(sum.left(), left, right, this::related)
                .map(range::intersection)
                .orElse(range);
    }

    private Range related(Value value, BlockLabel block) {
        return relations.at(value, block, compared(value, block), dominance, other -> compared(other, block));
    }

    private Range compared(Value value, BlockLabel block) {
        return facts.at(value, block, anywhere(value));
    }

    private Range anywhere(Value value) {
        var found = ranges.get(value);
        return found == null ? Range.all(value.type().bits()) : found;
    }

    /** Returns whether control may come to a block. */
    boolean reaches(BlockLabel block) {
        return reached.contains(block);
    }

    private void collect(Block block) {
        for (var op : block.ops()) for (var operand : op.operands()) read(operand, block);
        block.terminator().map(value -> {
            read(value, block);
            return value;
        });
        for (var edge : flow.incoming(block.label()))
            outgoing.computeIfAbsent(edge.from().label(), ArrayList::new).add(edge);
    }

    private void read(Value value, Block block) {
        readers.computeIfAbsent(value, () -> new HashSet<>(2)).add(block.label());
    }

    private void reach(BlockLabel block) {
        reached.add(block);
        wait(block);
    }

    private void wait(BlockLabel block) {
        if (!reached.contains(block)) return;
        var place = flow.place(block);
        waiting.set(place);
        first = Math.min(first, place);
    }

    private void run() {
        for (var next = waiting.nextSetBit(0); next >= 0; next = waiting.nextSetBit(first)) {
            waiting.clear(next);
            first = next;
            visit(flow.reversePostorder().get(next));
        }
    }

    private void visit(Block block) {
        for (var i = 0; i < block.parameters().size(); i++) {
            var parameter = block.parameters().get(i);
            if (isNumber(parameter)) received(parameter, i, block);
        }
        for (var op : block.ops())
            if (op instanceof Op.Producing producing && isNumber(producing.result()))
                set(producing.result(), ofOp.range(producing, block.label()), block);
        if (!isAscending) return;
        for (var edge : outgoing.getOrDefault(block.label(), List.of()))
            if (mayTake(block.terminator(), edge, block.label()) && taken.add(key(edge)))
                reach(edge.target().label());
    }

    private long key(ControlFlow.Edge edge) {
        return (long) flow.place(edge.from().label()) << Integer.SIZE | edge.index();
    }

    private void received(Value parameter, int index, Block block) {
        Range all = null;
        for (var edge : flow.incoming(block.label())) {
            if (!taken.contains(key(edge))) continue;
            var given = edge.target().arguments().get(index);
            var argument = at(given, edge.from().label());
            if (trust != Trust.VERIFIER) argument = RangeFacts.along(edge, given, argument, known);
            all = all == null ? argument : all.union(argument);
        }
        if (all != null) set(parameter, all, block);
    }

    private void set(Value value, Range range, Block block) {
        var before = ranges.get(value);
        if (!isAscending) {
            ranges.put(value, before == null ? range : range.intersection(before));
            return;
        }
        var grown = before == null ? range : before.union(range);
        if (grown.equals(before)) return;
        if (before != null) {
            int times = growth.getOrDefault(value, 0) + 1;
            growth.put(value, times);
            if (times > patience) grown = Range.all(grown.width());
            else if (times > STEPS && grown.high() != before.high()) grown = facts.upToLimit(grown);
        }
        ranges.put(value, grown);
        for (var reader : readers.getOrDefault(value, Set.of())) {
            if (!reader.equals(block.label())) wait(reader);
            passOn(reader);
        }
        for (var bounded : relations.boundedBy(value)) {
            readAgain(bounded);
            falling.beginningAt(bounded).forEach(this::readAgain);
        }
        falling.beginningAt(value).forEach(this::readAgain);
    }

    private void readAgain(Value value) {
        for (var reader : readers.getOrDefault(value, Set.of())) {
            wait(reader);
            passOn(reader);
        }
    }

    /** What a block hands on is read by those that it leads to. */
    private void passOn(BlockLabel block) {
        for (var edge : outgoing.getOrDefault(block, List.of()))
            if (taken.contains(key(edge)) && !edge.target().arguments().isEmpty())
                wait(edge.target().label());
    }

    private boolean mayTake(Terminator end, ControlFlow.Edge edge, BlockLabel block) {
        if (end instanceof Terminator.Branch branch && isNumber(branch.left()) && isNumber(branch.right())) {
            var answer = Answers.of(
                    branch.condition(),
                    deciding.at(this, branch.left(), block),
                    deciding.at(this, branch.right(), block));
            return answer.isEmpty() || answer.get() == (edge.index() == 0);
        }
        if (end instanceof Terminator.Switch dispatch
                && edge.index() < dispatch.cases().size())
            return Answers.mayBe(
                    deciding.at(this, dispatch.selector(), block),
                    dispatch.cases().get(edge.index()).value());
        return true;
    }
}

package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves one pointer over a packet instead of keeping two. Behind {@code end = p + 14}, what reads {@code p + 12} reads {@code end - 2}, and
 * {@code p + 18} is {@code end + 4}: when nothing else reads {@code p} from there on, the addition may happen in the register of {@code p}.
 * Only constants are moved about, so to the verifier all of it stays one pointer at different offsets. Where the pointer turned out to lie
 * behind the end, nothing may read it.
 */
public final class AdvanceCursors implements FunctionPass {
    /** A pointer that is read in so much code behind the addition lives on anyway. */
    private static final int MOST_BLOCKS = 256;

    @Override
    public String name() {
        return "advance-cursors";
    }

    @Override
    public Function run(Function function) {
        return function.blocks().stream().anyMatch(Run::movesPacket) ? new Run(function).advanced() : function;
    }

    /** Where an op stands, and what stands there by now. */
    private static final class Place {
        private final BlockLabel block;
        private final int index;
        private final List<Op> ops = new ArrayList<>(1);

        Place(BlockLabel block, int index, Op op) {
            this.block = block;
            this.index = index;
            ops.add(op);
        }

        Op op() {
            return ops.get(ops.size() - 1);
        }

        boolean isSame(Place other) {
            return block.equals(other.block) && index == other.index;
        }
    }

    /** One function. */
    private static final class Run {
        private final Function function;
        private final Known known;
        private final Fresh fresh;
        private final ControlFlow flow;
        private final Dominance dominance;
        private final Spots spots;
        private final Map<BlockLabel, List<Place>> places = new HashMap<>();
        private final Map<Value, List<Place>> reads = new HashMap<>();
        private final Map<Value, BlockLabel> owners = new HashMap<>();
        private final Map<Value, Set<BlockLabel>> ends = new HashMap<>();
        private final Map<Spots.Spot, List<Target>> beyond = new HashMap<>();
        private boolean changed;

        Run(Function function) {
            this.function = function;
            known = new Known(function);
            fresh = Fresh.of(function);
            flow = ControlFlow.of(function);
            dominance = Dominance.of(function);
            spots = Spots.of(function);
            for (var block : flow.reversePostorder()) collect(block);
        }

        private static boolean movesPacket(Block block) {
            for (var op : block.ops()) if (op instanceof Op.Binary sum && isPacket(sum.left())) return true;
            return false;
        }

        private void collect(Block block) {
            List<Place> all = new ArrayList<>(block.ops().size());
            for (var parameter : block.parameters()) owners.put(parameter, block.label());
            for (var op : block.ops()) {
                var place = new Place(block.label(), all.size(), op);
                all.add(place);
                for (var value : new HashSet<>(op.operands()))
                    if (isPacket(value))
                        reads.computeIfAbsent(value, v -> new ArrayList<>()).add(place);
                if (op instanceof Op.Producing producing) owners.put(producing.result(), block.label());
            }
            places.put(block.label(), all);
            block.terminator().map(value -> {
                if (isPacket(value))
                    ends.computeIfAbsent(value, v -> new HashSet<>()).add(block.label());
                return value;
            });
            if (!(block.terminator() instanceof Terminator.Branch branch)) return;
            if (isPacket(branch.left())) compared(branch.left(), branch.condition(), branch);
            if (isPacket(branch.right()))
                compared(branch.right(), branch.condition().swap(), branch);
        }

        private void compared(Value pointer, Condition condition, Terminator.Branch branch) {
            var fitsThen = condition == Condition.LE || condition == Condition.LT;
            beyond.computeIfAbsent(spots.of(pointer, 0, 1), s -> new ArrayList<>())
                    .add(fitsThen ? branch.otherwise() : branch.then());
        }

        private static boolean isPacket(Value value) {
            return value.type() instanceof ValueType.Pointer pointer && pointer.kind() == MemoryKind.PACKET;
        }

        Function advanced() {
            for (var block : flow.reversePostorder()) for (var place : places(block.label())) advance(place);
            if (!changed) return function;
            return function.withBlocks(function.blocks().stream()
                    .map(block -> block.withOps(places(block.label()).stream()
                            .flatMap(place -> place.ops.stream())
                            .toList()))
                    .toList());
        }

        private List<Place> places(BlockLabel label) {
            return places.getOrDefault(label, List.of());
        }

        private void advance(Place place) {
            if (!(place.op() instanceof Op.Binary sum) || sum.operation() != BinaryOp.ADD || !isPacket(sum.left()))
                return;
            var distance = known.constant(sum.right());
            if (distance.isEmpty() || distance.getAsLong() != (short) distance.getAsLong()) return;
            if (!isHeld(sum.result())) return;
            List<Place> behind = new ArrayList<>();
            Set<BlockLabel> elsewhere = new HashSet<>();
            for (var read : reads.getOrDefault(sum.left(), List.of())) {
                if (read.isSame(place)) continue;
                if (isBehind(place, read)) behind.add(read);
                else elsewhere.add(read.block);
            }
            for (var end : ends.getOrDefault(sum.left(), Set.of())) {
                if (dominance.dominates(place.block, end)) return;
                elsewhere.add(end);
            }
            var by = (int) distance.getAsLong();
            if (behind.isEmpty() || !behind.stream().allMatch(read -> canMove(read.op(), sum.left(), by))) return;
            if (isReadAgain(place.block, sum.left(), elsewhere)) return;
            if (isReadBeyondEnd(place, behind)) return;
            for (var read : behind) move(read, sum.result(), by);
            changed = true;
        }

        /** Returns whether the pointer has to be in a register, being more than an address of loads and stores. */
        private boolean isHeld(Value pointer) {
            return ends.containsKey(pointer)
                    || reads.getOrDefault(pointer, List.of()).stream().anyMatch(read -> !isAccess(read.op()));
        }

        private static boolean isAccess(Op op) {
            return op instanceof Op.Load || op instanceof Op.Store;
        }

        private boolean isBehind(Place sum, Place read) {
            if (read.block.equals(sum.block)) return read.index > sum.index;
            return dominance.dominates(sum.block, read.block);
        }

        private boolean canMove(Op op, Value from, int by) {
            if (op instanceof Op.Load load) return isOffset((long) load.offset() - by);
            if (op instanceof Op.Store store)
                return !store.value().equals(from) && isOffset((long) store.offset() - by);
            return op instanceof Op.Binary sum
                    && sum.operation() == BinaryOp.ADD
                    && sum.left().equals(from)
                    && known.constant(sum.right()).isPresent();
        }

        private static boolean isOffset(long offset) {
            return offset == (short) offset;
        }

        /** Returns whether control can come from behind the block to one that reads the value, without passing its definition. */
        private boolean isReadAgain(BlockLabel start, Value value, Set<BlockLabel> readers) {
            var owner = owners.get(value);
            if (start.equals(owner)) readers.remove(start);
            else readers.add(start);
            return reaches(flow.block(start).terminator().targets(), readers, owner);
        }

        /**
         * Returns whether what is to read the moved pointer may do so where a comparison found that it lies behind the end. From 5.11 on the
         * verifier remembers that of the register, refuses what it reads in front of itself, and takes what is computed from it for behind the
         * end as well: it would settle the next comparison so. Pointers to the same place are one register.
         */
        private boolean isReadBeyondEnd(Place sum, List<Place> readers) {
            var spot = spots.of(((Op.Producing) sum.op()).result(), 0, 1);
            var edges = beyond.get(spot);
            return edges != null && reaches(edges, blocks(readers), sum.block);
        }

        /** Returns where pointers are read, and those that are computed from them. */
        private Set<BlockLabel> blocks(List<Place> readers) {
            Set<BlockLabel> blocks = new HashSet<>();
            Deque<Place> work = new ArrayDeque<>(readers);
            while (!work.isEmpty()) {
                var read = work.pop();
                blocks.add(read.block);
                if (!(read.op() instanceof Op.Binary moved)) continue;
                blocks.addAll(ends.getOrDefault(moved.result(), Set.of()));
                work.addAll(reads.getOrDefault(moved.result(), List.of()));
            }
            return blocks;
        }

        /** Returns whether control can come by one of the edges to a reader, without passing the owner. */
        private boolean reaches(List<Target> edges, Set<BlockLabel> readers, @Nullable BlockLabel owner) {
            Set<BlockLabel> seen = new HashSet<>();
            Deque<Target> work = new ArrayDeque<>(edges);
            while (!work.isEmpty()) {
                var label = work.pop().label();
                if (label.equals(owner) || !seen.add(label)) continue;
                if (readers.contains(label) || seen.size() > MOST_BLOCKS) return true;
                flow.block(label).terminator().targets().forEach(work::push);
            }
            return false;
        }

        private void move(Place read, Value to, int by) {
            var op = read.op();
            read.ops.remove(op);
            reads.computeIfAbsent(to, v -> new ArrayList<>()).add(read);
            if (op instanceof Op.Load load)
                read.ops.add(new Op.Load(
                        load.result(), load.width(), load.extension(), to, load.offset() - by, load.location()));
            if (op instanceof Op.Store store)
                read.ops.add(new Op.Store(store.width(), to, store.offset() - by, store.value(), store.location()));
            if (op instanceof Op.Binary sum) {
                var rest = known.constant(sum.right()).orElseThrow() - by;
                var distance = new Op.Constant(fresh.value(ValueType.I64), rest, sum.location());
                known.define(distance);
                read.ops.add(distance);
                read.ops.add(new Op.Binary(sum.result(), BinaryOp.ADD, to, distance.result(), sum.location()));
            }
        }
    }
}

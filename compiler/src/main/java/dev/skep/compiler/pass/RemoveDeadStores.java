package dev.skep.compiler.pass;

import dev.skep.compiler.pass.Spots.Root;
import dev.skep.compiler.pass.Spots.Spot;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Drops writes to the frame that nobody reads: what is written again before, and what the function leaves behind when it returns. Clearing
 * a struct of which most is filled in afterwards clears the rest only.
 */
public final class RemoveDeadStores implements FunctionPass {
    /** A block remembers so many writes at a time. */
    private static final int MOST = 64;

    @Override
    public String name() {
        return "remove-dead-stores";
    }

    @Override
    public Function run(Function function) {
        if (function.slots().isEmpty()) return function;
        var blocks = new ArrayList<>(ControlFlow.of(function).reversePostorder());
        var run = new Run(function);
        Collections.reverse(blocks);
        Map<BlockLabel, Block> without = new HashMap<>();
        for (var block : blocks) without.put(block.label(), run.without(block));
        return function.withBlocks(function.blocks().stream()
                .map(block -> without.getOrDefault(block.label(), block))
                .toList());
    }

    /** One function. */
    private static final class Run {
        private final Spots spots;
        private final Alignments alignments;
        private final List<Spot> frame;
        private final Map<BlockLabel, List<Spot>> unreadBehind = new HashMap<>();

        Run(Function function) {
            spots = Spots.of(function);
            alignments = Alignments.of(function);
            frame = function.slots().stream()
                    .map(slot -> new Spot(Spots.root(slot), 0, slot.size()))
                    .toList();
        }

        Block without(Block block) {
            var back = new Backward(unreadAfter(block));
            List<Op> kept = new ArrayList<>(block.ops().size());
            for (var i = block.ops().size() - 1; i >= 0; i--)
                back.take(block.ops().get(i), kept);
            unreadBehind.put(block.label(), back.unread);
            if (kept.equals(block.ops())) return block;
            Collections.reverse(kept);
            return block.withOps(kept);
        }

        /** Returns the bytes that nobody reads before they are written again, whichever way is taken; of a way back nothing is known. */
        private List<Spot> unreadAfter(Block block) {
            var targets = block.terminator().targets();
            if (targets.isEmpty()) return frame;
            List<Spot> unread = unreadBehind.getOrDefault(targets.get(0).label(), List.of());
            for (var target : targets.subList(1, targets.size()))
                unread = common(unread, unreadBehind.getOrDefault(target.label(), List.of()));
            return unread;
        }

        private static List<Spot> common(List<Spot> one, List<Spot> other) {
            List<Spot> common = new ArrayList<>();
            for (var spot : one) {
                for (var another : other) {
                    var from = Math.max(spot.offset(), another.offset());
                    var to = Math.min(spot.end(), another.end());
                    if (spot.root().equals(another.root()) && from < to && common.size() < MOST)
                        common.add(new Spot(spot.root(), from, (int) (to - from)));
                }
            }
            return common;
        }

        /** One block from its end: which bytes are written before anybody reads them. */
        private final class Backward {
            private final List<Spot> unread;

            Backward(List<Spot> unread) {
                this.unread = new ArrayList<>(unread);
            }

            void take(Op op, List<Op> kept) {
                if (op instanceof Op.Store store) {
                    var spot = spots.of(
                            store.address(), store.offset(), store.width().bytes());
                    if (isUnread(spot)) return;
                    written(spot);
                }
                if (op instanceof Op.Zero zero) {
                    var needed = needed(zero);
                    if (needed.size() == 0) return;
                    kept.add(needed);
                    written(spots.of(zero.address(), zero.offset(), zero.size()));
                    return;
                }
                if (op instanceof Op.Copy copy) {
                    var spot = spots.of(copy.to(), copy.toOffset(), copy.size());
                    if (isUnread(spot)) return;
                    written(spot);
                }
                reads(op);
                kept.add(op);
            }

            private boolean isUnread(Spot spot) {
                return unread.stream().anyMatch(later -> later.covers(spot));
            }

            private void written(Spot spot) {
                if (!Spots.isSlot(spot.root())) return;
                unread.add(spot);
                if (unread.size() > MOST) unread.remove(0);
            }

            /** Returns the part of it that is not written again, unless the rest takes more stores than the whole. */
            private Op.Zero needed(Op.Zero zero) {
                var spot = spots.of(zero.address(), zero.offset(), zero.size());
                var from = spot.offset();
                var to = spot.end();
                for (var moved = true; moved && from < to; ) {
                    moved = false;
                    for (var later : unread) {
                        if (!later.root().equals(spot.root())) continue;
                        if (later.offset() <= from && from < later.end()) {
                            from = Math.min(to, later.end());
                            moved = true;
                        } else if (later.offset() < to && to <= later.end()) {
                            to = later.offset();
                            moved = true;
                        }
                    }
                }
                var rest = new Op.Zero(
                        zero.address(),
                        zero.offset() + (int) (from - spot.offset()),
                        (int) Math.max(0, to - from),
                        zero.location());
                return ExpandMemory.stores(rest, alignments) <= ExpandMemory.stores(zero, alignments) ? rest : zero;
            }

            private void reads(Op op) {
                var use = MemoryUse.of(op);
                for (var bytes : use.reads()) read(spots.of(bytes));
                use.call().ifPresent(this::called);
            }

            private void read(Spot spot) {
                for (var later : List.copyOf(unread)) {
                    if (!later.mayOverlap(spot)) continue;
                    unread.remove(later);
                    if (!later.root().equals(spot.root())) continue;
                    rest(later, later.offset(), spot.offset());
                    rest(later, spot.end(), later.end());
                }
            }

            private void rest(Spot later, long from, long to) {
                if (from < to) unread.add(new Spot(later.root(), from, (int) (to - from)));
            }

            private void called(Op.Call call) {
                List<Root> handed = call.arguments().stream()
                        .filter(argument -> argument.type() instanceof ValueType.Pointer)
                        .map(argument -> spots.of(argument, 0, 1).root())
                        .toList();
                unread.removeIf(
                        later -> spots.isShared(later.root()) || handed.stream().anyMatch(later.root()::mayOverlap));
            }
        }
    }
}

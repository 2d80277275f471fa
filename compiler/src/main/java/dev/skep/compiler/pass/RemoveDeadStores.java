package dev.skep.compiler.pass;

import dev.skep.compiler.pass.Spots.Root;
import dev.skep.compiler.pass.Spots.Spot;
import dev.skep.ir.Block;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
        var run = new Run(function);
        return function.withBlocks(function.blocks().stream().map(run::without).toList());
    }

    /** One function. */
    private static final class Run {
        private final Spots spots;
        private final Alignments alignments;
        private final List<Spot> frame;

        Run(Function function) {
            spots = new Spots(function);
            alignments = new Alignments(function);
            frame = function.slots().stream()
                    .map(slot -> new Spot(Spots.root(slot), 0, slot.size()))
                    .toList();
        }

        Block without(Block block) {
            var back = new Backward(block.terminator().targets().isEmpty() ? frame : List.of());
            List<Op> kept = new ArrayList<>(block.ops().size());
            for (var i = block.ops().size() - 1; i >= 0; i--)
                back.take(block.ops().get(i), kept);
            if (kept.equals(block.ops())) return block;
            Collections.reverse(kept);
            return block.withOps(kept);
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
                if (op instanceof Op.Load load)
                    read(spots.of(load.address(), load.offset(), load.width().bytes()));
                if (op instanceof Op.Copy copy) read(spots.of(copy.from(), copy.fromOffset(), copy.size()));
                if (op instanceof Op.AtomicUpdate atomic)
                    read(spots.of(
                            atomic.address(), atomic.offset(), atomic.width().bytes()));
                if (op instanceof Op.AtomicFetch atomic)
                    read(spots.of(
                            atomic.address(), atomic.offset(), atomic.width().bytes()));
                if (op instanceof Op.CompareExchange atomic)
                    read(spots.of(
                            atomic.address(), atomic.offset(), atomic.width().bytes()));
                if (op instanceof Op.Call call) called(call);
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

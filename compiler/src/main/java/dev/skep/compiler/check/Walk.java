package dev.skep.compiler.check;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A walk along the paths of a function, with what is known on each. At a comparison with null it goes both ways, as the verifier does, unless
 * the answer is known; so it is for the branches that follow.
 */
final class Walk {
    /** Of so many comparisons with null in one block both answers are followed. */
    private static final int MOST_FORKS = 3;

    /** Of what is known besides, so much is kept in mind, the latest. */
    private static final int MOST_OTHERS = 8;

    private final Scene scene;
    private final Purpose purpose;
    private final Map<BlockLabel, Paths> paths = new HashMap<>();
    private final Paths starts = new Paths();
    private final Deque<Arrival> work = new ArrayDeque<>();

    /** A path that has come somewhere: the ops that are ahead in this block, and what is known. */
    record Arrival(Block block, List<Op> ops, Map<Value, Known> known) {}

    /** What a walk is for. */
    interface Purpose {
        /** Returns whether a path is worth being followed. */
        boolean isOf(Map<Value, Known> known);

        /** Called where a pointer that is followed is touched; the path ends there. */
        void touched(Op op);

        /** Called where null comes from an op, with the path behind it. */
        void made(Value origin, Arrival behind);
    }

    Walk(Scene scene, Purpose purpose) {
        this.scene = scene;
        this.purpose = purpose;
    }

    /** Adds a path from one and the same place. */
    void start(Arrival arrival) {
        starts.add(arrival.known).ifPresent(known -> work.add(new Arrival(arrival.block, arrival.ops, known)));
    }

    /** Walks until there is nothing new. */
    void run() {
        while (!work.isEmpty()) {
            var arrival = work.poll();
            new Step(arrival.known).pass(arrival.block, arrival.ops, MOST_FORKS);
        }
    }

    /** One pass through one block, on one path. */
    private final class Step {
        private final Map<Value, Known> known;
        private final Evaluate evaluate = new Evaluate(scene.pointers(), this::of);

        Step(Map<Value, Known> before) {
            known = new LinkedHashMap<>(before);
        }

        private Known of(Value value) {
            var root = scene.pointers().root(value);
            var here = known.get(root);
            return here == null ? scene.everywhere(root) : here;
        }

        void pass(Block block, List<Op> ops, int forks) {
            for (var i = 0; i < ops.size(); i++) {
                var op = ops.get(i);
                if (touchesFollowed(op)) {
                    purpose.touched(op);
                    return;
                }
                if (!(op instanceof Op.Producing made)) continue;
                var asked = asked(op);
                if (asked.isPresent() && forks > 0) {
                    for (var isNull : List.of(true, false))
                        with(asked.get(), isNull).pass(block, ops.subList(i, ops.size()), forks - 1);
                    return;
                }
                if (Evaluate.concerns(op)) learn(known, made.result(), result(op));
                if (scene.isOrigin(op))
                    purpose.made(made.result(), new Arrival(block, ops.subList(i + 1, ops.size()), known));
            }
            leave(block);
        }

        private boolean touchesFollowed(Op op) {
            for (var value : Scene.touched(op)) if (of(value).isFollowed()) return true;
            return false;
        }

        private Known result(Op op) {
            var result = evaluate.result(op);
            for (var operand : op.operands()) if (of(operand).own()) return result.asOwn();
            return result;
        }

        /** Returns the pointer that an op compares with null, when the answer is open. */
        private Optional<Value> asked(Op op) {
            if (!(op instanceof Op.Compare compare)) return Optional.empty();
            return scene.pointers()
                    .asksForNull(compare.condition(), compare.left(), compare.right())
                    .filter(root -> !of(root).isNull() && !of(root).equals(Known.NON_NULL))
                    .filter(this::isTold);
        }

        /** Returns whether the verifier knows, once it has compared a pointer with null, what it is from there on. */
        private boolean isTold(Value root) {
            return of(root).isFollowed() || Origins.isMarked(root);
        }

        private Step with(Value root, boolean isNull) {
            var step = new Step(known);
            if (!isNull) step.known.put(root, Known.NON_NULL);
            else step.known.put(root, of(root).isFollowed() ? Known.NULL : Known.of(0));
            return step;
        }

        private void leave(Block block) {
            var end = block.terminator();
            var way = evaluate.way(end);
            var asked = scene.pointers().asksForNull(end).filter(test -> isTold(test.root()));
            for (var i = 0; i < end.targets().size(); i++) {
                if (way.isPresent() && way.get() != i) continue;
                var onward = this;
                if (asked.isPresent() && way.isEmpty())
                    onward = with(asked.get().root(), asked.get().nullWay() == i);
                onward.arrive(end.targets().get(i));
            }
        }

        /** What is not wanted any more is forgotten, so that paths which differ in nothing else are one. */
        private void arrive(Target target) {
            Map<Value, Known> after = new LinkedHashMap<>();
            known.forEach((value, k) -> {
                if (scene.isNeeded(value, target.label())) after.put(value, k);
            });
            var block = scene.block(target.label());
            for (var i = 0; i < block.parameters().size(); i++)
                learn(after, block.parameters().get(i), of(target.arguments().get(i)));
            if (!purpose.isOf(after)) return;
            forgetOldest(after);
            paths.computeIfAbsent(block.label(), l -> new Paths())
                    .add(after)
                    .ifPresent(kept -> work.add(new Arrival(block, scene.ops(block), kept)));
        }

        private static void forgetOldest(Map<Value, Known> known) {
            var excess = known.values().stream().filter(k -> !k.own()).count() - MOST_OTHERS;
            for (var all = known.values().iterator(); excess > 0; ) {
                if (all.next().own()) continue;
                all.remove();
                excess--;
            }
        }

        private void learn(Map<Value, Known> into, Value value, Known news) {
            var telling = news.isFollowed() || news.isNumber() || news.equals(Known.NON_NULL);
            if (telling && !news.isSame(scene.everywhere(value))) into.put(value, news);
        }
    }
}

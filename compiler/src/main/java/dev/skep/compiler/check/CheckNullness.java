package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds pointers that may be null where their memory is touched. Each pointer that may be null is followed from where it comes from, along
 * the paths on which it is still needed, up to the branch that says it is not; where a path leaves it to a block parameter, that is followed
 * in turn. So every path counts, and what each of them has compared is safe.
 */
public final class CheckNullness implements FunctionCheck {
    private static final Touches TOUCHES = new Touches();

    @Override
    public List<Diagnostic> check(Function function) {
        return new Search(function).findings();
    }

    /** One function. */
    private static final class Search {
        private final Function function;
        private final Pointers pointers;
        private final Map<Value, String> maybeNull = new LinkedHashMap<>();
        private final Deque<Value> work = new ArrayDeque<>();
        private final Map<Op, String> found = new HashMap<>();

        Search(Function function) {
            this.function = function;
            this.pointers = new Pointers(function);
        }

        List<Diagnostic> findings() {
            Origins.of(function).forEach(this::mark);
            while (!work.isEmpty()) follow(work.poll());
            Set<Diagnostic> findings = new LinkedHashSet<>();
            for (var block : function.blocks())
                for (var op : block.ops()) if (found.containsKey(op)) findings.add(finding(op));
            return List.copyOf(findings);
        }

        private Diagnostic finding(Op op) {
            return Diagnostic.of(
                    DiagnosticCode.NULL_DEREFERENCE, op.location(), "this pointer may be null: " + found.get(op));
        }

        private void mark(Value value, String origin) {
            var root = pointers.root(value);
            if (maybeNull.putIfAbsent(root, origin) == null) work.add(root);
        }

        private void follow(Value root) {
            var needed = pointers.neededIn(root);
            Set<BlockLabel> seen = new HashSet<>();
            Deque<Block> blocks = new ArrayDeque<>(List.of(pointers.home(root)));
            while (!blocks.isEmpty()) {
                var block = blocks.pop();
                if (touched(root, block)) continue;
                for (var next : leave(root, block))
                    if (needed.contains(next) && seen.add(next)) blocks.push(pointers.block(next));
            }
        }

        /** Notes the first op of the block that touches what the pointer points to; behind it the path is lost anyway. */
        private boolean touched(Value root, Block block) {
            for (var op : pointers.uses(root, block.label())) {
                var touches = op.accept(TOUCHES).stream()
                        .anyMatch(v -> pointers.root(v).equals(root));
                if (!touches) continue;
                found.putIfAbsent(op, maybeNull.getOrDefault(root, ""));
                return true;
            }
            return false;
        }

        /** Returns where the pointer goes on as null, and marks the parameters that take it along. */
        private List<BlockLabel> leave(Value root, Block block) {
            var end = block.terminator();
            var proving = pointers.provingEdge(root, end);
            var targets = end.targets();
            List<BlockLabel> next = new ArrayList<>();
            for (var i = 0; i < targets.size(); i++) {
                if (i == proving) continue;
                var target = targets.get(i);
                next.add(target.label());
                var parameters = pointers.block(target.label()).parameters();
                for (var a = 0; a < parameters.size(); a++)
                    if (pointers.root(target.arguments().get(a)).equals(root))
                        mark(parameters.get(a), maybeNull.getOrDefault(root, ""));
            }
            return next;
        }
    }
}

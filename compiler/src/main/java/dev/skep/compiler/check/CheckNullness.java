package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds pointers that may be null where their memory is touched. Each origin of null is followed along the paths on which what came from it
 * is still needed, as if it were null: what the program computes from that, such as {@code found = p != null}, is then known, and with it
 * the ways that branches take. So a path counts unless some test on it has told null from the rest, directly or through truth values that
 * were kept, combined and passed on. How paths came to the origin is found out first, by one walk for all.
 *
 * <p>Each walk keeps a few paths apart at every block and takes the rest together, so that its work is that many times what a walk over the
 * blocks is.
 */
public final class CheckNullness implements FunctionCheck {
    @Override
    public List<Diagnostic> check(Function function) {
        var origins = Origins.of(function);
        return origins.isEmpty() ? List.of() : new Search(function, origins).findings();
    }

    /** One function. */
    private static final class Search {
        private final Function function;
        private final Scene scene;
        private final Map<Value, Walk> walks = new LinkedHashMap<>();
        private final Map<Op, String> found = new HashMap<>();

        Search(Function function, Map<Value, String> origins) {
            this.function = function;
            scene = new Scene(function, origins.keySet());
            origins.forEach((origin, text) -> walks.put(origin, new Walk(scene, new Following(text))));
        }

        List<Diagnostic> findings() {
            var entry = function.entry();
            var start = new Walk.Arrival(entry, scene.ops(entry), Map.of());
            for (var parameter : function.parameters()) follow(parameter.value(), start);
            var leading = new Walk(scene, new Leading());
            leading.start(start);
            leading.run();
            walks.values().forEach(Walk::run);
            Set<Diagnostic> findings = new LinkedHashSet<>();
            for (var block : function.blocks())
                for (var op : block.ops()) if (found.containsKey(op)) findings.add(finding(op));
            return new ArrayList<>(findings);
        }

        private Diagnostic finding(Op op) {
            return Diagnostic.of(
                    DiagnosticCode.NULL_DEREFERENCE, op.location(), "this pointer may be null: " + found.get(op));
        }

        private void follow(Value origin, Walk.Arrival from) {
            var walk = walks.get(origin);
            if (walk == null || !scene.isUsed(origin)) return;
            Map<Value, Known> known = new HashMap<>(from.known());
            known.put(scene.pointers().root(origin), Known.NULL);
            walk.start(new Walk.Arrival(from.block(), from.ops(), known));
        }

        /** Walks every path, up to where null may come from. */
        private final class Leading implements Walk.Purpose {
            @Override
            public boolean isOf(Map<Value, Known> known) {
                return true;
            }

            @Override
            public void touched(Op op) {
                throw new IllegalStateException("nothing is followed yet");
            }

            @Override
            public void made(Value origin, Walk.Arrival behind) {
                follow(origin, behind);
            }
        }

        /** Walks from one origin while what came from it is needed. */
        private final class Following implements Walk.Purpose {
            private final String origin;

            Following(String origin) {
                this.origin = origin;
            }

            @Override
            public boolean isOf(Map<Value, Known> known) {
                return known.values().stream().anyMatch(Known::isFollowed);
            }

            @Override
            public void touched(Op op) {
                found.putIfAbsent(op, origin);
            }

            @Override
            public void made(Value other, Walk.Arrival behind) {
                // has a walk of its own
            }
        }
    }
}

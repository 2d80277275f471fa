package dev.skep.compiler.check;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What does not change while the paths of one function are walked. */
final class Scene {
    private static final Touches TOUCHES = new Touches();

    private final ControlFlow flow;
    private final Pointers pointers;
    private final Uses uses;
    private final Everywhere everywhere;
    private final Set<Value> origins;
    private final Map<BlockLabel, List<Op>> ops = new HashMap<>();

    Scene(Function function, Set<Value> origins) {
        this.origins = origins;
        flow = ControlFlow.of(function);
        pointers = new Pointers(flow);
        uses = new Uses(function, flow, pointers);
        everywhere = Everywhere.of(function, flow, pointers);
        for (var block : flow.reversePostorder()) ops.put(block.label(), matter(block.ops()));
    }

    private List<Op> matter(List<Op> all) {
        List<Op> found = new ArrayList<>();
        for (var op : all) if (matters(op)) found.add(op);
        return found;
    }

    private boolean matters(Op op) {
        if (Evaluate.concerns(op) || isOrigin(op)) return true;
        for (var value : touched(op)) if (Origins.mayBeNull(value)) return true;
        return false;
    }

    Pointers pointers() {
        return pointers;
    }

    /** Returns what is known of a value on every path. */
    Known everywhere(Value root) {
        return everywhere.of(root);
    }

    Block block(BlockLabel label) {
        return flow.block(label);
    }

    /** Returns the ops of a block that make null, touch pointers, or compute what may be known. */
    List<Op> ops(Block block) {
        return ops.getOrDefault(block.label(), List.of());
    }

    /** Returns whether null comes from this op. */
    boolean isOrigin(Op op) {
        return op instanceof Op.Producing made && origins.contains(made.result());
    }

    /** Returns whether anything is done with null from here but comparing with it. */
    boolean isUsed(Value origin) {
        return uses.isUsed(pointers.root(origin));
    }

    /** Returns the values whose memory an op needs to be there. */
    static List<Value> touched(Op op) {
        return op.accept(TOUCHES);
    }

    /** Returns whether a value is still wanted when control comes to a block. */
    boolean isNeeded(Value root, BlockLabel label) {
        return uses.neededIn(root).contains(label);
    }
}

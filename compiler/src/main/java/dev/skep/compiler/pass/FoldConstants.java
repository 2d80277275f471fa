package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.graph.ControlFlow;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes what is known now: ops on constants, ops that change nothing, branches that always go one way. A branch on the outcome of a
 * comparison compares by itself, a field of foreign byte order is compared as it is stored, constants stand on the right.
 */
public final class FoldConstants implements FunctionPass {
    private final ByteOrder order;

    /** A pass for machines of this byte order. */
    public FoldConstants(ByteOrder order) {
        this.order = order;
    }

    @Override
    public String name() {
        return "fold-constants";
    }

    @Override
    public Function run(Function function) {
        return new Run(function, order).folded();
    }

    /** One function, its blocks visited so that a value is folded before it is used. */
    private static final class Run {
        private final Function function;
        private final Known known;
        private final Substitution substitution = new Substitution();
        private final FoldQuestions questions;
        private final StoredForm stored;
        private final FoldOps ops;
        private final Map<BlockLabel, Block> folded = new HashMap<>();

        Run(Function function, ByteOrder order) {
            this.function = function;
            known = new Known(function);
            questions = new FoldQuestions(known);
            var fresh = Fresh.of(function);
            stored = new StoredForm(known, fresh, order);
            var binaries = new FoldBinary(known, substitution, fresh);
            ops = new FoldOps(known, questions, binaries, stored, substitution, order);
        }

        Function folded() {
            for (var block : ControlFlow.of(function).reversePostorder()) folded.put(block.label(), folded(block));
            var blocks = function.blocks().stream()
                    .map(block -> folded.getOrDefault(block.label(), block))
                    .toList();
            return SimplifyBlocks.reached(function.withBlocks(substitution.apply(blocks)));
        }

        private Block folded(Block block) {
            List<Op> body = new ArrayList<>();
            for (var op : block.ops()) {
                for (var made : substitution.of(op).accept(ops)) {
                    known.define(made);
                    body.add(made);
                }
            }
            var ends = new FoldEnds(known, questions, stored, body);
            var end = substitution.of(block.terminator()).accept(ends);
            return block.withOps(body).withTerminator(end);
        }
    }
}

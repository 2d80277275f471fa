package dev.skep.ir.build;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.check.Typing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a function under construction. Invariant: on every edge into a sealed block, once {@link #pending} is empty, there is one
 * argument per parameter, in the parameters' order.
 */
final class SsaDraft {
    private final List<DraftBlock> blocks = new ArrayList<>();
    private final List<DraftBlock> placed = new ArrayList<>();
    private final Queue<Pending> pending = new ArrayDeque<>();
    private int values;
    private @Nullable DraftBlock current;

    /** A parameter whose arguments are still to be read at the end of each predecessor. */
    private record Pending(DraftBlock block, Variable variable) {}

    /** A block under construction. */
    static final class DraftBlock {
        final BlockLabel label;
        final List<Value> parameters = new ArrayList<>();
        final int explicitParameters;
        final List<Op> ops = new ArrayList<>();
        final List<DraftEdge> incoming = new ArrayList<>();
        final Map<Variable, Value> definitions = new HashMap<>();
        final List<Variable> open = new ArrayList<>();
        List<DraftEdge> outgoing = List.of();

        @Nullable
        Function<List<Target>, Terminator> terminator;

        boolean sealed;
        boolean placed;

        DraftBlock(BlockLabel label, List<Value> parameters) {
            this.label = label;
            this.parameters.addAll(parameters);
            this.explicitParameters = parameters.size();
        }
    }

    /** An edge under construction: arguments grow as the block it leads to gets parameters. */
    record DraftEdge(DraftBlock from, DraftBlock to, List<Value> arguments) {}

    Value newValue(ValueType type) {
        return new Value(values++, type);
    }

    BlockLabel newBlock(String hint, List<ValueType> parameterTypes) {
        var label = new BlockLabel(blocks.size(), hint);
        blocks.add(new DraftBlock(
                label, parameterTypes.stream().map(this::newValue).toList()));
        return label;
    }

    Value explicitParameter(BlockLabel label, int index) {
        var block = block(label);
        if (index >= block.explicitParameters)
            throw new IllegalArgumentException(
                    "block " + label + " has " + block.explicitParameters + " parameters, asked for number " + index);
        return block.parameters.get(index);
    }

    void position(BlockLabel label) {
        var block = block(label);
        if (current != null && current.terminator == null)
            throw new IllegalStateException(
                    "block " + current.label + " has no terminator yet, cannot go on with " + label);
        if (block.placed) throw new IllegalStateException("block " + label + " is placed already");
        block.placed = true;
        placed.add(block);
        current = block;
    }

    void seal(BlockLabel label) {
        var block = block(label);
        if (block.sealed) throw new IllegalStateException("block " + label + " is sealed already");
        block.sealed = true;
        for (var variable : block.open) pending.add(new Pending(block, variable));
        block.open.clear();
        drain();
    }

    BlockLabel current() {
        return here().label;
    }

    boolean terminated() {
        return here().terminator != null;
    }

    boolean reached(BlockLabel label) {
        return !block(label).incoming.isEmpty();
    }

    void write(Variable variable, Value value) {
        here().definitions.put(variable, value);
    }

    Value read(Variable variable) {
        var value = lookUp(variable, here());
        drain();
        return value;
    }

    void add(Op op) {
        open().ops.add(op);
    }

    void end(Function<List<Target>, Terminator> terminator, List<Value> operands, List<Target> targets) {
        var block = open();
        var edges = new ArrayList<DraftEdge>(targets.size());
        for (var target : targets) {
            var to = block(target.label());
            if (to.sealed)
                throw new IllegalStateException("block " + to.label + " is sealed, no further edge may lead to it");
            if (target.arguments().size() != to.explicitParameters)
                throw new IllegalArgumentException("edge to " + to.label + " carries "
                        + target.arguments().size() + " values for " + to.explicitParameters + " parameters");
            requireTypes(target, to);
            edges.add(new DraftEdge(block, to, new ArrayList<>(target.arguments())));
        }
        block.terminator = terminator;
        block.outgoing = edges;
        for (var edge : edges) edge.to.incoming.add(edge);
    }

    private static void requireTypes(Target target, DraftBlock to) {
        for (var i = 0; i < target.arguments().size(); i++) {
            var argument = target.arguments().get(i).type();
            var parameter = to.parameters.get(i).type();
            if (!Typing.flows(argument, parameter))
                throw new IllegalArgumentException(
                        "edge to " + to.label + " carries " + argument + " for a parameter of type " + parameter);
        }
    }

    List<Block> finish() {
        for (var block : blocks)
            if (!block.sealed) throw new IllegalStateException("block " + block.label + " is not sealed");
        return SsaFinisher.blocks(placed);
    }

    private void drain() {
        for (var next = pending.poll(); next != null; next = pending.poll())
            for (var edge : next.block.incoming) edge.arguments.add(lookUp(next.variable, edge.from));
    }

    /** Returns the value of {@code variable} at the end of {@code from}: walks up single predecessors, stops at joins with a new parameter. */
    private Value lookUp(Variable variable, DraftBlock from) {
        Set<DraftBlock> walked = new LinkedHashSet<>();
        var block = from;
        var value = block.definitions.get(variable);
        while (value == null) {
            if (!walked.add(block)) value = unreachable(variable, block);
            else if (!block.sealed) value = parameter(variable, block, block.open);
            else if (block.incoming.isEmpty()) value = unreachable(variable, block);
            else if (block.incoming.size() > 1) {
                value = parameter(variable, block, null);
            } else {
                block = block.incoming.get(0).from;
                value = block.definitions.get(variable);
            }
        }
        for (var passed : walked) passed.definitions.put(variable, value);
        return value;
    }

    private Value parameter(Variable variable, DraftBlock block, @Nullable List<Variable> open) {
        var value = newValue(variable.type());
        block.parameters.add(value);
        if (open != null) open.add(variable);
        else pending.add(new Pending(block, variable));
        return value;
    }

    /** A block that nothing leads to is dropped in the end; until then its reads need some value. */
    private Value unreachable(Variable variable, DraftBlock block) {
        if (block == placed.get(0))
            throw new IllegalStateException("variable `" + variable.name() + "` is read before it is written");
        return newValue(variable.type());
    }

    @SuppressWarnings("ReferenceEquality") // the label of a block in another function may be equal to one of this
    private DraftBlock block(BlockLabel label) {
        if (label.id() >= blocks.size() || blocks.get(label.id()).label != label)
            throw new IllegalArgumentException("block " + label + " belongs to another function");
        return blocks.get(label.id());
    }

    private DraftBlock here() {
        if (current == null) throw new IllegalStateException("no block is placed yet");
        return current;
    }

    private DraftBlock open() {
        var block = here();
        if (block.terminator != null)
            throw new IllegalStateException("block " + block.label + " has its terminator already");
        return block;
    }
}

package dev.skep.compiler.machine.allocation;

import dev.skep.asm.SourceLine;
import dev.skep.compiler.machine.model.MachineBlock;
import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.ir.BlockLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The blocks in one line: each after those that dominate it, loops contiguous with the header first. A block is known by its place in the
 * line.
 */
final class Flow {
    private final List<MachineBlock> blocks;
    private final Graph graph;
    private final Loops loops;
    private final int[] starts;

    private Flow(List<MachineBlock> blocks, Graph graph, Loops loops) {
        this.blocks = blocks;
        this.graph = graph;
        this.loops = loops;
        this.starts = new int[blocks.size() + 1];
        for (var i = 0; i < blocks.size(); i++) {
            var operations = blocks.get(i).instructions().size() + 1;
            starts[i + 1] = Math.addExact(starts[i], Points.STEP * (operations + 1));
        }
    }

    static Flow of(MachineFunction function) {
        var textual = Graph.of(function.blocks());
        var order = Loops.of(textual).lineUp();
        var blocks = new ArrayList<MachineBlock>(order.length);
        for (var index : order) blocks.add(function.blocks().get(index));
        var graph = Graph.of(blocks);
        return new Flow(List.copyOf(blocks), graph, Loops.of(graph));
    }

    int size() {
        return blocks.size();
    }

    MachineBlock block(int index) {
        return blocks.get(index);
    }

    List<MachineBlock> blocks() {
        return blocks;
    }

    int[] successors(int index) {
        return graph.successors(index);
    }

    int[] predecessors(int index) {
        return graph.predecessors(index);
    }

    /** Returns how many loops the block is in. */
    int depth(int index) {
        return loops.depth(index);
    }

    /** Returns whether a loop starts with the block. */
    boolean isHeader(int index) {
        return loops.isHeader(index);
    }

    /** Returns the last block of the loop that starts with the block. */
    int loopEnd(int header) {
        return loops.end(header);
    }

    /** Returns the first point of the block. */
    int start(int index) {
        return starts[index];
    }

    /** Returns the point after the last of the block. */
    int end(int index) {
        return starts[index + 1];
    }

    /** Returns the first point of an operation: of the instructions in order, then of the terminator. */
    int point(int index, int operation) {
        return starts[index] + Points.STEP * (operation + 1);
    }

    /** Returns the block that the point lies in. */
    int blockAt(int point) {
        var place = Arrays.binarySearch(starts, point);
        return place >= 0 ? Math.min(place, blocks.size() - 1) : -place - 2;
    }

    /** Returns the source line of the operation at the point; at the start of a block that of the first. */
    SourceLine lineAt(int point) {
        var index = blockAt(point);
        var block = blocks.get(index);
        var operation = Math.max(0, (point - starts[index]) / Points.STEP - 1);
        var instructions = block.instructions();
        return operation < instructions.size()
                ? instructions.get(operation).line()
                : block.terminator().line();
    }

    boolean isBlockStart(int point) {
        return Arrays.binarySearch(starts, point) >= 0;
    }

    /** Returns the latest point up to {@code latest} but after {@code earliest} that is in no loop {@code earliest} is outside of. */
    int outsideLoops(int earliest, int latest) {
        var best = latest;
        for (var header = loops.headerOf(blockAt(latest)); header >= 0 && starts[header] > earliest; ) {
            best = starts[header];
            header = loops.outer(header);
        }
        return best;
    }

    /** Returns the place of the block with that label. */
    int place(BlockLabel label) {
        return graph.place(label);
    }
}

package dev.skep.compiler.machine.allocation;

import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.model.Operation;
import dev.skep.compiler.machine.model.Source;
import java.util.Arrays;

/**
 * Which values are live where blocks start. Each value is followed from its uses up to its definition, which in SSA lies above all of them;
 * the work is as much as the answer is long.
 */
final class Liveness {
    private static final int NONE = -1;

    private final Flow flow;
    private final int[] definedIn;
    private final IntList[] usedIn;
    private final IntList[] liveIn;
    private final int[] reachedFor;

    private Liveness(MachineFunction function, Flow flow) {
        this.flow = flow;
        definedIn = new int[function.registers()];
        usedIn = new IntList[function.registers()];
        liveIn = new IntList[flow.size()];
        reachedFor = new int[flow.size()];
        Arrays.fill(reachedFor, NONE);
        for (var i = 0; i < usedIn.length; i++) usedIn[i] = new IntList();
        for (var i = 0; i < liveIn.length; i++) liveIn[i] = new IntList();
    }

    static Liveness of(MachineFunction function, Flow flow) {
        var liveness = new Liveness(function, flow);
        for (var block = 0; block < flow.size(); block++) liveness.scan(block);
        for (var register = 0; register < function.registers(); register++) liveness.follow(register);
        return liveness;
    }

    /** Returns the numbers of the virtual registers that are live at the start of the block, its parameters not among them. */
    IntList liveIn(int block) {
        return liveIn[block];
    }

    private void scan(int index) {
        var block = flow.block(index);
        for (var parameter : block.parameters()) definedIn[parameter.number()] = index;
        for (var instruction : block.instructions()) scan(instruction, index);
        scan(block.terminator(), index);
        for (var edge : block.terminator().edges()) for (var argument : edge.arguments()) use(argument, index);
    }

    private void scan(Operation operation, int index) {
        for (var use : operation.uses()) use(use.source(), index);
        operation.result().ifPresent(result -> definedIn[result.number()] = index);
    }

    private void use(Source source, int index) {
        Sources.register(source).ifPresent(register -> {
            var blocks = usedIn[register.number()];
            if (blocks.size() == 0 || blocks.last() != index) blocks.add(index);
        });
    }

    private void follow(int register) {
        var work = usedIn[register];
        var home = definedIn[register];
        for (var next = 0; next < work.size(); next++) {
            var block = work.get(next);
            if (block == home || reachedFor[block] == register) continue;
            reachedFor[block] = register;
            liveIn[block].add(register);
            for (var above : flow.predecessors(block)) work.add(above);
        }
    }
}

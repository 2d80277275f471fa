package dev.skep.ir.check;

import dev.skep.asm.CallInstruction;
import dev.skep.asm.Instruction;
import dev.skep.asm.InstructionText;
import dev.skep.asm.JumpOffset;
import dev.skep.asm.Register;
import dev.skep.asm.RegisterSet;
import dev.skep.ir.AssemblyBlock;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Says whether instructions that somebody wrote can stand in the middle of a function: they use r0 to r5 only, read none that nothing was put
 * into, stay among themselves, and come to their end.
 */
public final class CheckAssembly {
    private static final RegisterSet OWN =
            RegisterSet.of(Register.R0, Register.R1, Register.R2, Register.R3, Register.R4, Register.R5);
    private static final int NOT_REACHED = -1;

    private final AssemblyBlock block;
    private final int[] starts;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Something wrong.
     *
     * @param step the index of the instruction; the number of instructions where it is the end
     */
    public record Problem(int step, String message) {}

    private CheckAssembly(AssemblyBlock block) {
        this.block = block;
        this.starts = block.starts();
    }

    /**
     * Returns what is wrong, in order.
     *
     * @param arguments how many registers from r1 on hold something
     * @param hasResult whether what is in r0 at the end is used
     */
    public static List<Problem> of(AssemblyBlock block, int arguments, boolean hasResult) {
        var check = new CheckAssembly(block);
        for (var i = 0; i < block.steps().size(); i++) check.instruction(i);
        if (block.steps().isEmpty()) check.add(0, "there is no instruction");
        if (check.problems.isEmpty()) check.follow(arguments, hasResult);
        return check.problems;
    }

    private void add(int step, String message) {
        problems.add(new Problem(step, message));
    }

    private Instruction at(int step) {
        return block.steps().get(step).instruction();
    }

    private void instruction(int step) {
        var instruction = at(step);
        var text = text(instruction);
        switch (instruction.opcode().shape()) {
            case NO_OPERANDS -> add(step, "`exit` would leave the function around it: assembly falls out of its end");
            case JUMP_INDIRECT, CALL_REGISTER -> add(step, text + " leads where nobody knows");
            case CALL_FUNCTION, CALL_KERNEL -> add(step, text + " calls a function, and assembly calls helpers only");
            case WIDE_PSEUDO -> add(step, text + " is what a loader makes of a name: write the name");
            case PACKET_LOAD, PACKET_LOAD_INDIRECT ->
                add(step, text + " wants the context in r6, and assembly has r0 to r5");
            case CALL_HELPER -> helper(step, ((CallInstruction.Helper) instruction).id());
            default -> registers(step, text);
        }
        if (instruction.target().isPresent() && destination(step).isEmpty())
            add(step, text + " leads out of the assembly");
    }

    /** Returns an instruction as a message quotes it, helpers by name. */
    private static String text(Instruction instruction) {
        if (instruction instanceof CallInstruction.Helper call)
            return "`call " + Helper.of(call.id()).map(Helper::kernelName).orElse(Integer.toString(call.id())) + "`";
        return "`" + InstructionText.of(instruction) + "`";
    }

    private void helper(int step, int id) {
        if (Helper.of(id).isEmpty()) add(step, "no helper has the number " + id);
    }

    private void registers(int step, String text) {
        var used = at(step).reads().union(at(step).writes());
        for (var register : used.registers()) {
            if (OWN.contains(register)) continue;
            var frame = register == Register.R10;
            add(
                    step,
                    text + " uses " + register + ", which "
                            + (frame
                                    ? "is the frame of the function around it"
                                    : "the function around it keeps values in")
                            + (frame ? ": pass memory as an argument" : ": assembly has r0 to r5"));
            return;
        }
    }

    /** Returns the index of the instruction that a jump leads to. */
    private Optional<Integer> destination(int step) {
        if (!(at(step).target().orElse(null) instanceof JumpOffset distance)) return Optional.empty();
        var found = Arrays.binarySearch(starts, starts[step + 1] + distance.slots());
        return found < 0 ? Optional.empty() : Optional.of(found);
    }

    /** Which registers hold something, from the first instruction on. */
    private void follow(int arguments, boolean hasResult) {
        var end = block.steps().size();
        var held = new int[end + 1];
        Arrays.fill(held, NOT_REACHED);
        held[0] = ((1 << arguments) - 1) << Register.R1.number();
        List<Integer> work = new ArrayList<>(List.of(0));
        while (!work.isEmpty()) {
            var step = work.remove(work.size() - 1);
            if (step == end) continue;
            var after = after(step, held[step]);
            if (at(step).fallsThrough() && meet(held, step + 1, after)) work.add(step + 1);
            destination(step).filter(to -> meet(held, to, after)).ifPresent(work::add);
        }
        for (var step = 0; step < end; step++) {
            if (held[step] == NOT_REACHED) add(step, "nothing leads to this instruction");
            else unassigned(step, held[step]);
        }
        if (held[end] == NOT_REACHED) add(end, "no instruction comes to the end");
        else if (hasResult && (held[end] & 1) == 0)
            add(end, "r0 is the result, and not every path puts something into it");
    }

    /** A call loses r1 to r5 and leaves something in r0. */
    private int after(int step, int held) {
        var writes = at(step).writes().mask();
        if (at(step) instanceof CallInstruction) return (held & ~writes) | 1;
        return held | writes;
    }

    private static boolean meet(int[] held, int step, int registers) {
        var met = held[step] == NOT_REACHED ? registers : held[step] & registers;
        if (met == held[step]) return false;
        held[step] = met;
        return true;
    }

    private void unassigned(int step, int held) {
        var instruction = at(step);
        var reads = instruction instanceof CallInstruction.Helper call
                ? arguments(call)
                : instruction.reads().mask();
        var missing = new RegisterSet(reads & ~held).registers();
        if (!missing.isEmpty())
            add(step, text(instruction) + " reads " + missing.get(0) + ", and not every path puts something into it");
    }

    private static int arguments(CallInstruction.Helper call) {
        var parameters = Helper.of(call.id()).orElseThrow().parameters();
        var count = parameters.contains("...") ? parameters.size() - 1 : parameters.size();
        return ((1 << count) - 1) << Register.R1.number();
    }
}

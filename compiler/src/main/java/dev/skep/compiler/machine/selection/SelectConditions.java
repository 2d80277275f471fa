package dev.skep.compiler.machine.selection;

import dev.skep.asm.Condition;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.Width;
import dev.skep.compiler.machine.model.MachineEdge;
import dev.skep.compiler.machine.model.MachineInstruction.Materialize;
import dev.skep.compiler.machine.model.MachineTerminator;
import dev.skep.compiler.machine.model.MachineTerminator.IfImmediate;
import dev.skep.compiler.machine.model.MachineTerminator.IfRegister;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.Source;
import dev.skep.compiler.machine.model.VirtualRegister;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import java.util.List;

/**
 * Comparisons. Those of pointers are 64 bits wide and name null as an immediate: the verifier takes nothing else for a check. Nothing is
 * computed with either side, for a packet's end may only be compared. Where the level has no less-than, its operands or its ways are exchanged.
 */
final class SelectConditions {
    private static final Recipe.Number ONE = new Recipe.Number(1);
    private static final Recipe.Number ZERO = new Recipe.Number(0);

    private final Facts facts;
    private final Values values;
    private final Emitter out;
    private final boolean hasLess;

    SelectConditions(Facts facts, Values values, Emitter out, IsaVersion isa) {
        this.hasLess = isa.includes(IsaVersion.V2);
        this.facts = facts;
        this.values = values;
        this.out = out;
    }

    /** Returns {@code if (left condition right) goto then; else goto otherwise}. */
    MachineTerminator branch(Condition condition, Value left, Value right, MachineEdge then, MachineEdge otherwise) {
        var width = Facts.width(left);
        var number = facts.constant(right);
        if (number.isPresent())
            return branch(condition, width, values.register(left), number.getAsLong(), then, otherwise);
        var swapped = facts.constant(left);
        if (swapped.isPresent())
            return branch(condition.swap(), width, values.register(right), swapped.getAsLong(), then, otherwise);
        return branch(condition, width, values.register(left), values.register(right), then, otherwise);
    }

    private MachineTerminator branch(
            Condition condition,
            Width width,
            VirtualRegister left,
            VirtualRegister right,
            MachineEdge then,
            MachineEdge otherwise) {
        return isMissing(condition)
                ? new IfRegister(condition.swap(), width, right, left, then, otherwise, out.line())
                : new IfRegister(condition, width, left, right, then, otherwise, out.line());
    }

    private boolean isMissing(Condition condition) {
        return !hasLess && !IsaVersion.V1.includes(condition.register(Width.DW).isa());
    }

    /** Returns the same for a number, which is as wide as the comparison and sign-extended. */
    MachineTerminator branch(
            Condition condition,
            Width width,
            VirtualRegister left,
            long right,
            MachineEdge then,
            MachineEdge otherwise) {
        if (right != (int) right)
            return branch(condition, width, left, out.register(new Recipe.Number(right)), then, otherwise);
        if (!isMissing(condition))
            return new IfImmediate(condition, width, left, (int) right, then, otherwise, out.line());
        var opposite = condition.negate().orElseThrow();
        return new IfImmediate(opposite, width, left, (int) right, otherwise, then, out.line());
    }

    /** The outcome as 0 or 1: set to 1, jumped over the 0 when it holds. */
    Source materialize(Op.Compare op) {
        var one = out.newRegister();
        out.add(new Materialize(one, ONE, out.line()));
        var join = out.newLabel("compared");
        var holds = new MachineEdge(join, List.of(one));
        var fails = new MachineEdge(join, List.of(ZERO));
        out.end(branch(op.condition(), op.left(), op.right(), holds, fails));
        var result = out.newRegister();
        out.resume(join, List.of(result));
        return result;
    }
}

package dev.skep.compiler.check;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Target;
import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Global;
import dev.skep.ir.Op;
import dev.skep.ir.Unit;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.SectionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds what the oldest kernel that the object is made for does not have: program types, map types, helpers; and what the level of the
 * instruction set does not. Instructions are asked about when there are some. Loops need no question: the verifier follows those that end from 5.3 on, before the oldest target.
 */
public final class CheckTarget implements UnitCheck {
    private static final NeededKernel NEEDS = new NeededKernel();

    private final KernelVersion target;
    private final IsaVersion isa;

    /** Checks for a kernel and all later ones, and for a level of the instruction set. */
    public CheckTarget(Target target) {
        this.target = target.kernel();
        this.isa = target.isa();
    }

    @Override
    public List<Diagnostic> check(Unit unit) {
        List<Diagnostic> findings = new ArrayList<>();
        for (var map : unit.maps())
            require(map.type().since(), "a map of type " + word(map.type()), map.location(), findings);
        var weak = unit.globals().stream()
                .filter(global -> global.kind() == Global.Kind.WEAK_KFUNC)
                .map(Global::name)
                .toList();
        for (var function : unit.functions()) check(function, weak, findings);
        return findings;
    }

    private void check(Function function, List<String> weak, List<Diagnostic> findings) {
        if (function.kind() instanceof FunctionKind.Entry entry)
            SectionName.find(entry.section())
                    .ifPresent(section -> require(
                            section.kind().programType().since(),
                            "a program of `" + entry.section() + "`",
                            function.location(),
                            findings));
        for (var block : function.blocks())
            for (var op : block.ops())
                if (!(op instanceof Op.CallKfunc call && weak.contains(call.kfunc()))) check(op, findings);
    }

    private void check(Op op, List<Diagnostic> findings) {
        for (var need : op.accept(NEEDS)) require(need, op.location(), findings);
    }

    private void require(NeededKernel.Need need, SourceLine place, List<Diagnostic> findings) {
        require(need.since(), need.what(), place, findings);
        if (!isa.includes(need.isa()))
            findings.add(Diagnostic.of(
                    DiagnosticCode.HIGHER_LEVEL,
                    place,
                    need.what() + " needs level " + word(need.isa())
                            + " of the instruction set, the object is made for " + word(isa)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void require(KernelVersion since, String what, SourceLine place, List<Diagnostic> findings) {
        if (!target.atLeast(since))
            findings.add(Diagnostic.of(
                    DiagnosticCode.NEWER_KERNEL,
                    place,
                    what + " needs kernel " + since + ", the object must load on " + target));
    }
}

package dev.skep.object.internal.write;

import dev.skep.asm.Assembler;
import dev.skep.asm.AssemblyException;
import dev.skep.asm.AssemblyProblem;
import dev.skep.asm.Target;
import dev.skep.object.BpfFunction;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfProgram;
import dev.skep.object.BpfRoutine;
import dev.skep.object.ObjectProblem.Kind;
import dev.skep.object.internal.rules.Problems;
import dev.skep.object.internal.write.CodeSection.Placed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All code of an object, assembled and in its sections: {@code .text} first, then those of programs as they appear. */
final class CodePlan {
    private final Target target;
    private final Problems problems;

    private CodePlan(Target target, Problems problems) {
        this.target = target;
        this.problems = problems;
    }

    static List<CodeSection> of(BpfObject object, Target target, Problems problems) {
        Map<String, List<BpfRoutine>> routines = new LinkedHashMap<>();
        for (BpfFunction function : object.functions()) {
            routines.computeIfAbsent(CodeSection.TEXT, name -> new ArrayList<>())
                    .add(function);
        }
        for (BpfProgram program : object.programs()) {
            routines.computeIfAbsent(program.section().toString(), name -> new ArrayList<>())
                    .add(program);
        }
        var plan = new CodePlan(target, problems);
        List<CodeSection> sections = new ArrayList<>();
        routines.forEach((name, members) -> sections.add(plan.section(name, members)));
        return sections;
    }

    private CodeSection section(String name, List<BpfRoutine> routines) {
        List<Placed> placed = new ArrayList<>();
        int offset = 0;
        for (BpfRoutine routine : routines) {
            try {
                var code = Assembler.assemble(routine.code(), target);
                placed.add(new Placed(routine, code, offset));
                offset = Math.addExact(offset, code.size());
            } catch (AssemblyException e) {
                for (AssemblyProblem problem : e.problems()) {
                    problems.about(routine).add(Kind.BAD_CODE, problem.toString());
                }
            }
        }
        return new CodeSection(name, placed);
    }
}

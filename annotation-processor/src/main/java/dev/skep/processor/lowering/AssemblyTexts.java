package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.BAD_ASSEMBLY;
import static dev.skep.compiler.DiagnosticCode.HIGHER_LEVEL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.CallInstruction;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.AssemblyTextException;
import dev.skep.asm.text.CodeFragment;
import dev.skep.asm.text.SourceText;
import dev.skep.compiler.Options;
import dev.skep.ir.AssemblyBlock;
import dev.skep.ir.AssemblyBlock.Step;
import dev.skep.ir.check.CheckAssembly;
import dev.skep.kernel.Helper;
import dev.skep.processor.source.LiteralText;
import dev.skep.processor.source.Refusal;
import java.util.Locale;
import java.util.Optional;

/** Reads instructions that are written in the middle of a method; what is wrong with one is said at its line. */
final class AssemblyTexts {
    private final FunctionLowering function;
    private final ExpressionTree tree;
    private final String text;
    private final LiteralText places;

    AssemblyTexts(FunctionLowering function, ExpressionTree tree, String text) {
        this.function = function;
        this.tree = tree;
        this.text = text;
        this.places = new LiteralText(function.unit.sources(), tree, text);
    }

    /** Returns the instructions, which get so many arguments. */
    AssemblyBlock block(int arguments, boolean hasResult) {
        var fragment = fragment();
        var block = new AssemblyBlock(fragment.lines().stream()
                .map(line -> new Step(line.instruction(), places.line(line.line(), line.column())))
                .toList());
        var problems = CheckAssembly.of(block, arguments, hasResult);
        for (var problem : problems) {
            var lines = fragment.lines();
            if (problem.step() < lines.size()) {
                var line = lines.get(problem.step());
                refuse(line.line(), line.column(), problem.message());
            } else {
                function.refuse(tree, BAD_ASSEMBLY, problem.message());
            }
        }
        if (!problems.isEmpty()) throw new Refusal();
        for (var line : fragment.lines()) require(line);
        return block;
    }

    private CodeFragment fragment() {
        try {
            return CodeFragment.parse(
                    SourceText.of("assembly", text), AssemblyOptions.DEFAULT, function.unit.statics()::symbol);
        } catch (AssemblyTextException e) {
            for (var problem : e.problems()) refuse(problem.line(), problem.column(), problem.message());
            throw new Refusal();
        }
    }

    private void refuse(int line, int column, String message) {
        var place = places.place(line, column);
        function.refuse(place, BAD_ASSEMBLY, "line " + line + ", column " + column + ": " + message);
    }

    /** Refuses what the kernel, the level of the instruction set or the type of program does not have. */
    private void require(CodeFragment.Line line) {
        var opcode = line.instruction().opcode();
        var options = function.unit.options();
        var kernel = options.targetKernel();
        var isOld = opcode.since().filter(kernel::atLeast).isPresent();
        var level = Options.level(opcode);
        var helper = helper(line);
        if (isOld && options.isa().includes(level) && helper.isEmpty()) return;
        var place = places.place(line.line(), line.column());
        var name = "`" + opcode.mnemonic() + "`";
        helper.ifPresent(called -> function.helpers.require(place, called));
        opcode.since().ifPresent(since -> function.unit.require(place, since, "instruction " + name));
        if (!options.isa().includes(level))
            throw function.refuse(
                    place,
                    HIGHER_LEVEL,
                    "instruction " + name + " needs level " + word(level)
                            + " of the instruction set, the object is made for " + word(options.isa()));
    }

    private static Optional<Helper> helper(CodeFragment.Line line) {
        return line.instruction() instanceof CallInstruction.Helper call ? Helper.of(call.id()) : Optional.empty();
    }

    private static String word(IsaVersion level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}

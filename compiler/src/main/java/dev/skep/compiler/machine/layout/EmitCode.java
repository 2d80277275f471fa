package dev.skep.compiler.machine.layout;

import dev.skep.asm.Code;
import dev.skep.asm.CodeBuilder;
import dev.skep.asm.Label;
import dev.skep.asm.SourceLine;
import dev.skep.compiler.FrameLayout;
import dev.skep.compiler.Options;
import dev.skep.compiler.machine.allocation.AllocatedFunction;
import dev.skep.compiler.machine.allocation.AllocatedStep;
import dev.skep.ir.BlockLabel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays out frame and blocks of an allocated function and writes its code. */
public final class EmitCode {
    private final CodeBuilder out;
    private final EmitMoves moves;
    private final StackPlan stack;
    private final Map<BlockLabel, Label> labels = new HashMap<>();
    private @Nullable SourceLine current;

    private EmitCode(CodeBuilder out, StackPlan stack, Options options) {
        this.out = out;
        this.stack = stack;
        this.moves = new EmitMoves(out, stack, options);
    }

    /** Returns the names of the steps that may be left out. */
    public static Set<String> optional() {
        return Set.of(ChooseEarly.NAME, MergeTails.NAME, ShareExits.NAME, SlotLives.NAME);
    }

    /** The code of a function and the frame it needs. */
    public record Emitted(Code code, FrameLayout frame) {}

    /** Returns the code; throws {@link FrameTooLarge} when the function alone needs more stack than there is. */
    public static Emitted of(AllocatedFunction function, SlotLives lives, Options options) {
        var stack = LayOutStack.of(function, options.runs(SlotLives.NAME) ? lives : null);
        var blocks = LayOutBlocks.of(function, options);
        var code = Code.of(function.name(), c -> new EmitCode(c, stack, options).write(blocks));
        return new Emitted(code, stack.frame());
    }

    private void write(List<PlacedBlock> blocks) {
        for (var target : targets(blocks)) labels.put(target, out.newLabel(target.hint()));
        for (var block : blocks) write(block);
    }

    private static List<BlockLabel> targets(List<PlacedBlock> blocks) {
        Set<BlockLabel> targets = new HashSet<>();
        for (var block : blocks) {
            if (block.branch() != null) targets.add(block.branch());
            if (block.jump() != null) targets.add(block.jump());
        }
        return blocks.stream().map(PlacedBlock::label).filter(targets::contains).toList();
    }

    private void write(PlacedBlock block) {
        if (labels.containsKey(block.label())) out.bind(label(block.label()));
        for (var i = 0; i < block.steps().size(); i++) {
            at(lineFrom(block, i));
            block.steps().get(i).accept(new WriteStep());
        }
        if (block.comparison() == null && block.jump() == null && !block.leaves()) return;
        at(block.line());
        if (block.comparison() != null && block.branch() != null)
            out.with(block.comparison().jump(label(block.branch())));
        if (block.jump() != null) out.ja(label(block.jump()));
        if (block.leaves()) out.exit();
    }

    /** Moves belong to the instruction they prepare. */
    private static SourceLine lineFrom(PlacedBlock block, int first) {
        for (var i = first; i < block.steps().size(); i++) {
            var line = block.steps().get(i).accept(LineOf.INSTANCE);
            if (line.isPresent()) return line.get();
        }
        return block.line();
    }

    private void at(SourceLine line) {
        if (line.equals(current)) return;
        current = line;
        out.line(line);
    }

    private Label label(BlockLabel block) {
        var label = labels.get(block);
        if (label == null) throw new IllegalStateException("block " + block + " has no label");
        return label;
    }

    private final class WriteStep implements AllocatedStep.Visitor<CodeBuilder> {
        @Override
        public CodeBuilder move(AllocatedStep.Move step) {
            return moves.move(step.from(), step.to());
        }

        @Override
        public CodeBuilder execute(AllocatedStep.Execute step) {
            step.instruction().write(out, new AssignedOperands(step.registers(), stack));
            return out;
        }
    }

    private enum LineOf implements AllocatedStep.Visitor<Optional<SourceLine>> {
        INSTANCE;

        @Override
        public Optional<SourceLine> move(AllocatedStep.Move step) {
            return Optional.empty();
        }

        @Override
        public Optional<SourceLine> execute(AllocatedStep.Execute step) {
            return Optional.of(step.instruction().line());
        }
    }
}

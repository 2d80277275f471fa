package dev.skep.asm.internal;

import dev.skep.asm.AssemblyProblem;
import dev.skep.asm.AssemblyProblem.Kind;
import dev.skep.asm.Code;
import dev.skep.asm.CodeElement;
import dev.skep.asm.CoreMark;
import dev.skep.asm.Instruction;
import dev.skep.asm.InstructionText;
import dev.skep.asm.JumpTarget;
import dev.skep.asm.LabelTarget;
import dev.skep.asm.Opcode;
import dev.skep.asm.SourceLine;
import dev.skep.asm.SymbolReference;
import dev.skep.asm.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads code once: encodes, resolves labels, checks what can be checked without knowing distances. */
final class FlowReader implements CodeElement.Visitor {
    private final Code code;
    private final Target target;
    private final List<AssemblyProblem> problems;
    private final Set<Opcode> missing = EnumSet.noneOf(Opcode.class);
    private final List<Instruction> instructions = new ArrayList<>();
    private final Longs words = new Longs();
    private final Ints starts = new Ints();
    private final Ints jumps = new Ints();
    private final List<JumpTarget> targets = new ArrayList<>();
    private final LabelTable labels = new LabelTable();
    private final List<Flow.At<SymbolReference>> symbols = new ArrayList<>();
    private final List<Flow.At<SourceLine>> lines = new ArrayList<>();
    private final List<Flow.At<CoreMark>> marks = new ArrayList<>();

    private FlowReader(Code code, Target target, List<AssemblyProblem> problems) {
        this.code = code;
        this.target = target;
        this.problems = problems;
        Arrays.stream(Opcode.values()).filter(opcode -> !target.has(opcode)).forEach(missing::add);
    }

    /** Returns the flow of {@code code}; it is of use only when nothing was added to {@code problems}. */
    static Flow read(Code code, Target target, List<AssemblyProblem> problems) {
        var reader = new FlowReader(code, target, problems);
        code.elements().forEach(element -> element.accept(reader));
        return reader.flow();
    }

    @Override
    public void instruction(Instruction instruction) {
        int index = instructions.size();
        instructions.add(instruction);
        if (missing.contains(instruction.opcode())) {
            report(Kind.NOT_IN_TARGET, describe(index) + " is not in " + target);
        }
        starts.add(words.size());
        words.add(instruction.word());
        if (instruction.slots() > 1) {
            words.add(instruction.secondWord());
        }
        JumpTarget to = instruction.target().orElse(null);
        if (to != null) {
            jumps.add(index);
            targets.add(to);
        }
        instruction.symbol().ifPresent(symbol -> symbols.add(new Flow.At<>(index, symbol)));
    }

    @Override
    public void labelTarget(LabelTarget labelTarget) {
        if (!labels.add(labelTarget.label(), instructions.size())) {
            report(Kind.LABEL_BOUND_TWICE, "label `" + labelTarget.label() + "` is bound twice");
        }
    }

    @Override
    public void sourceLine(SourceLine line) {
        dropLineAt(instructions.size());
        if (lines.isEmpty() || !lines.get(lines.size() - 1).value().equals(line)) {
            lines.add(new Flow.At<>(instructions.size(), line));
        }
    }

    @Override
    public void coreMark(CoreMark mark) {
        int last = marks.size() - 1;
        if (last >= 0 && marks.get(last).index() == instructions.size()) {
            report(Kind.MISPLACED_CORE_MARK, "two CO-RE marks stand before instruction " + instructions.size());
        }
        marks.add(new Flow.At<>(instructions.size(), mark));
    }

    /** Drops the line that starts at an instruction, if one does and it is the last. */
    private void dropLineAt(int index) {
        int last = lines.size() - 1;
        if (last >= 0 && lines.get(last).index() == index) {
            lines.remove(last);
        }
    }

    private Flow flow() {
        starts.add(words.size());
        checkEnd();
        marks.forEach(this::checkMark);
        dropLineAt(instructions.size());
        int[] firstSlots = starts.toArray();
        return new Flow(
                instructions.toArray(new Instruction[0]),
                words.toArray(),
                firstSlots,
                jumps.toArray(),
                new Destinations(labels, firstSlots, this::reportJump).of(jumps, targets),
                symbols,
                lines,
                marks);
    }

    private void checkEnd() {
        int last = instructions.size() - 1;
        if (last < 0) {
            report(Kind.FALLS_OFF_THE_END, "the function has no instructions");
        } else if (instructions.get(last).fallsThrough()) {
            report(Kind.FALLS_OFF_THE_END, "the last instruction, " + describe(last) + ", runs off the end");
        }
    }

    private void checkMark(Flow.At<CoreMark> mark) {
        if (mark.index() == instructions.size()) {
            report(Kind.MISPLACED_CORE_MARK, "a CO-RE mark stands after the last instruction");
        } else if (!canCarryMark(instructions.get(mark.index()))) {
            report(
                    Kind.MISPLACED_CORE_MARK,
                    "a CO-RE mark stands before " + describe(mark.index()) + ", which cannot carry it");
        }
    }

    private static boolean canCarryMark(Instruction instruction) {
        return switch (instruction.opcode().shape()) {
            case ALU_IMMEDIATE, LOAD, STORE, STORE_IMMEDIATE -> true;
            case WIDE_CONSTANT -> instruction.symbol().isEmpty();
            default -> false;
        };
    }

    private void reportJump(Kind kind, int jump, String message) {
        report(kind, message.replace(Destinations.JUMP, describe(jump)));
    }

    private void report(Kind kind, String message) {
        problems.add(new AssemblyProblem(kind, code.name(), message));
    }

    private String describe(int index) {
        return "instruction " + index + " `" + InstructionText.of(instructions.get(index)) + "`";
    }
}

package dev.skep.asm.internal;

import dev.skep.asm.AssemblyProblem;
import dev.skep.asm.AssemblyProblem.Kind;
import dev.skep.asm.Code;
import dev.skep.asm.CodeElement;
import dev.skep.asm.CoreMark;
import dev.skep.asm.Instruction;
import dev.skep.asm.InstructionText;
import dev.skep.asm.JumpOffset;
import dev.skep.asm.JumpTarget;
import dev.skep.asm.Label;
import dev.skep.asm.LabelTarget;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads code once: resolves labels, checks what can be checked without knowing distances. */
final class FlowReader implements CodeElement.Visitor {
    private final Code code;
    private final Target target;
    private final List<AssemblyProblem> problems;
    private final List<Instruction> instructions = new ArrayList<>();
    private final Ints starts = new Ints();
    private final LabelTable labels = new LabelTable();
    private final List<Flow.At<SourceLine>> lines = new ArrayList<>();
    private final List<Flow.At<CoreMark>> marks = new ArrayList<>();
    private int slots;

    private FlowReader(Code code, Target target, List<AssemblyProblem> problems) {
        this.code = code;
        this.target = target;
        this.problems = problems;
    }

    /** Returns the flow of {@code code}; it is of use only when nothing was added to {@code problems}. */
    static Flow read(Code code, Target target, List<AssemblyProblem> problems) {
        var reader = new FlowReader(code, target, problems);
        code.elements().forEach(element -> element.accept(reader));
        return reader.resolve();
    }

    @Override
    public void instruction(Instruction instruction) {
        if (!target.has(instruction.opcode())) {
            report(Kind.NOT_IN_TARGET, describe(instructions.size(), instruction) + " is not in " + target);
        }
        instructions.add(instruction);
        starts.add(slots);
        slots += instruction.slots();
    }

    @Override
    public void labelTarget(LabelTarget labelTarget) {
        if (!labels.add(labelTarget.label(), instructions.size())) {
            report(Kind.LABEL_BOUND_TWICE, "label `" + labelTarget.label() + "` is bound twice");
        }
    }

    @Override
    public void sourceLine(SourceLine line) {
        int last = lines.size() - 1;
        if (last >= 0 && lines.get(last).index() == instructions.size()) {
            lines.remove(last);
        }
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

    private Flow resolve() {
        starts.add(slots);
        checkEnd();
        checkMarks();
        var jumps = new Ints();
        var destinations = new Ints();
        int[] firstSlots = starts.toArray();
        for (int i = 0; i < instructions.size(); i++) {
            JumpTarget to = instructions.get(i).target().orElse(null);
            if (to != null) {
                jumps.add(i);
                destinations.add(to.accept(new Resolution(i, firstSlots)));
            }
        }
        return new Flow(
                instructions.toArray(new Instruction[0]),
                firstSlots,
                jumps.toArray(),
                destinations.toArray(),
                lines,
                marks);
    }

    private void checkEnd() {
        int last = instructions.size() - 1;
        if (last < 0) {
            report(Kind.FALLS_OFF_THE_END, "the function has no instructions");
        } else if (instructions.get(last).fallsThrough()) {
            report(
                    Kind.FALLS_OFF_THE_END,
                    "the last instruction, " + describe(last, instructions.get(last)) + ", runs off the end");
        }
        if (!lines.isEmpty() && lines.get(lines.size() - 1).index() > last) {
            lines.remove(lines.size() - 1);
        }
    }

    private void checkMarks() {
        for (var mark : marks) {
            if (mark.index() == instructions.size()) {
                report(Kind.MISPLACED_CORE_MARK, "a CO-RE mark stands after the last instruction");
                continue;
            }
            Instruction carrier = instructions.get(mark.index());
            if (!canCarry(carrier)) {
                report(
                        Kind.MISPLACED_CORE_MARK,
                        "a CO-RE mark stands before " + describe(mark.index(), carrier) + ", which cannot carry it");
            }
        }
    }

    private static boolean canCarry(Instruction instruction) {
        return switch (instruction.opcode().shape()) {
            case ALU_IMMEDIATE, LOAD, STORE, STORE_IMMEDIATE -> true;
            case WIDE_CONSTANT -> instruction.symbol().isEmpty();
            default -> false;
        };
    }

    private void report(Kind kind, String message) {
        problems.add(new AssemblyProblem(kind, code.name(), message));
    }

    private static String describe(int index, Instruction instruction) {
        return "instruction " + index + " `" + InstructionText.of(instruction) + "`";
    }

    /** Finds the instruction that a jump goes to; 0 after reporting that there is none. */
    private final class Resolution implements JumpTarget.Visitor<Integer> {
        private final int jump;
        private final int[] firstSlots;

        Resolution(int jump, int[] firstSlots) {
            this.jump = jump;
            this.firstSlots = firstSlots;
        }

        @Override
        public Integer label(Label label) {
            int index = labels.get(label);
            if (index == LabelTable.ABSENT) {
                report(Kind.UNBOUND_LABEL, "label `" + label + "` is named by " + from() + " but never bound");
                return 0;
            }
            if (index == instructions.size()) {
                report(
                        Kind.JUMP_OUT_OF_CODE,
                        "label `" + label + "`, named by " + from() + ", stands after the last instruction");
                return 0;
            }
            return index;
        }

        @Override
        public Integer offset(JumpOffset offset) {
            long slot = (long) firstSlots[jump] + 1 + offset.slots();
            if (slot < 0 || slot >= slots) {
                report(Kind.JUMP_OUT_OF_CODE, from() + " goes to slot " + slot + " of " + slots);
                return 0;
            }
            int index = Arrays.binarySearch(firstSlots, (int) slot);
            if (index < 0) {
                report(Kind.JUMP_INTO_INSTRUCTION, from() + " goes to slot " + slot + ", the second one of an lddw");
                return 0;
            }
            return index;
        }

        private String from() {
            return describe(jump, instructions.get(jump));
        }
    }
}

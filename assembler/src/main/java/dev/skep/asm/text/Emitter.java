package dev.skep.asm.text;

import dev.skep.asm.Instruction;
import dev.skep.asm.Opcode;
import dev.skep.asm.Target;
import dev.skep.asm.text.TextProblem.Kind;
import java.util.EnumSet;
import java.util.Set;

/** Appends instructions to the section that is being written. */
final class Emitter {
    private final Scanner scanner;
    private final Draft draft;
    private final Target target;
    private final Set<Opcode> refused;

    Emitter(Scanner scanner, Draft draft, Target target) {
        this.scanner = scanner;
        this.draft = draft;
        this.target = target;
        this.refused = EnumSet.noneOf(Opcode.class);
        for (Opcode opcode : Opcode.values()) {
            if (!target.has(opcode)) {
                refused.add(opcode);
            }
        }
    }

    /** Appends the instruction whose statement starts at {@code start}. So short that it is inlined, and no record is made. */
    void emit(Instruction instruction, int start) {
        emit(instruction.opcode(), instruction.word(), instruction.secondWord(), start);
    }

    /** Appends the slots of an instruction; {@code second} only counts if it has two. */
    void emit(Opcode opcode, long word, long second, int start) {
        SectionDraft section = draft.section;
        if (!refused.isEmpty() && refused.contains(opcode)) {
            throw notInTarget(opcode, start);
        }
        if ((section.size & (Long.BYTES - 1)) != 0 || section.isNoBits) {
            throw misplaced(section, start);
        }
        if (section.isFull(Long.BYTES * 2)) {
            throw new Fault(
                    Kind.LIMIT,
                    start,
                    scanner.at,
                    "section `" + section.name + "` gets larger than " + SectionDraft.LIMIT + " bytes");
        }
        section.lines.add(section.size, scanner.line);
        draft.debug.instruction(section);
        section.slot(word);
        if (opcode.shape().slots() > 1) {
            section.slot(second);
        }
    }

    /** Appends an instruction of which a field waits for a symbol; {@code operand} is where the field is written. */
    void emit(Instruction instruction, int start, Fixups.Kind kind, Expression value, int operand) {
        emit(instruction, start);
        await(instruction.slots(), kind, value, operand);
    }

    /** Makes the instruction of so many slots that was appended last wait for a symbol. */
    void await(int slots, Fixups.Kind kind, Expression value, int operand) {
        SectionDraft section = draft.section;
        draft.fixups.add(
                kind, section.number, section.size - slots * Long.BYTES, value, scanner.line, scanner.place(operand));
    }

    /** Makes the instruction of so many slots that was appended last wait for a symbol alone. */
    void await(int slots, Fixups.Kind kind, int symbol, int operand) {
        SectionDraft section = draft.section;
        int offset = section.size - slots * Long.BYTES;
        draft.fixups.add(kind, section.number, offset, symbol, scanner.line, scanner.place(operand));
    }

    private Fault notInTarget(Opcode opcode, int start) {
        String needs = opcode.since()
                .map(kernel -> "; it needs kernel " + kernel
                        + (opcode.isa() == dev.skep.asm.IsaVersion.V1 ? "" : " and -mcpu " + opcode.isa()))
                .orElse("; no kernel has it");
        return new Fault(
                Kind.NOT_IN_TARGET,
                start,
                scanner.at,
                "`" + opcode.mnemonic() + "` is not in target " + target + needs);
    }

    private Fault misplaced(SectionDraft section, int start) {
        return new Fault(
                Kind.MISPLACED,
                start,
                scanner.at,
                section.isNoBits
                        ? "an instruction in section `" + section.name + "`, which has no contents"
                        : "an instruction at offset " + section.size + ", which is no multiple of 8");
    }
}

package dev.skep.object.text;

import dev.skep.asm.CallInstruction;
import dev.skep.asm.Code;
import dev.skep.asm.CodeBuilder;
import dev.skep.asm.Encoding;
import dev.skep.asm.Instruction;
import dev.skep.asm.JumpInstruction.Goto;
import dev.skep.asm.JumpInstruction.IfImmediate;
import dev.skep.asm.JumpInstruction.IfRegister;
import dev.skep.asm.JumpTarget;
import dev.skep.asm.Label;
import dev.skep.asm.OperandShape;
import dev.skep.asm.SourceLine;
import dev.skep.asm.SymbolReference;
import dev.skep.asm.SymbolReference.FunctionReference;
import dev.skep.asm.WideInstruction;
import dev.skep.asm.text.AssemblyFile;
import dev.skep.asm.text.AssemblyReference;
import dev.skep.asm.text.AssemblySection;
import dev.skep.asm.text.CodeLines;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a declared program or function back into code with labels and symbols. */
final class DeclaredCode {
    private final AssemblyFile file;
    private final IntFunction<@Nullable String> functionAt;
    private final BiFunction<String, Long, SymbolReference> symbols;
    private final IntFunction<SourceLine> lines;
    private final Map<Integer, AssemblyReference> references = new HashMap<>();
    private final TreeMap<Integer, Integer> linesByOffset = new TreeMap<>();
    private final CodeSlots code;

    /**
     * Code of a section.
     *
     * @param functionAt names the function that starts at a byte of the section
     * @param symbols says what a symbol and an offset refer to
     * @param lines gives the line of a number
     */
    DeclaredCode(
            AssemblyFile file,
            AssemblySection section,
            IntFunction<@Nullable String> functionAt,
            BiFunction<String, Long, SymbolReference> symbols,
            IntFunction<SourceLine> lines) {
        this.file = file;
        this.functionAt = functionAt;
        this.symbols = symbols;
        this.lines = lines;
        this.code = CodeSlots.of(section.bytes().toArray(), file.order());
        section.references().forEach(reference -> references.put(reference.offset(), reference));
        CodeLines places = section.lines();
        for (int i = 0; i < places.size(); i++) {
            linesByOffset.put(places.offset(i), places.line(i));
        }
    }

    /** Returns the code between two bytes. */
    Code between(String name, int start, int end) {
        return Code.of(name, c -> emit(c, name, start / Long.BYTES, end / Long.BYTES));
    }

    private void emit(CodeBuilder c, String name, int from, int to) {
        Map<Integer, Label> labels = new TreeMap<>();
        for (int slot = from; slot < to; slot++) {
            Encoding instruction = code.at(slot);
            if (instruction != null && isJump(instruction)) {
                int target = (int) CodeSlots.aim(slot, instruction);
                if (target < from || target >= to) {
                    throw new IllegalArgumentException(
                            "`" + name + "` jumps to where none of its instructions is, in line "
                                    + linesByOffset.get(slot * Long.BYTES));
                }
                labels.computeIfAbsent(target, unknown -> c.newLabel("L" + (unknown - from)));
            }
        }
        for (int slot = from; slot < to; ) {
            Encoding instruction = code.at(slot);
            if (instruction == null) {
                throw new IllegalArgumentException("`" + name + "` has data between its instructions");
            }
            Label label = labels.get(slot);
            if (label != null) {
                c.bind(label);
            }
            Integer line = linesByOffset.get(slot * Long.BYTES);
            if (line != null) {
                c.line(lines.apply(line));
            }
            c.with(linked(slot, instruction, labels));
            slot += instruction.slots();
        }
    }

    private static boolean isJump(Encoding instruction) {
        return switch (instruction.shape()) {
            case JUMP, JUMP_LONG, JUMP_REGISTER, JUMP_IMMEDIATE -> true;
            default -> false;
        };
    }

    private Instruction linked(int slot, Encoding instruction, Map<Integer, Label> labels) {
        AssemblyReference reference = references.get(slot * Long.BYTES);
        if (reference != null) {
            SymbolReference symbol =
                    symbols.apply(file.symbols().get(reference.symbol()).name(), reference.addend());
            return instruction.shape() == OperandShape.WIDE_CONSTANT
                    ? new WideInstruction.Symbol(instruction.dst(), symbol)
                    : symbol instanceof SymbolReference.KfuncReference kfunc
                            ? new CallInstruction.Kfunc(kfunc)
                            : new CallInstruction.Function(new FunctionReference(symbol.name()));
        }
        if (instruction.shape() == OperandShape.CALL_FUNCTION) {
            String callee = functionAt.apply((int) CodeSlots.aim(slot, instruction) * Long.BYTES);
            if (callee == null) {
                throw new IllegalArgumentException(
                        "a call leads to where no function starts, in line " + linesByOffset.get(slot * Long.BYTES));
            }
            return new CallInstruction.Function(new FunctionReference(callee));
        }
        return isJump(instruction)
                ? aimed(instruction.instruction(), labels.get((int) CodeSlots.aim(slot, instruction)))
                : instruction.instruction();
    }

    private static Instruction aimed(Instruction instruction, @Nullable JumpTarget to) {
        if (to == null) {
            throw new IllegalStateException("a jump without its label");
        }
        if (instruction instanceof Goto jump) {
            return new Goto(jump.opcode(), to);
        }
        if (instruction instanceof IfRegister jump) {
            return new IfRegister(jump.opcode(), jump.dst(), jump.src(), to);
        }
        if (instruction instanceof IfImmediate jump) {
            return new IfImmediate(jump.opcode(), jump.dst(), jump.imm(), to);
        }
        throw new IllegalStateException(instruction + " is no jump");
    }
}

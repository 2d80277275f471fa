package dev.skep.object.internal.read;

import dev.skep.asm.CallInstruction;
import dev.skep.asm.Code;
import dev.skep.asm.CodeBuilder;
import dev.skep.asm.DecodeException;
import dev.skep.asm.Decoder;
import dev.skep.asm.Instruction;
import dev.skep.asm.JumpOffset;
import dev.skep.asm.JumpTarget;
import dev.skep.asm.Label;
import dev.skep.asm.SymbolReference;
import dev.skep.asm.WideInstruction;
import dev.skep.object.ObjectFormatException;
import dev.skep.object.internal.write.CodeSection;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the code of one function: instructions with labels and symbols, and what {@code .BTF.ext} says about them. */
public final class CodeReader {
    private static final int SLOT = 8;

    private final CodeBytes section;
    private final FunctionSymbol function;
    private final Places places;
    private final CodeRemarks remarks;
    private final Map<Integer, Instruction> instructions = new TreeMap<>();
    private final Map<Integer, Label> labels = new HashMap<>();

    private CodeReader(CodeBytes section, FunctionSymbol function, Places places, CodeRemarks remarks) {
        this.section = section;
        this.function = function;
        this.places = places;
        this.remarks = remarks;
    }

    public static Code read(
            CodeBytes section, FunctionSymbol function, Places places, CodeRemarks remarks, ByteOrder order) {
        var reader = new CodeReader(section, function, places, remarks);
        var bytes = section.bytes().slice(function.offset(), function.offset() + function.size());
        try {
            int slot = 0;
            for (Instruction instruction : Decoder.decode(bytes.toArray(), order)) {
                reader.instructions.put(slot, instruction);
                slot += instruction.slots();
            }
            return Code.of(function.name(), reader::emit);
        } catch (DecodeException | IllegalArgumentException e) {
            throw new ObjectFormatException("function " + function.name() + ": " + e.getMessage(), e);
        }
    }

    private void emit(CodeBuilder code) {
        for (int slot : jumpTargets()) {
            labels.put(slot, code.newLabel("L" + slot));
        }
        instructions.forEach((slot, instruction) -> {
            int offset = function.offset() + slot * SLOT;
            Optional.ofNullable(labels.get(slot)).ifPresent(code::bind);
            remarks.line(offset).ifPresent(code::with);
            remarks.takeMark(offset).ifPresent(code::with);
            code.with(relinked(slot, offset, instruction));
        });
    }

    private Set<Integer> jumpTargets() {
        var targets = new TreeSet<Integer>();
        instructions.forEach((slot, instruction) -> {
            if (!(instruction instanceof CallInstruction)) {
                instruction.target().ifPresent(target -> targets.add(destination(slot, target)));
            }
        });
        return targets;
    }

    private Instruction relinked(int slot, int offset, Instruction instruction) {
        Optional<SymbolReference> symbol = Optional.ofNullable(
                        section.references().get(offset))
                .map(reference -> places.find(section.name(), reference));
        var linked = instruction.accept(new Relink(
                symbol,
                target -> Optional.ofNullable(labels.get(destination(slot, target)))
                        .orElseThrow(),
                target -> callee(offset, target)));
        boolean moreThanAnImmediate = instruction instanceof WideInstruction && instruction.secondWord() != 0;
        boolean lost =
                symbol.isPresent() && (moreThanAnImmediate || !linked.symbol().equals(symbol));
        if (lost) {
            throw new ObjectFormatException("function " + function.name() + " has `" + instruction + "` at byte "
                    + slot * SLOT + ", which cannot be relocated by " + symbol.get());
        }
        return linked;
    }

    /** The slot that a jump goes to, where an instruction starts. */
    private int destination(int slot, JumpTarget target) {
        long destination = slot + 1L + distance(target);
        if (destination < 0 || destination > Integer.MAX_VALUE || !instructions.containsKey((int) destination)) {
            throw new ObjectFormatException("function " + function.name() + " jumps from slot " + slot + " to slot "
                    + destination + ", where no instruction starts");
        }
        return (int) destination;
    }

    /** The function that a call without relocation means; only within {@code .text} does it mean one. */
    private String callee(int offset, JumpTarget target) {
        if (!CodeSection.isText(section.name())) {
            throw new ObjectFormatException("function " + function.name() + " of section " + section.name()
                    + " calls without a relocation at byte " + offset + ", which only code of .text can do");
        }
        return places.function(section.name(), section.index(), offset + SLOT * (distance(target) + 1L));
    }

    private static long distance(JumpTarget target) {
        if (target instanceof JumpOffset offset) {
            return offset.slots();
        }
        throw new IllegalStateException("a decoded jump has a label");
    }
}

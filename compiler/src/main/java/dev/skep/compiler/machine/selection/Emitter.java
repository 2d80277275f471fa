package dev.skep.compiler.machine.selection;

import dev.skep.asm.AluOp;
import dev.skep.asm.CoreMark;
import dev.skep.asm.Opcode;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.compiler.machine.model.MachineBlock;
import dev.skep.compiler.machine.model.MachineInstruction;
import dev.skep.compiler.machine.model.MachineInstruction.AddField;
import dev.skep.compiler.machine.model.MachineInstruction.Alu;
import dev.skep.compiler.machine.model.MachineInstruction.AluImmediate;
import dev.skep.compiler.machine.model.MachineInstruction.AluUnary;
import dev.skep.compiler.machine.model.MachineInstruction.Asked;
import dev.skep.compiler.machine.model.MachineInstruction.CastArena;
import dev.skep.compiler.machine.model.MachineInstruction.Convert;
import dev.skep.compiler.machine.model.MachineInstruction.Materialize;
import dev.skep.compiler.machine.model.MachineTerminator;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.Source;
import dev.skep.compiler.machine.model.VirtualRegister;
import dev.skep.ir.BlockLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects machine blocks, one open at a time. */
final class Emitter {
    private final List<MachineBlock> blocks = new ArrayList<>();
    private final Map<Recipe, VirtualRegister> made = new HashMap<>();
    private final ToRegister toRegister = new ToRegister();
    private BlockLabel label;
    private List<VirtualRegister> parameters = List.of();
    private List<MachineInstruction> instructions = new ArrayList<>();
    private SourceLine line;
    private final boolean computesNarrow;
    private int registers;
    private int labels;

    /**
     * Opens the entry; labels made here get numbers from {@code labels} on.
     *
     * @param computesNarrow whether there are instructions of 32 bits
     */
    Emitter(BlockLabel entry, SourceLine line, int labels, boolean computesNarrow) {
        this.computesNarrow = computesNarrow;
        this.label = entry;
        this.line = line;
        this.labels = labels;
    }

    /** Sets the source line of what follows. */
    void at(SourceLine location) {
        line = location;
    }

    SourceLine line() {
        return line;
    }

    VirtualRegister newRegister() {
        return new VirtualRegister(registers++);
    }

    BlockLabel newLabel(String hint) {
        return new BlockLabel(labels++, hint);
    }

    /** Opens the next block. */
    void begin(BlockLabel next, List<VirtualRegister> nextParameters) {
        resume(next, nextParameters);
        made.clear();
    }

    /** Opens a block that only the last one leads to. */
    void resume(BlockLabel next, List<VirtualRegister> nextParameters) {
        label = next;
        parameters = nextParameters;
        instructions = new ArrayList<>();
    }

    /** Closes the open block. */
    void end(MachineTerminator terminator) {
        blocks.add(new MachineBlock(label, parameters, instructions, terminator));
    }

    /** Returns the closed blocks in order. */
    List<MachineBlock> blocks() {
        return blocks;
    }

    /** Returns how many registers were made. */
    int registers() {
        return registers;
    }

    void add(MachineInstruction instruction) {
        instructions.add(instruction);
    }

    /** Returns a register that holds the value; a constant is made once per block. */
    VirtualRegister register(Source source) {
        return source.accept(toRegister);
    }

    /** {@code result = recipe}, whoever else has it. */
    VirtualRegister make(Recipe recipe) {
        var result = newRegister();
        add(new Materialize(result, recipe, line));
        return result;
    }

    /** {@code result = left op right}. */
    VirtualRegister alu(AluOp op, Width width, Source left, Source right) {
        var operand = register(right);
        var result = newRegister();
        add(new Alu(op.register(width), result, left, operand, line));
        return result;
    }

    /** {@code result = left op right}; the number is as wide as the operation, sign-extended. */
    VirtualRegister alu(AluOp op, Width width, Source left, long right) {
        if (right != (int) right) return alu(op, width, left, new Recipe.Number(right));
        var result = newRegister();
        add(new AluImmediate(op.immediate(width), result, left, (int) right, line));
        return result;
    }

    /** {@code result = left + offset}, where the loader corrects the offset. */
    VirtualRegister add(Source left, int offset, CoreMark mark) {
        var result = newRegister();
        add(new AddField(result, left, offset, mark, line));
        return result;
    }

    /** {@code result = number}, which the loader corrects. */
    VirtualRegister asked(long number, CoreMark mark) {
        var result = newRegister();
        add(new Asked(result, number, mark, line));
        return result;
    }

    /** {@code result = op operand}, in place. */
    VirtualRegister unary(Opcode op, Source operand) {
        var result = newRegister();
        add(new AluUnary(op, result, operand, line));
        return result;
    }

    /** {@code result = (narrow) operand}. */
    VirtualRegister convert(Opcode op, Source operand) {
        var held = register(operand);
        var result = newRegister();
        add(new Convert(op, result, held, line));
        return result;
    }

    /** {@code result = addr_space_cast(operand, 0, 1)}. */
    VirtualRegister castArena(Source operand) {
        var held = register(operand);
        var result = newRegister();
        add(new CastArena(result, held, line));
        return result;
    }

    /** {@code result = (u32) operand}. */
    VirtualRegister lower32(Source operand) {
        if (computesNarrow) return convert(Opcode.MOV32_X, operand);
        return alu(AluOp.RSH, Width.DW, alu(AluOp.LSH, Width.DW, operand, Integer.SIZE), Integer.SIZE);
    }

    /** {@code result = operand & ((1 << bits) - 1)} for less than 32 bits. */
    VirtualRegister lowest(int bits, Source operand) {
        return alu(AluOp.AND, computesNarrow ? Width.W : Width.DW, operand, (1L << bits) - 1);
    }

    private final class ToRegister implements Source.Visitor<VirtualRegister> {
        @Override
        public VirtualRegister register(VirtualRegister register) {
            return register;
        }

        @Override
        public VirtualRegister recipe(Recipe recipe) {
            return made.computeIfAbsent(recipe, Emitter.this::make);
        }
    }
}

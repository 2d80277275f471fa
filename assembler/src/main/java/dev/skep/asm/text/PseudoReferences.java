package dev.skep.asm.text;

import dev.skep.asm.Opcode;
import dev.skep.asm.Register;
import dev.skep.asm.WideInstruction;
import org.jspecify.annotations.Nullable;

/** Reads references that already have their numbers: {@code map[fd:5]}, {@code map[id:5][0]+16}, {@code subprog[+3]}. */
final class PseudoReferences {
    private final Scanner scanner;
    private final Operand operand;
    private final Emitter emitter;

    PseudoReferences(Scanner scanner, Operand operand, Emitter emitter) {
        this.scanner = scanner;
        this.operand = operand;
        this.emitter = emitter;
    }

    /** Returns the instruction for the kinds that {@code bpf.h} numbers; null if there is none. */
    static @Nullable Opcode ofKind(int kind) {
        return switch (kind) {
            case 0 -> Opcode.LDDW;
            case 1 -> Opcode.LDDW_MAP_FD;
            case 2 -> Opcode.LDDW_MAP_VALUE;
            case 3 -> Opcode.LDDW_BTF_ID;
            case 4 -> Opcode.LDDW_FUNC;
            case 5 -> Opcode.LDDW_MAP_IDX;
            case 6 -> Opcode.LDDW_MAP_IDX_VALUE;
            default -> null;
        };
    }

    /** Reads the reference whose first word, up to {@code stop}, is {@code name}; tells whether there is one. */
    boolean read(String name, int stop, Register dst, int start) {
        switch (name) {
            case "map" -> map(stop, dst, start);
            case "btf" -> {
                open(stop);
                int id = field("id");
                scanner.expect(',', "and the module");
                int module = field("fd");
                scanner.expect(']', "after the module");
                emit(Opcode.LDDW_BTF_ID, dst, id, module, start);
            }
            case "subprog" -> {
                open(stop);
                int slots = operand.number("offset of the subprogram");
                scanner.expect(']', "after the offset");
                emit(Opcode.LDDW_FUNC, dst, slots, 0, start);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void open(int stop) {
        scanner.at = stop;
        scanner.expect('[', "before the number");
    }

    /** What the kernel prints as {@code id} it takes as {@code fd}: both stand in the same field. */
    private void map(int stop, Register dst, int start) {
        open(stop);
        boolean index = scanner.isAt("idx");
        int number = index ? field("idx") : field(scanner.isAt("id") ? "id" : "fd");
        scanner.expect(']', "after the number");
        if (!scanner.accept('[')) {
            emit(index ? Opcode.LDDW_MAP_IDX : Opcode.LDDW_MAP_FD, dst, number, 0, start);
            return;
        }
        if (operand.number("index of the value") != 0) {
            throw scanner.unexpected("index 0: a map with a value that code refers to has one");
        }
        scanner.expect(']', "after the index");
        int next = operand.number("offset in the value");
        emit(index ? Opcode.LDDW_MAP_IDX_VALUE : Opcode.LDDW_MAP_VALUE, dst, number, next, start);
    }

    private int field(String name) {
        if (!scanner.accept(name)) {
            throw scanner.unexpected("`" + name + ":`");
        }
        scanner.expect(':', "after " + name);
        return operand.number(name);
    }

    private void emit(Opcode opcode, Register dst, int imm, int next, int start) {
        emitter.emit(new WideInstruction.Pseudo(opcode, dst, imm, next), start);
    }
}

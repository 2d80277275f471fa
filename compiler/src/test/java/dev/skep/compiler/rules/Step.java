package dev.skep.compiler.rules;

import static dev.skep.compiler.rules.Content.Kind.CONTEXT;
import static dev.skep.compiler.rules.Content.Kind.FRAME;
import static dev.skep.compiler.rules.Content.Kind.NOTHING;
import static dev.skep.compiler.rules.Content.Kind.PACKET;
import static dev.skep.compiler.rules.Content.Kind.PACKET_END;
import static dev.skep.compiler.rules.Content.Kind.VALUE_OR_NULL;

import dev.skep.asm.Opcode;
import dev.skep.asm.SymbolReference;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.ProgramType;
import java.util.Optional;

/** One instruction on one path. */
final class Step {
    /** First kernel that tracks spilled numbers of 32 bits. */
    private static final KernelVersion HALVES = new KernelVersion(5, 16);

    private final VerifierRules rules;
    private final Machine machine;
    private final int index;
    private final Slot slot;

    /** What comes behind an instruction beside what the machine goes on with. */
    record Outcome(boolean ends, Optional<Machine> branch) {
        static final Outcome ON = new Outcome(false, Optional.empty());
        static final Outcome END = new Outcome(true, Optional.empty());
    }

    Step(VerifierRules rules, Machine machine) {
        this.rules = rules;
        this.machine = machine;
        this.index = machine.index;
        this.slot = Slot.of(rules.program.at(index));
    }

    Outcome run() {
        machine.index++;
        var symbol = rules.program.at(index).symbol();
        if (symbol.isPresent() && !rules.program.isCall(index)) {
            machine.registers[slot.dst()] = symbol.get().accept(new Addressed(rules));
            return Outcome.ON;
        }
        return switch (slot.kind()) {
            case Slot.LDX -> load();
            case Slot.ST, Slot.STX -> slot.isAtomic() ? atomic() : store();
            case Slot.ALU32, Slot.ALU64 -> new Arithmetic(rules, machine, index, slot).run();
            case Slot.JMP, Slot.JMP32 -> jump();
            default -> {
                machine.registers[slot.dst()] = Content.number(wide());
                yield Outcome.ON;
            }
        };
    }

    private long wide() {
        return rules.program.at(index).secondWord() & 0xffff_ffff_0000_0000L | slot.immediate() & Content.WORD;
    }

    private Content read(int register) {
        var content = machine.registers[register];
        if (content.kind() == NOTHING) rules.complain("V10", index, "R" + register + " !read_ok");
        return content;
    }

    private Outcome load() {
        var base = read(slot.src());
        new Access(rules, machine, index, slot).check(base);
        machine.registers[slot.dst()] = loaded(base);
        return Outcome.ON;
    }

    private Content loaded(Content base) {
        if (base.kind() == CONTEXT) {
            if (ContextFields.isData(rules.type, slot.offset())) return Content.pointer(PACKET, "", 0);
            if (ContextFields.isDataEnd(rules.type, slot.offset())) return Content.pointer(PACKET_END, "", 0);
        }
        var spill = base.kind() == FRAME && base.low() == base.high()
                ? machine.frame.get((int) base.low() + slot.offset())
                : null;
        if (spill != null && spill.bytes() == slot.bytes()) return spill.content();
        return slot.isSigned() ? Content.ofBytes(Long.BYTES) : Content.ofBytes(slot.bytes());
    }

    private Outcome store() {
        var base = read(slot.dst());
        new Access(rules, machine, index, slot).check(base);
        if (base.kind() != FRAME) {
            if (slot.kind() == Slot.STX) read(slot.src());
            return Outcome.ON;
        }
        var value = slot.kind() == Slot.STX ? read(slot.src()) : Content.number(slot.immediate());
        var from = base.low() + slot.offset();
        // writing one half forgets the other
        machine.forget(
                Math.floorDiv(from, 8) * 8, Math.floorDiv(base.high() + slot.offset() + slot.bytes() + 7, 8) * 8);
        if (base.low() == base.high() && isTracked((int) from, value))
            machine.frame.put((int) from, new Machine.Spill(value, slot.bytes()));
        return Outcome.ON;
    }

    /** Numbers of 32 bits are tracked in the low half of a word; zeroes everywhere. */
    private boolean isTracked(int offset, Content value) {
        if (slot.bytes() == 8) return offset % 8 == 0;
        if (value.isKnown() && value.low() == 0) return true;
        return slot.bytes() == 4 && offset % 8 == 0 && value.atMost(Content.WORD) && rules.target.atLeast(HALVES);
    }

    private Outcome atomic() {
        var base = read(slot.dst());
        if (base.kind() == PACKET || base.kind() == CONTEXT)
            rules.complain("V16", index, "BPF_ATOMIC stores into R" + slot.dst() + " " + base.kind());
        new Access(rules, machine, index, slot).check(base);
        if (base.kind() == FRAME) machine.forget(base.low() + slot.offset() - 7, base.high() + slot.offset() + 8);
        rules.program
                .at(index)
                .writes()
                .registers()
                .forEach(register -> machine.registers[register.number()] = Content.ofBytes(slot.bytes()));
        return Outcome.ON;
    }

    private Outcome jump() {
        var opcode = rules.program.at(index).opcode();
        if (opcode == Opcode.EXIT) return exit();
        if (rules.program.isCall(index)) {
            new Call(rules, machine, index).run();
            return Outcome.ON;
        }
        if (!rules.program.at(index).fallsThrough()) {
            machine.index = rules.program.target(index);
            return Outcome.ON;
        }
        return new Branching(rules, machine, index, slot).run();
    }

    private Outcome exit() {
        var result = read(0);
        long most = rules.type == ProgramType.CGROUP_SKB ? 3 : rules.type == ProgramType.SK_LOOKUP ? 1 : -1;
        if (result.isNumber() && !result.atMost(most))
            rules.complain("V11", index, "At program exit the register R0 should have been in [0, " + most + "]");
        if (result.kind() == VALUE_OR_NULL) rules.complain("V6", index, "R0 leaks a pointer");
        return Outcome.END;
    }

    /** What a symbol of an instruction stands for. */
    private record Addressed(VerifierRules rules) implements SymbolReference.Visitor<Content> {
        @Override
        public Content map(SymbolReference.MapReference reference) {
            return Content.pointer(Content.Kind.MAP, reference.name(), 0);
        }

        @Override
        public Content data(SymbolReference.DataReference reference) {
            return Content.pointer(Content.Kind.VALUE, reference.name(), 0)
                    .moved(reference.offset(), reference.offset());
        }

        @Override
        public Content function(SymbolReference.FunctionReference reference) {
            return Content.pointer(Content.Kind.FUNCTION, reference.name(), 0);
        }

        @Override
        public Content kfunc(SymbolReference.KfuncReference reference) {
            return Content.ofBytes(Long.BYTES);
        }

        @Override
        public Content extern(SymbolReference.ExternReference reference) {
            return Content.ofBytes(Long.BYTES);
        }
    }
}

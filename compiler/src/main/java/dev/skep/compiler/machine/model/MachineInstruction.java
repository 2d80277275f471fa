package dev.skep.compiler.machine.model;

import dev.skep.asm.AluInstruction;
import dev.skep.asm.CallInstruction;
import dev.skep.asm.CodeBuilder;
import dev.skep.asm.CoreKind;
import dev.skep.asm.CoreMark;
import dev.skep.asm.Instruction;
import dev.skep.asm.InstructionText;
import dev.skep.asm.MemoryInstruction;
import dev.skep.asm.Opcode;
import dev.skep.asm.RegisterSet;
import dev.skep.asm.SourceLine;
import dev.skep.asm.SymbolReference.MapReference;
import dev.skep.asm.WideInstruction;
import dev.skep.ir.AssemblyBlock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One instruction before registers are assigned; or several that somebody wrote, which stay together. */
public sealed interface MachineInstruction extends Operation {
    /** The address space of the kernel. */
    int KERNEL = 0;

    /** The address space of arenas, as user space and memory have addresses of it. */
    int USER = 1;

    /** Dispatches on the one difference that matters below: whether it can be made again. */
    <R> R accept(Visitor<R> visitor);

    @Override
    default RegisterSet clobbers() {
        return RegisterSet.EMPTY;
    }

    /** What becomes instructions of the machine where it stands. */
    sealed interface Encoded extends MachineInstruction {
        /** Writes them. */
        void write(CodeBuilder out, Assignment assignment);

        @Override
        default <R> R accept(Visitor<R> visitor) {
            return visitor.encoded(this);
        }
    }

    /** What becomes one instruction of the machine. */
    sealed interface Single extends Encoded {
        /** Returns the instruction of the machine. */
        Instruction encode(Assignment assignment);

        /** Returns what the loader corrects in it. */
        default Optional<CoreMark> mark() {
            return Optional.empty();
        }

        @Override
        default void write(CodeBuilder out, Assignment assignment) {
            mark().ifPresent(out::with);
            out.with(encode(assignment));
        }
    }

    /** {@code result = recipe}: the allocator may do so again elsewhere. */
    record Materialize(VirtualRegister defined, Recipe recipe, SourceLine line) implements MachineInstruction {
        @Override
        public List<Use> uses() {
            return List.of();
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.of(defined);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.materialize(this);
        }

        @Override
        public String toString() {
            return defined + " = " + recipe;
        }
    }

    /** {@code result = left op right}. */
    record Alu(Opcode opcode, VirtualRegister defined, Source left, VirtualRegister right, SourceLine line)
            implements Single {
        @Override
        public List<Use> uses() {
            var changed = new Use(left, Place.RESULT);
            return left.equals(right) ? List.of(changed) : List.of(changed, Use.any(right));
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.of(defined);
        }

        @Override
        public Instruction encode(Assignment assignment) {
            var dst = assignment.register(defined);
            return new AluInstruction.Binary(opcode, dst, left.equals(right) ? dst : assignment.register(right));
        }

        @Override
        public String toString() {
            return defined + " = " + opcode.mnemonic() + " " + left + ", " + right;
        }
    }

    /** {@code result = left op imm}. */
    record AluImmediate(Opcode opcode, VirtualRegister defined, Source left, int imm, SourceLine line)
            implements Single {
        @Override
        public List<Use> uses() {
            return List.of(new Use(left, Place.RESULT));
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.of(defined);
        }

        @Override
        public Instruction encode(Assignment assignment) {
            return new AluInstruction.Immediate(opcode, assignment.register(defined), imm);
        }

        @Override
        public String toString() {
            return defined + " = " + opcode.mnemonic() + " " + left + ", " + imm;
        }
    }

    /** {@code result = left + offset}, where the loader corrects the offset. */
    record AddField(VirtualRegister defined, Source left, int offset, CoreMark marked, SourceLine line)
            implements Single {
        @Override
        public List<Use> uses() {
            return List.of(new Use(left, Place.RESULT));
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.of(defined);
        }

        @Override
        public Instruction encode(Assignment assignment) {
            return new AluInstruction.Immediate(Opcode.ADD_K, assignment.register(defined), offset);
        }

        @Override
        public Optional<CoreMark> mark() {
            return Optional.of(marked);
        }

        @Override
        public String toString() {
            return defined + " = add " + left + ", " + offset + " of " + marked.type() + " " + marked.access();
        }
    }

    /** {@code result = number}, which the loader corrects; with 64 bits where the answer may need them. */
    record Asked(VirtualRegister defined, long number, CoreMark marked, SourceLine line) implements Single {
        private static final Set<CoreKind> WIDE = EnumSet.of(
                CoreKind.TYPE_ID_LOCAL, CoreKind.TYPE_ID_TARGET, CoreKind.ENUMVAL_EXISTS, CoreKind.ENUMVAL_VALUE);

        @Override
        public List<Use> uses() {
            return List.of();
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.of(defined);
        }

        @Override
        public Instruction encode(Assignment assignment) {
            var dst = assignment.register(defined);
            return WIDE.contains(marked.kind())
                    ? new WideInstruction.Constant(dst, number)
                    : new AluInstruction.Immediate(Opcode.MOV_K, dst, Math.toIntExact(number));
        }

        @Override
        public Optional<CoreMark> mark() {
            return Optional.of(marked);
        }

        @Override
        public String toString() {
            return defined + " = " + number + ", " + marked.kind() + " of " + marked.type() + " " + marked.access();
        }
    }

    /** {@code result = op operand}, in place. */
    record AluUnary(Opcode opcode, VirtualRegister defined, Source operand, SourceLine line) implements Single {
        @Override
        public List<Use> uses() {
            return List.of(new Use(operand, Place.RESULT));
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.of(defined);
        }

        @Override
        public Instruction encode(Assignment assignment) {
            return new AluInstruction.Unary(opcode, assignment.register(defined));
        }

        @Override
        public String toString() {
            return defined + " = " + opcode.mnemonic() + " " + operand;
        }
    }

    /** {@code result = (narrow) operand}: a move that changes the upper bits. */
    record Convert(Opcode opcode, VirtualRegister defined, VirtualRegister operand, SourceLine line) implements Single {
        @Override
        public List<Use> uses() {
            return List.of(Use.any(operand));
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.of(defined);
        }

        @Override
        public Instruction encode(Assignment assignment) {
            return new AluInstruction.Binary(opcode, assignment.register(defined), assignment.register(operand));
        }

        @Override
        public String toString() {
            return defined + " = " + opcode.mnemonic() + " " + operand;
        }
    }

    /** {@code result = addr_space_cast(operand, 0, 1)}. */
    record CastArena(VirtualRegister defined, VirtualRegister operand, SourceLine line) implements Single {
        @Override
        public List<Use> uses() {
            return List.of(Use.any(operand));
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.of(defined);
        }

        @Override
        public Instruction encode(Assignment assignment) {
            return new AluInstruction.AddressSpaceCast(
                    assignment.register(defined), assignment.register(operand), KERNEL, USER);
        }

        @Override
        public String toString() {
            return defined + " = addr_space_cast " + operand;
        }
    }

    /** {@code result = &map}, which nobody reads: the program is one that has the map. */
    record NameMap(VirtualRegister defined, MapReference map, SourceLine line) implements Single {
        @Override
        public List<Use> uses() {
            return List.of();
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.of(defined);
        }

        @Override
        public Instruction encode(Assignment assignment) {
            return new WideInstruction.Symbol(assignment.register(defined), map);
        }

        @Override
        public String toString() {
            return defined + " = &" + map.accept(SymbolText.INSTANCE);
        }
    }

    /** {@code result = *(size *)address}. */
    record Load(Opcode opcode, VirtualRegister defined, Address address, SourceLine line) implements Single {
        @Override
        public List<Use> uses() {
            return address.uses();
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.of(defined);
        }

        @Override
        public Instruction encode(Assignment assignment) {
            return new MemoryInstruction.Load(opcode, assignment.register(defined), assignment.memory(address));
        }

        @Override
        public Optional<CoreMark> mark() {
            return Optional.ofNullable(address.mark());
        }

        @Override
        public String toString() {
            return defined + " = " + opcode.mnemonic() + " [" + address + "]";
        }
    }

    /** {@code *(size *)address = value}. */
    record Store(Opcode opcode, Address address, VirtualRegister value, SourceLine line) implements Single {
        @Override
        public List<Use> uses() {
            return and(address.uses(), Use.any(value));
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.empty();
        }

        @Override
        public Instruction encode(Assignment assignment) {
            return new MemoryInstruction.Store(opcode, assignment.memory(address), assignment.register(value));
        }

        @Override
        public Optional<CoreMark> mark() {
            return Optional.ofNullable(address.mark());
        }

        @Override
        public String toString() {
            return opcode.mnemonic() + " [" + address + "], " + value;
        }
    }

    /** {@code *(size *)address = imm}. */
    record StoreImmediate(Opcode opcode, Address address, int imm, SourceLine line) implements Single {
        @Override
        public List<Use> uses() {
            return address.uses();
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.empty();
        }

        @Override
        public Instruction encode(Assignment assignment) {
            return new MemoryInstruction.StoreImmediate(opcode, assignment.memory(address), imm);
        }

        @Override
        public Optional<CoreMark> mark() {
            return Optional.ofNullable(address.mark());
        }

        @Override
        public String toString() {
            return opcode.mnemonic() + " [" + address + "], " + imm;
        }
    }

    /** {@code lock *(size *)address op= value}, without the old value. */
    record AtomicUpdate(Opcode opcode, Address address, VirtualRegister value, SourceLine line) implements Single {
        @Override
        public List<Use> uses() {
            return and(address.uses(), Use.any(value));
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.empty();
        }

        @Override
        public Instruction encode(Assignment assignment) {
            return new MemoryInstruction.Atomic(opcode, assignment.memory(address), assignment.register(value));
        }

        @Override
        public String toString() {
            return opcode.mnemonic() + " [" + address + "], " + value;
        }
    }

    /** {@code result = fetch_op(address, value)}. */
    record AtomicFetch(Opcode opcode, VirtualRegister defined, Address address, Source value, SourceLine line)
            implements Single {
        @Override
        public List<Use> uses() {
            return and(address.uses(), new Use(value, Place.RESULT));
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.of(defined);
        }

        @Override
        public Instruction encode(Assignment assignment) {
            return new MemoryInstruction.Atomic(opcode, assignment.memory(address), assignment.register(defined));
        }

        @Override
        public String toString() {
            return defined + " = " + opcode.mnemonic() + " [" + address + "], " + value;
        }
    }

    /** {@code result = cmpxchg(address, expected, value)}. */
    record CompareExchange(
            Opcode opcode,
            VirtualRegister defined,
            Address address,
            Source expected,
            VirtualRegister value,
            SourceLine line)
            implements Single {
        @Override
        public List<Use> uses() {
            return and(address.uses(), Use.any(value), new Use(expected, Place.R0));
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.of(defined);
        }

        @Override
        public RegisterSet clobbers() {
            return opcode.shape().implicitWrites();
        }

        @Override
        public Instruction encode(Assignment assignment) {
            return new MemoryInstruction.Atomic(opcode, assignment.memory(address), assignment.register(value));
        }

        @Override
        public String toString() {
            return defined + " = " + opcode.mnemonic() + " [" + address + "], " + expected + ", " + value;
        }
    }

    /**
     * {@code result = call(arguments)}.
     *
     * @param defined null when nobody wants the result
     */
    record Call(CallInstruction callee, @Nullable VirtualRegister defined, List<Source> arguments, SourceLine line)
            implements Single {
        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Use> uses() {
            return passed(arguments);
        }

        private static List<Use> passed(List<Source> arguments) {
            var uses = new ArrayList<Use>(arguments.size());
            for (var argument : arguments) uses.add(new Use(argument, Place.argument(uses.size())));
            return uses;
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.ofNullable(defined);
        }

        @Override
        public RegisterSet clobbers() {
            return callee.writes();
        }

        @Override
        public Instruction encode(Assignment assignment) {
            return callee;
        }

        @Override
        public String toString() {
            var list = arguments.stream().map(Source::toString).collect(Collectors.joining(", ", "(", ")"));
            return result().map(r -> r + " = ").orElse("") + InstructionText.of(callee) + list;
        }
    }

    /** {@code defined = r0} after instructions that somebody wrote, with the arguments in r1 to r5. */
    record Assembly(AssemblyBlock block, @Nullable VirtualRegister defined, List<Source> arguments, SourceLine line)
            implements Encoded {
        /** Copies the list. */
        public Assembly {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Use> uses() {
            return Call.passed(arguments);
        }

        @Override
        public Optional<VirtualRegister> result() {
            return Optional.ofNullable(defined);
        }

        @Override
        public RegisterSet clobbers() {
            return Opcode.CALL.shape().implicitWrites();
        }

        /** What comes behind it is again from the line that it stands in. */
        @Override
        public void write(CodeBuilder out, Assignment assignment) {
            for (var step : block.steps()) out.line(step.location()).with(step.instruction());
            out.line(line);
        }

        @Override
        public String toString() {
            var list = arguments.stream().map(Source::toString).collect(Collectors.joining(", ", "(", ")"));
            return result().map(r -> r + " = ").orElse("") + "assembly" + list;
        }
    }

    /** Tells apart what becomes an instruction where it stands and what the allocator places. */
    interface Visitor<R> {
        /** A value that can be made anywhere. */
        R materialize(Materialize instruction);

        /** An instruction that stays where it is. */
        R encoded(Encoded instruction);
    }

    private static List<Use> and(List<Use> first, Use... rest) {
        var all = new ArrayList<>(first);
        all.addAll(List.of(rest));
        return all;
    }
}

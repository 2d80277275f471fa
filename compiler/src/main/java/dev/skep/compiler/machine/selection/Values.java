package dev.skep.compiler.machine.selection;

import dev.skep.asm.AluOp;
import dev.skep.asm.CoreKind;
import dev.skep.asm.CoreMark;
import dev.skep.asm.SymbolReference.DataReference;
import dev.skep.asm.Width;
import dev.skep.compiler.machine.model.Address;
import dev.skep.compiler.machine.model.FrameBase;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.Source;
import dev.skep.compiler.machine.model.VirtualRegister;
import dev.skep.compiler.machine.selection.Fact.Origin;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which machine value each IR value became, and the addresses formed from them. */
final class Values {
    /** Offsets from a slot below this fit a memory access wherever in the frame the slot lies. */
    private static final int FAR = Short.MAX_VALUE / 2;

    private final Map<Value, Source> sources = new HashMap<>();
    private final Set<StackSlot> slots = new LinkedHashSet<>();
    private final Facts facts;
    private final Emitter out;

    Values(Facts facts, Emitter out) {
        this.facts = facts;
        this.out = out;
    }

    void put(Value value, Source source) {
        sources.put(value, source);
    }

    /** Returns the pieces of the frame that were named so far. */
    List<StackSlot> slots() {
        return List.copyOf(slots);
    }

    /** Returns where the value is. */
    Source source(Value value) {
        var source = sources.get(value);
        if (source == null) throw new IllegalStateException("value " + value + " is used before it is defined");
        return source;
    }

    /** Returns a register that holds the value. */
    VirtualRegister register(Value value) {
        return out.register(source(value));
    }

    /** Returns {@code pointer + offset} for a memory access: by what the pointer counts from, unless it is in a register itself. */
    Address address(Value pointer, int offset) {
        var field = facts.foldedField(pointer);
        if (field.isPresent()) return field(field.get());
        var origin = facts.origin(pointer);
        var held = origin.root() instanceof Root.Held && !facts.isFolded(pointer);
        if (held && !isContext(pointer)) origin = new Origin(new Root.Held(pointer), 0);
        return origin.root().accept(new AddressOf(origin.offset() + offset));
    }

    private Address field(Op.FieldAddress op) {
        if (op.offset() != (short) op.offset()) return new Address(relocated(op), 0);
        return new Address(register(op.base()), op.offset(), mark(op));
    }

    /** Returns the address of a field, which the loader corrects: the offset alone for a struct at 0. */
    VirtualRegister relocated(Op.FieldAddress op) {
        var isNowhere = facts.constant(op.base()).orElse(1) == 0;
        return isNowhere ? out.asked(op.offset(), mark(op)) : out.add(source(op.base()), op.offset(), mark(op));
    }

    /** Returns what the loader finds out. */
    VirtualRegister asked(Op.CoreValue op) {
        var symbol = op.type() instanceof BpfType.EnumType enumeration
                ? "enum " + enumeration.name()
                : "struct " + ((BpfType.StructReference) op.type()).name();
        return out.asked(op.local(), new CoreMark(op.kind(), symbol, op.access()));
    }

    private static CoreMark mark(Op.FieldAddress op) {
        return new CoreMark(CoreKind.FIELD_BYTE_OFFSET, "struct " + op.struct(), op.access());
    }

    /** The verifier lets nobody reach into the context through a pointer that was moved. */
    private static boolean isContext(Value value) {
        return value.type() instanceof ValueType.Pointer pointer && pointer.kind() == MemoryKind.CONTEXT;
    }

    /** Returns the value of an address. */
    Source sum(Origin origin) {
        return origin.root().accept(new SumOf(origin.offset()));
    }

    private Source plus(Source base, long offset) {
        return offset == 0 ? base : out.alu(AluOp.ADD, Width.DW, base, offset);
    }

    private final class AddressOf implements Root.Visitor<Address> {
        private final long offset;

        AddressOf(long offset) {
            this.offset = offset;
        }

        @Override
        public Address held(Root.Held root) {
            return at(source(root.pointer()));
        }

        @Override
        public Address frame(Root.Frame root) {
            slots.add(root.slot());
            if (Math.abs(offset) < FAR) return new Address(new FrameBase(root.slot()), (int) offset);
            return at(new Recipe.FrameAddress(root.slot(), 0));
        }

        @Override
        public Address global(Root.OfGlobal root) {
            return at(new Recipe.SymbolAddress(new DataReference(root.global(), 0)));
        }

        private Address at(Source base) {
            if (offset == (short) offset) return new Address(out.register(base), (int) offset);
            return new Address(out.register(plus(base, offset)), 0);
        }
    }

    private final class SumOf implements Root.Visitor<Source> {
        private final long offset;

        SumOf(long offset) {
            this.offset = offset;
        }

        @Override
        public Source held(Root.Held root) {
            return plus(source(root.pointer()), offset);
        }

        @Override
        public Source frame(Root.Frame root) {
            slots.add(root.slot());
            return new Recipe.FrameAddress(root.slot(), (int) offset);
        }

        @Override
        public Source global(Root.OfGlobal root) {
            if (offset == (int) offset && offset >= 0)
                return new Recipe.SymbolAddress(new DataReference(root.global(), (int) offset));
            return plus(new Recipe.SymbolAddress(new DataReference(root.global(), 0)), offset);
        }
    }
}

package dev.skep.compiler.machine.selection;

import dev.skep.asm.Width;
import dev.skep.compiler.Options;
import dev.skep.compiler.machine.model.Address;
import dev.skep.compiler.machine.model.MachineInstruction;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.ValueType;
import dev.skep.kernel.KernelVersion;
import java.nio.ByteOrder;

/**
 * Stores. Constants become immediates, of which one takes no more than a register that holds it; one of 64 bits that has no immediate is stored
 * by halves where nothing else wants it, which is one instruction slot less than to make it. Only in the frame, for others may look at the
 * rest of memory in between.
 */
final class SelectStore {
    static final String HALVES = "store-halves";

    /** From here on the kernel rewrites stores of immediates to the context like those of registers. */
    private static final KernelVersion CONTEXT_TAKES_IMMEDIATES = new KernelVersion(6, 4);

    private final Facts facts;
    private final Values values;
    private final Emitter out;
    private final Options options;

    SelectStore(Facts facts, Values values, Emitter out, Options options) {
        this.facts = facts;
        this.values = values;
        this.out = out;
        this.options = options;
    }

    void select(Op.Store op) {
        var address = values.address(op.address(), op.offset());
        var constant = facts.constant(op.value());
        if (constant.isPresent() && takesImmediate(op, constant.getAsLong())) {
            immediate(op.width(), address, (int) constant.getAsLong());
        } else if (constant.isPresent() && isHalved(op, constant.getAsLong())) {
            halves(address, constant.getAsLong());
        } else {
            var value = values.register(op.value());
            out.add(new MachineInstruction.Store(op.width().store(), address, value, out.line()));
        }
    }

    private void immediate(Width width, Address address, int value) {
        out.add(new MachineInstruction.StoreImmediate(width.storeImmediate(), address, value, out.line()));
    }

    private boolean takesImmediate(Op.Store op, long constant) {
        if (isTo(MemoryKind.CONTEXT, op) && !options.targetKernel().atLeast(CONTEXT_TAKES_IMMEDIATES)) return false;
        return op.width() != Width.DW || constant == (int) constant;
    }

    /** Making the number takes two slots unless its upper half is zero and there are instructions that clear it. */
    private boolean isHalved(Op.Store op, long constant) {
        var isMadeInOne = options.computesNarrow() && constant >>> Integer.SIZE == 0;
        return options.runs(HALVES)
                && isTo(MemoryKind.STACK, op)
                && op.width() == Width.DW
                && !isMadeInOne
                && facts.uses(op.value()) == 1;
    }

    private void halves(Address address, long constant) {
        var high = (int) (constant >>> Integer.SIZE);
        var low = (int) constant;
        var isLittle = options.byteOrder() == ByteOrder.LITTLE_ENDIAN;
        immediate(Width.W, address, isLittle ? low : high);
        immediate(Width.W, new Address(address.base(), address.offset() + Width.W.bytes()), isLittle ? high : low);
    }

    private static boolean isTo(MemoryKind kind, Op.Store op) {
        return op.address().type() instanceof ValueType.Pointer pointer && pointer.kind() == kind;
    }
}

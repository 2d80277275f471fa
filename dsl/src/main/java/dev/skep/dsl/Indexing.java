package dev.skep.dsl;

import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;

/** Finds elements of arrays by indexes that the program computes. */
final class Indexing {
    private Indexing() {}

    /** Returns the place of an element of {@code what}, whose index must turn out to be {@code most} at most. */
    static Place element(Place array, HostInteger<?> index, int size, int most, String what) {
        array.requireReadable();
        if (array.kind() == MemoryKind.CONTEXT) {
            throw new IllegalStateException("a context is read at places that are known here, this index is not");
        }
        var body = array.body();
        index.operand().require(body);
        var ir = body.statement();
        var number = index.operand().in(body, index.type());
        var wide = number.type() == ValueType.I64 ? number : ir.extend(Extension.ZERO, 32, ValueType.I64, number);
        var address = address(ir, array, wide, size);
        body.parts()
                .mustBeWithin(new Index(body.frame().name(), address, (long) most * size, most, ir.location(), what));
        if (body.frame().isRemainder(number)) address = address(ir, array, compared(body, wide, most), size);
        return new Place(body.here(), address, array.offset(), array.access());
    }

    private static Value address(IrBuilder ir, Place array, Value index, int size) {
        var bytes = size == 1 ? index : ir.binary(BinaryOp.MUL, index, ir.constant(ValueType.I64, size));
        return ir.binary(BinaryOp.ADD, array.base(), bytes);
    }

    /** No verifier knows the bounds of a remainder, whatever is proved here: it has to see a comparison. */
    private static Value compared(Body body, Value index, int most) {
        var ir = body.ir();
        var within = ir.newBlock("within");
        var never = ir.newBlock("never");
        var end = ir.newBlock("index", ValueType.I64);
        body.branch(Condition.LE, index, ir.constant(ValueType.I64, most), within, never);
        body.begin(within);
        body.jump(end, index);
        body.begin(never);
        body.jump(end, ir.constant(ValueType.I64, 0));
        body.begin(end);
        return ir.blockParameter(end, 0);
    }
}

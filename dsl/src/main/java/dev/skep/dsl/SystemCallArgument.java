package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.dsl.context.PtRegs;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;

/** Emits reads of the arguments of system calls: the wrapper of one takes the registers of the caller as its one argument. */
final class SystemCallArgument {
    private SystemCallArgument() {}

    static U64 read(Context<PtRegs> context, int index) {
        var body = context.body();
        var offsets = body.rules().options().machine().systemCallArguments();
        if (index < 0 || index >= offsets.size())
            throw new IllegalArgumentException(
                    "argument " + index + " of a system call is not in 0 to " + (offsets.size() - 1));
        context.require(body);
        body.rules().requireHelper(Helper.PROBE_READ_KERNEL);
        var registers = context.get(PtRegs.argument(0)).operand().in(body, Types.U64);
        var ir = body.ir();
        var address = ir.binary(BinaryOp.ADD, registers, ir.constant(ValueType.I64, offsets.get(index)));
        var slot = body.scratch("argument", Width.DW);
        ir.callHelper(
                ValueType.I64,
                Helper.PROBE_READ_KERNEL,
                slot,
                ir.constant(ValueType.I64, Long.BYTES),
                ir.reinterpret(ValueType.nullable(MemoryKind.UNTRUSTED), address));
        return Types.U64.handle(body.computed(ir.load(ValueType.I64, Width.DW, Extension.ZERO, slot, 0)));
    }
}

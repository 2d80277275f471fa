package dev.skep.dsl;

import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.kernel.Helper;

/** Emits calls of helpers that are plain functions. */
final class HelperCalls {
    private HelperCalls() {}

    /** Begins a statement that calls a helper; throws when the function may not. */
    static IrBuilder begin(Body body, Helper helper) {
        body.rules().requireHelper(helper);
        return body.statement();
    }

    static U64 currentPidTgid(Body body) {
        return Types.U64.handle(body.computed(ask(body, Helper.GET_CURRENT_PID_TGID)));
    }

    static U64 currentUidGid(Body body) {
        return Types.U64.handle(body.computed(ask(body, Helper.GET_CURRENT_UID_GID)));
    }

    static U64 ktimeGetNs(Body body) {
        return Types.U64.handle(body.computed(ask(body, Helper.KTIME_GET_NS)));
    }

    static U32 smpProcessorId(Body body) {
        return Types.U32.handle(body.computed(body.ir().truncate(ask(body, Helper.GET_SMP_PROCESSOR_ID))));
    }

    static U32 prandomU32(Body body) {
        return Types.U32.handle(body.computed(body.ir().truncate(ask(body, Helper.GET_PRANDOM_U32))));
    }

    static S64 currentComm(Body body, Bytes destination) {
        Memory.of(destination).requireWritable(body);
        var ir = begin(body, Helper.GET_CURRENT_COMM);
        var size = ir.constant(ValueType.I64, destination.length());
        var result = ir.callHelper(
                ValueType.I64, Helper.GET_CURRENT_COMM, destination.place().address(), size);
        return Types.S64.handle(body.computed(result));
    }

    static S64 probeReadKernel(Body body, Bytes destination, U64 address) {
        Memory.of(destination).requireWritable(body);
        Types.U64.require(body, address);
        var ir = begin(body, Helper.PROBE_READ_KERNEL);
        var result = ir.callHelper(
                ValueType.I64,
                Helper.PROBE_READ_KERNEL,
                destination.place().address(),
                ir.constant(ValueType.I64, destination.length()),
                address.operand().in(body, Types.U64));
        return Types.S64.handle(body.computed(result));
    }

    private static Value ask(Body body, Helper helper) {
        return begin(body, helper).callHelper(ValueType.I64, helper);
    }
}

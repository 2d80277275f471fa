package dev.skep.processor.lowering;

import dev.skep.ir.ByteSwap;
import dev.skep.lang.ByteOrder;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import java.util.Map;

/** Conversions between host order and network order. */
final class ByteOrderCalls {
    private final FunctionLowering function;

    ByteOrderCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(ByteOrder.class, "htons"),  call -> swap(call, Int.USHORT));
        intrinsics.put(Calls.key(ByteOrder.class, "ntohs"),  call -> swap(call, Int.USHORT));
        intrinsics.put(Calls.key(ByteOrder.class, "htonl"),  call -> swap(call, Int.UINT));
        intrinsics.put(Calls.key(ByteOrder.class, "ntohl"),  call -> swap(call, Int.UINT));
        intrinsics.put(Calls.key(ByteOrder.class, "htonll"), call -> swap(call, Int.ULONG));
        intrinsics.put(Calls.key(ByteOrder.class, "ntohll"), call -> swap(call, Int.ULONG));
        // spotless:on
    }

    private Operand swap(Call call, Int type) {
        var value = function.converted(function.expressions.scalar(call.argument(0)), type);
        return new Scalar(function.builder.swapBytes(ByteSwap.BIG_ENDIAN, type.width(), value), type);
    }
}

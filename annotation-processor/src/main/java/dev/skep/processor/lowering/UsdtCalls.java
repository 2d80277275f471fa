package dev.skep.processor.lowering;

import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.UsdtContext;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a program at a static probe of user space asks its context for: functions of {@link UsdtLibrary}. */
final class UsdtCalls {
    /** {@code BPF_USDT_MAX_ARG_CNT}. */
    private static final int MOST = 12;

    private final FunctionLowering function;

    UsdtCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(UsdtContext.class, "arg"),      this::argument);
        intrinsics.put(Calls.key(UsdtContext.class, "argCount"), call -> ask(call, Int.INT,   "bpf_usdt_arg_cnt", List.of()));
        intrinsics.put(Calls.key(UsdtContext.class, "cookie"),   call -> ask(call, Int.ULONG, "bpf_usdt_cookie",  List.of()));
        // spotless:on
    }

    private Operand argument(Call call) {
        var index = ContextCalls.index(function, call.argument(0), "a probe", MOST);
        function.helpers.require(call.tree(), Helper.PROBE_READ_KERNEL);
        return ask(call, Int.LONG, "bpf_usdt_arg", List.of(function.builder.constant(ValueType.I64, index)));
    }

    private Operand ask(Call call, Int type, String asked, List<Value> more) {
        function.helpers.require(call.tree(), Helper.GET_ATTACH_COOKIE);
        UsdtLibrary.addTo(function.unit);
        var context = Calls.reference(function, call.receiver());
        function.at(call.tree());
        List<Value> arguments = new ArrayList<>(List.of(context.base().pointer(function.builder)));
        arguments.addAll(more);
        return new Scalar(function.builder.callFunction(type.register(), asked, arguments), type);
    }
}

package dev.skep.dsl;

import dev.skep.ir.Value;
import dev.skep.kernel.Helper;
import dev.skep.kernel.HelperParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call of a helper by its name: what it is given is checked against the kernel's table, then handed over. */
final class HelperCall {
    /** What the numbers behind a format have registers for. */
    private static final int MOST = 5;

    /** Helpers that are more than a call. */
    private static final Map<Helper, String> BY_METHOD = Map.ofEntries(
            Map.entry(Helper.TAIL_CALL, "p.tailCall(…)"),
            Map.entry(Helper.RINGBUF_RESERVE, "p.reserve(…)"),
            Map.entry(Helper.RINGBUF_SUBMIT, "submit()"),
            Map.entry(Helper.RINGBUF_DISCARD, "discard()"),
            Map.entry(Helper.SK_RELEASE, "release()"),
            Map.entry(Helper.TRACE_PRINTK, "p.printk(…)"),
            Map.entry(Helper.TRACE_VPRINTK, "p.printk(…)"),
            Map.entry(Helper.SNPRINTF, "p.snprintf(…)"),
            Map.entry(Helper.SPIN_LOCK, "p.hold(…)"),
            Map.entry(Helper.SPIN_UNLOCK, "p.hold(…)"),
            Map.entry(Helper.SEQ_PRINTF, "p.seqPrintf(…)"),
            Map.entry(Helper.THIS_CPU_PTR, "p.thisCpu(…)"),
            Map.entry(Helper.PER_CPU_PTR, "p.perCpu(…)"));

    private final Body body;
    private final Helper helper;
    private final List<HelperParameter> parameters;
    private @Nullable AnyMap map;
    private int readable = Integer.MAX_VALUE;

    private HelperCall(Body body, Helper helper) {
        this.body = body;
        this.helper = helper;
        this.parameters = HelperParameter.of(helper);
    }

    static <A> HelperResult<A> call(FunctionBuilder<A> function, Helper helper, Object... arguments) {
        var body = function.body();
        var method = BY_METHOD.get(helper);
        if (method != null) throw new IllegalArgumentException("`" + helper.kernelName() + "` is called by " + method);
        var call = new HelperCall(body, helper);
        var prepared = call.prepare(arguments);
        var type = HelperResult.register(helper, call.map);
        HelperCalls.begin(body, helper);
        var values = prepared.stream().map(Supplier::get).toArray(Value[]::new);
        return new HelperResult<>(function, helper, call.map, body.ir().callHelper(type, helper, values));
    }

    private List<Supplier<Value>> prepare(Object... arguments) {
        if (arguments.length != parameters.size() || parameters.size() > MOST)
            throw new IllegalArgumentException("`" + helper.kernelName() + "` takes " + parameters.size()
                    + " arguments (" + String.join(", ", helper.parameters()) + "), not " + arguments.length);
        for (var argument : arguments) if (argument instanceof AnyMap known) map = known;
        List<Supplier<Value>> prepared = new ArrayList<>();
        for (var i = 0; i < arguments.length; i++) {
            var given = Objects.requireNonNull(arguments[i], "an argument is null; 0 stands for no address");
            prepared.add(prepare(parameters.get(i), given));
        }
        return prepared;
    }

    private Supplier<Value> prepare(HelperParameter parameter, Object given) {
        var argument = new HelperArgument(body, helper, parameter, given);
        return switch (parameter.kind()) {
            case NUMBER -> number(argument);
            case MAP -> argument.map();
            case CONTEXT -> argument.context();
            case SOCKET -> argument.socket();
            case OBJECT -> argument.object();
            case ADDRESS -> argument.address();
            case KEY -> argument.content(map == null ? null : map.keyType(), "key");
            case VALUE -> argument.content(map == null ? null : map.valueType(), "value");
            case INPUT, TEXT, OUTPUT -> memory(argument);
            case FUNCTION, CAPTURED, RECORD, SPECIAL, MORE -> throw argument.refused();
        };
    }

    private Supplier<Value> number(HelperArgument argument) {
        if (argument.parameter().isSize()) argument.requireAtMost(readable);
        return argument.number();
    }

    private Supplier<Value> memory(HelperArgument argument) {
        var emitted = argument.memory();
        readable = argument.bytes();
        return emitted;
    }
}

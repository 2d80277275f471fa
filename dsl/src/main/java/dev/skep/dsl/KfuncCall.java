package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.KfuncPrototypes;
import dev.skep.ir.StructType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Kfunc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A call of a function of the kernel by its name: what it is given is checked against how C declares it, then handed over. */
final class KfuncCall {
    private final Body body;
    private final String name;

    private KfuncCall(Body body, String name) {
        this.body = body;
        this.name = name;
    }

    static <V extends Scalar<V>> V call(Body body, ScalarType<V> result, String name, Object... arguments) {
        var call = new KfuncCall(body, name);
        var prototype = call.prototype();
        if (prototype.result() instanceof BpfType.Pointer
                || result.width().bytes() > prototype.result().size())
            throw new IllegalArgumentException("`" + name + "` returns no " + result);
        var value = call.emit(prototype, result.valueType(), arguments);
        var isNarrow = result.width().bits() < Integer.SIZE;
        return result.handle(body.computed(isNarrow ? Arithmetic.narrow(body.ir(), result, value) : value));
    }

    static void call(Body body, String name, Object... arguments) {
        var call = new KfuncCall(body, name);
        var prototype = call.prototype();
        if (prototype.result() instanceof BpfType.Pointer)
            throw new IllegalArgumentException("`" + name + "` returns a pointer, which the fluent API cannot keep");
        call.emit(prototype, ValueType.I64, arguments);
    }

    private KfuncPrototypes.Prototype prototype() {
        var known = Kfunc.of(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("`" + name + "` is no function that programs may call"));
        body.rules().requireKfunc(name);
        return KfuncPrototypes.of(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "`" + name + "` takes what the fluent API has no types for: " + known.prototype()));
    }

    private Value emit(KfuncPrototypes.Prototype prototype, ValueType result, Object... arguments) {
        var taken = prototype.parameters();
        if (taken.size() != arguments.length)
            throw new IllegalArgumentException(
                    "`" + name + "` takes " + taken.size() + " arguments, not " + arguments.length);
        List<Supplier<Value>> prepared = new ArrayList<>();
        for (var i = 0; i < arguments.length; i++) prepared.add(prepare(taken.get(i), arguments[i]));
        var ir = body.statement();
        return ir.callKfunc(result, name, prepared.stream().map(Supplier::get).toList());
    }

    private Supplier<Value> prepare(KfuncPrototypes.Parameter parameter, Object given) {
        if (parameter.type() instanceof BpfType.Pointer pointer) return pointer(parameter, pointer.target(), given);
        var bytes = parameter.type().size();
        if (given instanceof Scalar<?> scalar && scalar.type().width().bytes() <= bytes) return number(scalar, bytes);
        if (given instanceof Integer || given instanceof Long) {
            var number = ((Number) given).longValue();
            if (bytes == Long.BYTES) return () -> body.ir().constant(ValueType.I64, number);
            if (number == (int) number || number == (number & 0xffff_ffffL))
                return () -> body.ir().constant(ValueType.I32, number << Integer.SIZE >> Integer.SIZE);
        }
        throw refused(parameter, given);
    }

    private Supplier<Value> number(Scalar<?> scalar, int bytes) {
        scalar.operand().require(body);
        return bytes == Long.BYTES
                ? () -> Conversion.wide(body, scalar.operand(), scalar.type())
                : () -> scalar.operand().in(body, scalar.type());
    }

    private Supplier<Value> pointer(KfuncPrototypes.Parameter parameter, BpfType target, Object given) {
        if (target instanceof StructType struct) {
            if (!(given instanceof KernelObject object)
                    || !object.type().toString().equals(struct.name())) throw refused(parameter, given);
            object.requireKnown(body);
            return object::pointer;
        }
        if (!Memory.is(given)) throw refused(parameter, given);
        var memory = Memory.of(given);
        memory.require(body);
        return () -> memory.place().address();
    }

    private IllegalArgumentException refused(KfuncPrototypes.Parameter parameter, Object given) {
        return new IllegalArgumentException("`" + name + "` takes no "
                + (given instanceof Number ? given.toString() : given.getClass().getSimpleName()) + " as `"
                + parameter.name() + "`");
    }
}

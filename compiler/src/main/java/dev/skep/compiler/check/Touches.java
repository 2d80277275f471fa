package dev.skep.compiler.check;

import dev.skep.ir.KfuncPrototypes;
import dev.skep.ir.KfuncPrototypes.Prototype;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.ArrayList;
import java.util.List;

/** The pointers that an op needs to be there: what it reads, writes, moves along, or hands to a helper that wants memory. */
final class Touches implements Op.Visitor<List<Value>> {
    @Override
    public List<Value> load(Op.Load op) {
        return List.of(op.address());
    }

    @Override
    public List<Value> store(Op.Store op) {
        return List.of(op.address());
    }

    @Override
    public List<Value> zero(Op.Zero op) {
        return List.of(op.address());
    }

    @Override
    public List<Value> copy(Op.Copy op) {
        return List.of(op.to(), op.from());
    }

    @Override
    public List<Value> atomicUpdate(Op.AtomicUpdate op) {
        return List.of(op.address());
    }

    @Override
    public List<Value> atomicFetch(Op.AtomicFetch op) {
        return List.of(op.address());
    }

    @Override
    public List<Value> compareExchange(Op.CompareExchange op) {
        return List.of(op.address());
    }

    @Override
    public List<Value> callHelper(Op.CallHelper op) {
        List<Value> needed = new ArrayList<>();
        for (var i = 0; i < op.arguments().size(); i++)
            if (!NullArguments.allowed(op.helper(), i))
                needed.add(op.arguments().get(i));
        return needed;
    }

    /** A function of the unit says by the type of its parameter what it takes. */
    @Override
    public List<Value> callFunction(Op.CallFunction op) {
        return List.of();
    }

    @Override
    public List<Value> callKfunc(Op.CallKfunc op) {
        var parameters =
                KfuncPrototypes.of(op.kfunc()).map(Prototype::parameters).orElse(List.of());
        List<Value> needed = new ArrayList<>();
        for (var i = 0; i < Math.min(parameters.size(), op.arguments().size()); i++)
            if (!parameters.get(i).mayBeNull()) needed.add(op.arguments().get(i));
        return needed;
    }

    /** It may compare with null itself. */
    @Override
    public List<Value> assembly(Op.Assembly op) {
        return List.of();
    }

    /** The verifier knows no arithmetic on a pointer that may be null. */
    @Override
    public List<Value> binary(Op.Binary op) {
        return List.of(op.left());
    }

    /** Calling it a pointer that is never null is a claim. */
    @Override
    public List<Value> reinterpret(Op.Reinterpret op) {
        var claims = op.result().type() instanceof ValueType.Pointer pointer
                && pointer.nullness() == ValueType.Nullness.NON_NULL;
        return claims ? List.of(op.value()) : List.of();
    }

    @Override
    public List<Value> castArena(Op.CastArena op) {
        return List.of(op.value());
    }

    /** A moved pointer is not null any more. */
    @Override
    public List<Value> fieldAddress(Op.FieldAddress op) {
        return List.of(op.base());
    }

    @Override
    public List<Value> constant(Op.Constant op) {
        return List.of();
    }

    @Override
    public List<Value> stackAddress(Op.StackAddress op) {
        return List.of();
    }

    @Override
    public List<Value> globalAddress(Op.GlobalAddress op) {
        return List.of();
    }

    @Override
    public List<Value> coreValue(Op.CoreValue op) {
        return List.of();
    }

    @Override
    public List<Value> mapAddress(Op.MapAddress op) {
        return List.of();
    }

    @Override
    public List<Value> functionAddress(Op.FunctionAddress op) {
        return List.of();
    }

    @Override
    public List<Value> negate(Op.Negate op) {
        return List.of();
    }

    @Override
    public List<Value> extend(Op.Extend op) {
        return List.of();
    }

    @Override
    public List<Value> truncate(Op.Truncate op) {
        return List.of();
    }

    @Override
    public List<Value> swapBytes(Op.SwapBytes op) {
        return List.of();
    }

    @Override
    public List<Value> compare(Op.Compare op) {
        return List.of();
    }
}

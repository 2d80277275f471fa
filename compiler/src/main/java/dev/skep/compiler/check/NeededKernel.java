package dev.skep.compiler.check;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.IsaVersion;
import dev.skep.ir.Op;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.Kfunc;
import java.util.Locale;
import java.util.Optional;

/** What an op needs of the kernel beyond the instructions it becomes; those are asked about when there are some. */
final class NeededKernel implements Op.Visitor<Optional<NeededKernel.Need>> {
    /** First kernel with atomic operations that are not plain additions. */
    private static final KernelVersion ATOMICS = new KernelVersion(5, 12);

    /** First kernel with functions that programs may call. */
    private static final KernelVersion KFUNCS = new KernelVersion(5, 13);

    /** Something that kernels have since a version, and that a level of the instruction set can say. */
    record Need(KernelVersion since, IsaVersion isa, String what) {
        Need(KernelVersion since, String what) {
            this(since, IsaVersion.V1, what);
        }
    }

    @Override
    public Optional<Need> callHelper(Op.CallHelper op) {
        return Optional.of(
                new Need(op.helper().since(), "helper `" + op.helper().kernelName() + "`"));
    }

    @Override
    public Optional<Need> callKfunc(Op.CallKfunc op) {
        var since = Kfunc.of(op.kfunc()).map(Kfunc::since).orElse(KFUNCS);
        return Optional.of(new Need(since, "kernel function `" + op.kfunc() + "`"));
    }

    @Override
    public Optional<Need> atomicUpdate(Op.AtomicUpdate op) {
        return op.operation() == AtomicOp.ADD ? Optional.empty() : atomic(op.operation());
    }

    @Override
    public Optional<Need> atomicFetch(Op.AtomicFetch op) {
        return atomic(op.operation());
    }

    @Override
    public Optional<Need> compareExchange(Op.CompareExchange op) {
        return atomic(AtomicOp.CMPXCHG);
    }

    private static Optional<Need> atomic(AtomicOp operation) {
        return Optional.of(
                new Need(ATOMICS, IsaVersion.V3, "atomic " + operation.name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public Optional<Need> callFunction(Op.CallFunction op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> constant(Op.Constant op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> stackAddress(Op.StackAddress op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> globalAddress(Op.GlobalAddress op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> coreValue(Op.CoreValue op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> mapAddress(Op.MapAddress op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> functionAddress(Op.FunctionAddress op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> binary(Op.Binary op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> negate(Op.Negate op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> extend(Op.Extend op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> truncate(Op.Truncate op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> swapBytes(Op.SwapBytes op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> reinterpret(Op.Reinterpret op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> fieldAddress(Op.FieldAddress op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> compare(Op.Compare op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> load(Op.Load op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> store(Op.Store op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> zero(Op.Zero op) {
        return Optional.empty();
    }

    @Override
    public Optional<Need> copy(Op.Copy op) {
        return Optional.empty();
    }
}

package dev.skep.compiler.check;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.Instruction;
import dev.skep.asm.IsaVersion;
import dev.skep.compiler.Options;
import dev.skep.ir.KfuncAlternatives;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.Kfunc;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What an op needs of the kernel beyond the instructions it becomes; those are asked about when there are some. */
final class NeededKernel implements Op.Visitor<List<NeededKernel.Need>> {
    /** First kernel with atomic operations that are not plain additions. */
    private static final KernelVersion ATOMICS = new KernelVersion(5, 12);

    /** First kernel with atomic operations in arenas: {@code bpf_jit_supports_insn}. */
    private static final KernelVersion ARENA_ATOMICS = new KernelVersion(6, 10);

    /** First kernel with functions that programs may call. */
    private static final KernelVersion KFUNCS = new KernelVersion(5, 13);

    /** Assemblers know it, and no kernel has it. */
    private static final KernelVersion NEVER = new KernelVersion(Integer.MAX_VALUE, 0);

    /** Something that kernels have since a version, and that a level of the instruction set can say. */
    record Need(KernelVersion since, IsaVersion isa, String what) {
        Need(KernelVersion since, String what) {
            this(since, IsaVersion.V1, what);
        }
    }

    @Override
    public List<Need> callHelper(Op.CallHelper op) {
        return List.of(helper(op.helper()));
    }

    @Override
    public List<Need> callKfunc(Op.CallKfunc op) {
        var oldest = KfuncAlternatives.older(op.kfunc()).orElse(op.kfunc());
        var since = Kfunc.of(oldest).map(Kfunc::since).orElse(KFUNCS);
        return List.of(new Need(since, "kernel function `" + op.kfunc() + "`"));
    }

    /** Here the instructions are written down, and are asked about at once. */
    @Override
    public List<Need> assembly(Op.Assembly op) {
        var instructions = op.block()
                .instructions()
                .map(Instruction::opcode)
                .distinct()
                .map(opcode -> new Need(
                        opcode.since().orElse(NEVER),
                        Options.level(opcode),
                        "instruction `" + opcode.mnemonic() + "`"));
        return Stream.concat(instructions, op.helpers().stream().map(NeededKernel::helper))
                .toList();
    }

    private static Need helper(Helper helper) {
        return new Need(helper.since(), "helper `" + helper.kernelName() + "`");
    }

    @Override
    public List<Need> atomicUpdate(Op.AtomicUpdate op) {
        if (isInArena(op.address())) return atomic(op.operation(), op.address());
        return op.operation() == AtomicOp.ADD ? List.of() : atomic(op.operation(), op.address());
    }

    @Override
    public List<Need> atomicFetch(Op.AtomicFetch op) {
        return atomic(op.operation(), op.address());
    }

    @Override
    public List<Need> compareExchange(Op.CompareExchange op) {
        return atomic(AtomicOp.CMPXCHG, op.address());
    }

    private static List<Need> atomic(AtomicOp operation, Value address) {
        var what = "atomic " + operation.name().toLowerCase(Locale.ROOT);
        return List.of(
                isInArena(address)
                        ? new Need(ARENA_ATOMICS, IsaVersion.V3, what + " in an arena")
                        : new Need(ATOMICS, IsaVersion.V3, what));
    }

    private static boolean isInArena(Value address) {
        return address.type() instanceof ValueType.Pointer pointer && pointer.kind() == MemoryKind.ARENA;
    }

    @Override
    public List<Need> callFunction(Op.CallFunction op) {
        return List.of();
    }

    @Override
    public List<Need> constant(Op.Constant op) {
        return List.of();
    }

    @Override
    public List<Need> stackAddress(Op.StackAddress op) {
        return List.of();
    }

    @Override
    public List<Need> globalAddress(Op.GlobalAddress op) {
        return List.of();
    }

    @Override
    public List<Need> coreValue(Op.CoreValue op) {
        return List.of();
    }

    @Override
    public List<Need> mapAddress(Op.MapAddress op) {
        return List.of();
    }

    @Override
    public List<Need> functionAddress(Op.FunctionAddress op) {
        return List.of();
    }

    @Override
    public List<Need> binary(Op.Binary op) {
        return List.of();
    }

    @Override
    public List<Need> negate(Op.Negate op) {
        return List.of();
    }

    @Override
    public List<Need> extend(Op.Extend op) {
        return List.of();
    }

    @Override
    public List<Need> truncate(Op.Truncate op) {
        return List.of();
    }

    @Override
    public List<Need> swapBytes(Op.SwapBytes op) {
        return List.of();
    }

    @Override
    public List<Need> reinterpret(Op.Reinterpret op) {
        return List.of();
    }

    @Override
    public List<Need> castArena(Op.CastArena op) {
        return List.of();
    }

    @Override
    public List<Need> fieldAddress(Op.FieldAddress op) {
        return List.of();
    }

    @Override
    public List<Need> compare(Op.Compare op) {
        return List.of();
    }

    @Override
    public List<Need> load(Op.Load op) {
        return List.of();
    }

    @Override
    public List<Need> store(Op.Store op) {
        return List.of();
    }

    @Override
    public List<Need> zero(Op.Zero op) {
        return List.of();
    }

    @Override
    public List<Need> copy(Op.Copy op) {
        return List.of();
    }
}

package dev.skep.compiler.machine.selection;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.CallInstruction;
import dev.skep.asm.Opcode;
import dev.skep.asm.SymbolReference.FunctionReference;
import dev.skep.asm.SymbolReference.KfuncReference;
import dev.skep.asm.SymbolReference.MapReference;
import dev.skep.compiler.Options;
import dev.skep.compiler.machine.model.MachineInstruction;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.Source;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.KernelVersion;
import java.util.List;

/** Selects the instructions of ops, one method per kind. */
final class SelectOps implements Op.Visitor<Values> {
    static final String KEEP_ADDRESSES = "keep-addresses";

    /** An address takes two instructions, a copy of it one. */
    private static final int WORTH_KEEPING = 3;

    /** First kernel in which loads from arenas extend the sign. */
    private static final KernelVersion ARENAS_LOAD_SIGNED = new KernelVersion(6, 18);

    private final Facts facts;
    private final Values values;
    private final Emitter out;
    private final SelectConditions conditions;
    private final SelectBinary binaries;
    private final SelectExtension extensions;
    private final SelectStore stores;
    private final Options options;
    private final boolean keepsAddresses;

    SelectOps(Facts facts, Values values, Emitter out, SelectConditions conditions, Options options) {
        this.facts = facts;
        this.values = values;
        this.out = out;
        this.conditions = conditions;
        this.options = options;
        this.keepsAddresses = options.runs(KEEP_ADDRESSES);
        var isa = options.isa();
        this.binaries = new SelectBinary(facts, values, out, isa);
        this.extensions = new SelectExtension(out, isa);
        this.stores = new SelectStore(facts, values, out, options);
    }

    /** Emits what the op needs; nothing when it only computes what nobody reads. */
    void select(Op op) {
        if (op instanceof Op.Producing producing && op.effect() == Op.Effect.NONE && !facts.isUsed(producing.result()))
            return;
        out.at(op.location());
        op.accept(this);
    }

    /** An address that several calls take may be copied for them, where a register is left to keep it in. */
    private Values defineAddress(Value result, Source source) {
        var isKept = keepsAddresses && facts.argumentUses(result) >= WORTH_KEEPING;
        return define(result, isKept && source instanceof Recipe recipe ? out.make(recipe) : source);
    }

    private Values define(Value result, Source source) {
        values.put(result, source);
        return values;
    }

    @Override
    public Values constant(Op.Constant op) {
        var narrow = op.result().type() == ValueType.I32;
        return define(op.result(), new Recipe.Number(narrow ? op.value() & 0xffff_ffffL : op.value()));
    }

    @Override
    public Values stackAddress(Op.StackAddress op) {
        return defineAddress(op.result(), values.sum(facts.origin(op.result())));
    }

    @Override
    public Values globalAddress(Op.GlobalAddress op) {
        return defineAddress(op.result(), values.sum(facts.origin(op.result())));
    }

    @Override
    public Values coreValue(Op.CoreValue op) {
        return define(op.result(), values.asked(op));
    }

    @Override
    public Values mapAddress(Op.MapAddress op) {
        return defineAddress(op.result(), new Recipe.SymbolAddress(new MapReference(op.map())));
    }

    @Override
    public Values functionAddress(Op.FunctionAddress op) {
        return define(op.result(), new Recipe.SymbolAddress(new FunctionReference(op.function())));
    }

    @Override
    public Values binary(Op.Binary op) {
        if (facts.isFolded(op.result()) && facts.origin(op.result()).root() instanceof Root.Held) return values;
        if (facts.isOnlyTested(op.result())) return values;
        return defineAddress(op.result(), binaries.select(op));
    }

    @Override
    public Values negate(Op.Negate op) {
        var opcode = op.result().type() == ValueType.I32 ? Opcode.NEG32 : Opcode.NEG;
        return define(op.result(), out.unary(opcode, values.source(op.value())));
    }

    @Override
    public Values extend(Op.Extend op) {
        var value = values.source(op.value());
        if (op.from() == Integer.SIZE && op.result().type() == ValueType.I32) return lowHalf(op.result(), value);
        if (op.extension() == Extension.SIGN)
            return define(op.result(), extensions.sign(op.from(), Facts.width(op.result()), value));
        if (facts.bits(op.value()) <= op.from()) return define(op.result(), value);
        return define(op.result(), extensions.zero(op.from(), value));
    }

    @Override
    public Values truncate(Op.Truncate op) {
        var source = values.source(op.value());
        return facts.bits(op.value()) <= Integer.SIZE ? define(op.result(), source) : lowHalf(op.result(), source);
    }

    /** An i32 in a register whose upper half is anything: cleared only where somebody looks. */
    private Values lowHalf(Value result, Source source) {
        return define(result, facts.isWhole(result) ? out.lower32(source) : source);
    }

    @Override
    public Values swapBytes(Op.SwapBytes op) {
        var value = values.source(op.value());
        var swap = extensions.swap(op.order(), op.width(), options.byteOrder());
        if (swap.isPresent()) return define(op.result(), out.unary(swap.get(), value));
        if (facts.bits(op.value()) <= op.width().bits()) return define(op.result(), value);
        return define(op.result(), extensions.zero(op.width().bits(), value));
    }

    @Override
    public Values reinterpret(Op.Reinterpret op) {
        return define(op.result(), values.source(op.value()));
    }

    @Override
    public Values castArena(Op.CastArena op) {
        return define(op.result(), out.castArena(values.source(op.value())));
    }

    @Override
    public Values fieldAddress(Op.FieldAddress op) {
        return facts.foldedField(op.result()).isPresent() ? values : define(op.result(), values.relocated(op));
    }

    @Override
    public Values compare(Op.Compare op) {
        return facts.isOnlyBranchedOn(op) ? values : define(op.result(), conditions.materialize(op));
    }

    @Override
    public Values load(Op.Load op) {
        var narrow = op.width().bits() < op.result().type().bits();
        var loaded = out.newRegister();
        var address = values.address(op.address(), op.offset());
        var signed = narrow && op.extension() == Extension.SIGN;
        if (signed && extensions.hasSignedLoads() && hasSignedLoads(op.address())) {
            out.add(new MachineInstruction.Load(op.width().loadSigned(), loaded, address, out.line()));
            if (op.result().type() == ValueType.I32) return lowHalf(op.result(), loaded);
            return define(op.result(), loaded);
        }
        out.add(new MachineInstruction.Load(op.width().load(), loaded, address, out.line()));
        if (!signed) return define(op.result(), loaded);
        return define(op.result(), extensions.sign(op.width().bits(), Facts.width(op.result()), loaded));
    }

    private boolean hasSignedLoads(Value address) {
        var isArena = address.type() instanceof ValueType.Pointer pointer && pointer.kind() == MemoryKind.ARENA_CAST;
        return !isArena || options.targetKernel().atLeast(ARENAS_LOAD_SIGNED);
    }

    @Override
    public Values store(Op.Store op) {
        stores.select(op);
        return values;
    }

    @Override
    public Values zero(Op.Zero op) {
        throw Facts.unexpanded(op);
    }

    @Override
    public Values copy(Op.Copy op) {
        throw Facts.unexpanded(op);
    }

    @Override
    public Values atomicUpdate(Op.AtomicUpdate op) {
        var opcode = op.operation().opcode(op.width());
        var address = values.address(op.address(), op.offset());
        out.add(new MachineInstruction.AtomicUpdate(opcode, address, values.register(op.value()), out.line()));
        return values;
    }

    @Override
    public Values atomicFetch(Op.AtomicFetch op) {
        var opcode = op.operation().opcode(op.width());
        var address = values.address(op.address(), op.offset());
        var result = out.newRegister();
        out.add(new MachineInstruction.AtomicFetch(opcode, result, address, values.source(op.value()), out.line()));
        return define(op.result(), result);
    }

    @Override
    public Values compareExchange(Op.CompareExchange op) {
        var opcode = AtomicOp.CMPXCHG.opcode(op.width());
        var address = values.address(op.address(), op.offset());
        var value = values.register(op.value());
        var result = out.newRegister();
        out.add(new MachineInstruction.CompareExchange(
                opcode, result, address, values.source(op.expected()), value, out.line()));
        return define(op.result(), result);
    }

    @Override
    public Values callHelper(Op.CallHelper op) {
        return call(op.result(), new CallInstruction.Helper(op.helper().id()), op.arguments());
    }

    @Override
    public Values callFunction(Op.CallFunction op) {
        return call(op.result(), new CallInstruction.Function(new FunctionReference(op.function())), op.arguments());
    }

    @Override
    public Values callKfunc(Op.CallKfunc op) {
        return call(op.result(), new CallInstruction.Kfunc(new KfuncReference(op.kfunc())), op.arguments());
    }

    @Override
    public Values assembly(Op.Assembly op) {
        var sources = op.arguments().stream().map(values::source).toList();
        var returned = facts.isUsed(op.result()) ? out.newRegister() : null;
        out.add(new MachineInstruction.Assembly(op.block(), returned, sources, out.line()));
        return returned == null ? values : define(op.result(), returned);
    }

    private Values call(Value result, CallInstruction callee, List<Value> arguments) {
        var sources = arguments.stream().map(values::source).toList();
        var returned = facts.isUsed(result) ? out.newRegister() : null;
        out.add(new MachineInstruction.Call(callee, returned, sources, out.line()));
        if (returned == null) return values;
        return result.type() == ValueType.I32 ? lowHalf(result, returned) : define(result, returned);
    }
}

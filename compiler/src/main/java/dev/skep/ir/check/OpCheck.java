package dev.skep.ir.check;

import static dev.skep.ir.MemoryKind.ARENA;
import static dev.skep.ir.MemoryKind.ARENA_CAST;
import static dev.skep.ir.MemoryKind.CONTEXT;
import static dev.skep.ir.MemoryKind.KERNEL;
import static dev.skep.ir.MemoryKind.MAP_VALUE;
import static dev.skep.ir.MemoryKind.MEMORY;
import static dev.skep.ir.MemoryKind.OBJECT;
import static dev.skep.ir.MemoryKind.PACKET;
import static dev.skep.ir.MemoryKind.PACKET_META;
import static dev.skep.ir.MemoryKind.RECORD;
import static dev.skep.ir.MemoryKind.STACK;

import dev.skep.asm.CoreKind;
import dev.skep.asm.SymbolReference;
import dev.skep.asm.SymbolReference.DataReference;
import dev.skep.asm.Width;
import dev.skep.ir.Block;
import dev.skep.ir.BpfType;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.StructType;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.check.CheckAssembly.Problem;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types and legality of single ops and terminators. */
final class OpCheck implements Op.Visitor<Boolean>, Terminator.Visitor<Boolean> {
    private static final Set<MemoryKind> ATOMIC = EnumSet.of(STACK, MAP_VALUE, RECORD, MEMORY, ARENA, ARENA_CAST);
    private static final Set<MemoryKind> BYTES =
            EnumSet.of(STACK, MAP_VALUE, RECORD, MEMORY, PACKET, PACKET_META, KERNEL, OBJECT, ARENA);
    private static final Set<MemoryKind> DIRECT = EnumSet.of(
            STACK,
            MAP_VALUE,
            RECORD,
            MEMORY,
            PACKET,
            PACKET_META,
            CONTEXT,
            KERNEL,
            OBJECT,
            MemoryKind.RCU,
            MemoryKind.WALKED,
            MemoryKind.KPTR,
            ARENA,
            ARENA_CAST);
    private static final Set<MemoryKind> MOVABLE = EnumSet.of(
            STACK,
            MAP_VALUE,
            RECORD,
            MEMORY,
            PACKET,
            PACKET_META,
            KERNEL,
            OBJECT,
            MemoryKind.UNTRUSTED,
            ARENA,
            ARENA_CAST);

    private static final Set<MemoryKind> OF_THE_KERNEL =
            EnumSet.of(CONTEXT, KERNEL, MemoryKind.RCU, MemoryKind.WALKED, MemoryKind.KPTR, MemoryKind.UNTRUSTED);

    private final IrChecker unit;
    private final Function function;
    private final List<String> problems;
    private @Nullable Set<Value> read;

    OpCheck(IrChecker unit, Function function, List<String> problems) {
        this.unit = unit;
        this.function = function;
        this.problems = problems;
    }

    void check(Block block) {
        for (var op : block.ops()) check(block, op);
        check(block, block.terminator());
    }

    private void check(Block block, Op op) {
        try {
            if (!op.accept(this)) problems.add(PlaceText.of(block, op) + ": the result has another type");
        } catch (IllegalArgumentException e) {
            problems.add(PlaceText.of(block, op) + ": " + e.getMessage());
        }
    }

    private void check(Block block, Terminator end) {
        try {
            if (!end.accept(this)) problems.add(PlaceText.of(block, end) + ": does not fit the return type");
        } catch (IllegalArgumentException e) {
            problems.add(PlaceText.of(block, end) + ": " + e.getMessage());
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) throw new IllegalArgumentException(message);
    }

    private static MemoryKind kind(Value address, Set<MemoryKind> legal, String operation) {
        Typing.address(address.type(), operation);
        var kind = ((ValueType.Pointer) address.type()).kind();
        require(legal.contains(kind), "no " + operation + " through " + address.type());
        return kind;
    }

    private static boolean isPointer(Value result, MemoryKind kind) {
        return result.type().equals(ValueType.pointer(kind));
    }

    @Override
    public Boolean constant(Op.Constant op) {
        if (op.result().type() == ValueType.I32)
            require(op.value() == (int) op.value(), "does not fit in 32 signed bits");
        else if (op.result().type() != ValueType.I64) require(op.value() == 0, "the only constant pointer is null");
        return true;
    }

    @Override
    public Boolean stackAddress(Op.StackAddress op) {
        require(function.slots().contains(op.slot()), "slot $" + op.slot().id() + " is not declared");
        return isPointer(op.result(), STACK);
    }

    @Override
    public Boolean globalAddress(Op.GlobalAddress op) {
        var size = unit.global(op.global()).type().size();
        require(
                op.offset() >= 0 && op.offset() < size,
                "offset " + op.offset() + " lies outside of " + size + " bytes");
        return isPointer(op.result(), MAP_VALUE);
    }

    @Override
    public Boolean coreValue(Op.CoreValue op) {
        require(op.kind() != CoreKind.FIELD_BYTE_OFFSET, "a field's offset is asked by its address");
        var ofEnumerator = op.kind() == CoreKind.ENUMVAL_EXISTS || op.kind() == CoreKind.ENUMVAL_VALUE;
        require(
                ofEnumerator == op.type() instanceof BpfType.EnumType,
                "an enumerator has " + op.kind() + ", and nothing else has");
        if (op.type() instanceof BpfType.StructReference struct) unit.struct(struct.name());
        return op.result().type() == ValueType.I64;
    }

    @Override
    public Boolean mapAddress(Op.MapAddress op) {
        unit.requireMap(op.map());
        return isPointer(op.result(), MemoryKind.MAP);
    }

    @Override
    public Boolean functionAddress(Op.FunctionAddress op) {
        require(
                unit.callee(op.function()).kind() instanceof FunctionKind.Callback,
                "`" + op.function() + "` is no callback");
        return isPointer(op.result(), MemoryKind.FUNCTION);
    }

    @Override
    public Boolean binary(Op.Binary op) {
        var distance = op.right().type() instanceof ValueType.Pointer; // of the end of a packet, too
        if (op.left().type() instanceof ValueType.Pointer && !distance) kind(op.left(), MOVABLE, "arithmetic");
        var type = Typing.binary(op.operation(), op.left().type(), op.right().type());
        return Typing.flows(type, op.result().type());
    }

    @Override
    public Boolean negate(Op.Negate op) {
        return Typing.integer(op.value().type(), "negate").equals(op.result().type());
    }

    @Override
    public Boolean extend(Op.Extend op) {
        Typing.extend(op.from(), op.result().type(), op.value().type());
        return true;
    }

    @Override
    public Boolean truncate(Op.Truncate op) {
        return op.value().type() == ValueType.I64 && op.result().type() == ValueType.I32;
    }

    @Override
    public Boolean swapBytes(Op.SwapBytes op) {
        var type = Typing.integer(op.value().type(), "swap");
        require(op.width() != Width.B && op.width().bits() <= type.bits(), "no swap of " + op.width() + " in " + type);
        return type.equals(op.result().type());
    }

    @Override
    public Boolean reinterpret(Op.Reinterpret op) {
        return op.value().type().bits() == 64 && op.result().type().bits() == 64;
    }

    @Override
    public Boolean castArena(Op.CastArena op) {
        unit.requireMap(op.map());
        kind(op.value(), EnumSet.of(ARENA), "cast");
        return isPointer(op.result(), ARENA_CAST);
    }

    @Override
    public Boolean fieldAddress(Op.FieldAddress op) {
        var kind = kind(op.base(), OF_THE_KERNEL, "field");
        var struct = unit.struct(op.struct());
        var size = struct.size();
        // a field without bytes, as a struct of which nothing is read, may stand at the end
        require(
                op.offset() >= 0 && (op.offset() <= size || isOpen(struct)),
                "offset " + op.offset() + " lies outside of " + size + " bytes");
        return isPointer(op.result(), kind);
    }

    /** Returns whether a struct ends with an array without a length, whose elements lie behind it. */
    private static boolean isOpen(BpfType type) {
        if (type instanceof BpfType.Array array) return array.length() == 0;
        if (!(type instanceof StructType struct) || struct.members().isEmpty()) return false;
        return isOpen(struct.members().get(struct.members().size() - 1).type());
    }

    @Override
    public Boolean compare(Op.Compare op) {
        Typing.compare(op.left().type(), op.right().type());
        return op.result().type() == ValueType.I32;
    }

    @Override
    public Boolean load(Op.Load op) {
        var kind = kind(op.address(), DIRECT, "load");
        var type = op.result().type();
        if (type instanceof ValueType.Pointer && kind != CONTEXT) return op.width() == Width.DW;
        return op.width().bits() <= type.bits();
    }

    @Override
    public Boolean store(Op.Store op) {
        kind(op.address(), DIRECT, "store");
        require(
                op.width().bits() <= op.value().type().bits(),
                "no store of " + op.width() + " from " + op.value().type());
        return true;
    }

    @Override
    public Boolean zero(Op.Zero op) {
        kind(op.address(), BYTES, "zero");
        require(op.size() >= 0, "size " + op.size() + " is negative");
        return true;
    }

    @Override
    public Boolean copy(Op.Copy op) {
        kind(op.to(), BYTES, "copy");
        kind(op.from(), BYTES, "copy");
        require(op.size() >= 0, "size " + op.size() + " is negative");
        return true;
    }

    @Override
    public Boolean atomicUpdate(Op.AtomicUpdate op) {
        kind(op.address(), ATOMIC, "atomic operation");
        Typing.update(op.operation());
        Typing.atomic(op.width(), op.address().type(), op.value().type());
        return true;
    }

    @Override
    public Boolean atomicFetch(Op.AtomicFetch op) {
        kind(op.address(), ATOMIC, "atomic operation");
        Typing.fetch(op.operation());
        Typing.atomic(op.width(), op.address().type(), op.value().type());
        return op.result().type().equals(op.value().type());
    }

    @Override
    public Boolean compareExchange(Op.CompareExchange op) {
        kind(op.address(), ATOMIC, "atomic operation");
        Typing.atomic(op.width(), op.address().type(), op.value().type());
        Typing.atomic(op.width(), op.address().type(), op.expected().type());
        return op.result().type().equals(op.value().type());
    }

    @Override
    public Boolean callHelper(Op.CallHelper op) {
        var parameters = op.helper().parameters();
        var variadic =
                !parameters.isEmpty() && parameters.get(parameters.size() - 1).equals("...");
        var least = parameters.size() - (variadic ? 1 : 0);
        Typing.arguments(op.helper().kernelName(), op.arguments().size());
        require(
                op.arguments().size() == least || (variadic && op.arguments().size() > least),
                "`" + op.helper().kernelName() + "` takes " + least + " arguments");
        if (op.helper().returnType().equals("void"))
            require(!isRead(op.result()), "`" + op.helper().kernelName() + "` returns nothing, but its result is read");
        return true;
    }

    /** Few helpers ask. */
    private boolean isRead(Value value) {
        if (read == null) read = readValues();
        return read.contains(value);
    }

    private Set<Value> readValues() {
        Set<Value> values = new HashSet<>();
        for (var block : function.blocks()) {
            for (var op : block.ops()) values.addAll(op.operands());
            values.addAll(block.terminator().operands());
            for (var target : block.terminator().targets()) values.addAll(target.arguments());
        }
        return values;
    }

    @Override
    public Boolean callFunction(Op.CallFunction op) {
        var callee = unit.callee(op.function());
        require(
                !(callee.kind() instanceof FunctionKind.Entry),
                "`" + op.function() + "` is a program, only the kernel calls it");
        var parameters = callee.parameters();
        require(
                parameters.size() == op.arguments().size(),
                "`" + op.function() + "` takes " + parameters.size() + " arguments");
        for (var i = 0; i < parameters.size(); i++) {
            var parameter = parameters.get(i).value().type();
            var argument = op.arguments().get(i).type();
            require(
                    Typing.flows(argument, parameter),
                    "argument " + (i + 1) + " is " + argument + ", the parameter " + parameter);
        }
        return unit.returned(callee).stream()
                .allMatch(returned -> Typing.flows(returned, op.result().type()));
    }

    @Override
    public Boolean callKfunc(Op.CallKfunc op) {
        Typing.arguments(op.kfunc(), op.arguments().size());
        return true;
    }

    @Override
    public Boolean assembly(Op.Assembly op) {
        Typing.arguments("assembly", op.arguments().size());
        for (var argument : op.arguments()) require(argument.type().bits() == 64, "an argument of 32 bits");
        for (var symbol : op.block().symbols()) {
            if (symbol instanceof SymbolReference.MapReference map) unit.requireMap(map.name());
            else requireGlobal(symbol);
        }
        var problems = CheckAssembly.of(op.block(), op.arguments().size(), isRead(op.result()));
        require(problems.isEmpty(), problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
        return op.result().type() == ValueType.I64;
    }

    private void requireGlobal(SymbolReference symbol) {
        require(symbol instanceof DataReference, "`" + symbol.name() + "` is no map and no global");
        var size = unit.global(symbol.name()).type().size();
        require(((DataReference) symbol).offset() < size, "`" + symbol.name() + "` has only " + size + " bytes");
    }

    @Override
    public Boolean jump(Terminator.Jump end) {
        return true;
    }

    @Override
    public Boolean branch(Terminator.Branch end) {
        Typing.compare(end.left().type(), end.right().type());
        return true;
    }

    @Override
    public Boolean switch_(Terminator.Switch end) {
        var type = Typing.integer(end.selector().type(), "switch");
        Set<Long> values = new HashSet<>();
        for (var one : end.cases()) {
            require(values.add(one.value()), "case " + one.value() + " stands twice");
            require(
                    type == ValueType.I64 || one.value() == (int) one.value(),
                    "case " + one.value() + " does not fit in an i32");
        }
        return true;
    }

    @Override
    public Boolean return_(Terminator.Return end) {
        return !(function.returnType() instanceof BpfType.Void);
    }

    @Override
    public Boolean returnVoid(Terminator.ReturnVoid end) {
        return function.returnType() instanceof BpfType.Void;
    }
}

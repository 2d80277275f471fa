package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OUT_OF_BOUNDS;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.kernel.Machine;
import dev.skep.lang.LircMode2Context;
import dev.skep.lang.NetfilterContext;
import dev.skep.lang.PerfEventContext;
import dev.skep.lang.PtRegs;
import dev.skep.lang.RawTracepointContext;
import dev.skep.lang.UsdtContext;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.KernelClass;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** What contexts hold where the machine or the kernel's own types say: registers, arguments, pointers to structs of the kernel. */
final class ContextCalls {
    /** Each argument of a raw tracepoint, at most as many as a tracepoint has, lies in 64 bits. */
    private static final List<Integer> ARGUMENTS =
            IntStream.range(0, 12).map(i -> i * Long.BYTES).boxed().toList();

    private static final ValueType UNTRUSTED = ValueType.nullable(MemoryKind.UNTRUSTED);
    private static final ValueType TRUSTED = ValueType.pointer(MemoryKind.KERNEL);

    private final FunctionLowering function;
    private final KernelCalls kernel;
    private final Machine machine;

    ContextCalls(FunctionLowering function, KernelCalls kernel) {
        this.function = function;
        this.kernel = kernel;
        this.machine = function.unit.options().machine();
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(RawTracepointContext.class, "arg"),          call -> argument(call, "a tracepoint", ARGUMENTS));
        intrinsics.put(Calls.key(PtRegs.class,           "arg"),              call -> argument(call, "a function", machine.arguments()));
        intrinsics.put(Calls.key(PtRegs.class,           "syscallArg"),       this::systemCallArgument);
        intrinsics.put(Calls.key(PtRegs.class,           "result"),           call -> register(call, Machine::result));
        intrinsics.put(Calls.key(PtRegs.class,           "instructionPointer"), call -> register(call, Machine::instructionPointer));
        intrinsics.put(Calls.key(PtRegs.class,           "stackPointer"),     call -> register(call, Machine::stackPointer));
        intrinsics.put(Calls.key(PtRegs.class,           "framePointer"),     call -> register(call, Machine::framePointer));
        intrinsics.put(Calls.key(PerfEventContext.class, "regs"),             this::registers);
        intrinsics.put(Calls.key(UsdtContext.class,      "regs"),             this::registers);
        intrinsics.put(Calls.key(PerfEventContext.class, "samplePeriod"),     call -> register(call, Machine::registerBytes));
        intrinsics.put(Calls.key(PerfEventContext.class, "addr"),             call -> register(call, m -> m.registerBytes() + Long.BYTES));
        intrinsics.put(Calls.key(LircMode2Context.class, "sample"),           this::sample);
        intrinsics.put(Calls.key(NetfilterContext.class, "state"),            call -> pointer(call, 0, "nf_hook_state"));
        intrinsics.put(Calls.key(NetfilterContext.class, "skb"),              call -> pointer(call, Long.BYTES, "sk_buff"));
        // spotless:on
    }

    private Operand argument(Call call, String owner, List<Integer> offsets) {
        var context = Calls.reference(function, call.receiver());
        var offset = offsets.get(index(function, call.argument(0), owner, offsets.size()));
        var struct = call.tree().getArguments().size() > 1 ? kernel.struct(call.argument(1)) : null;
        var number = word(call, context, ValueType.I64, offset);
        return struct == null ? new Scalar(number, Int.ULONG) : kernel.pointer(number, struct);
    }

    /** The wrapper of a system call takes the registers of the caller as its one argument. */
    private Operand systemCallArgument(Call call) {
        var context = Calls.reference(function, call.receiver());
        var offsets = machine.systemCallArguments();
        var offset = offsets.get(index(function, call.argument(0), "a system call", offsets.size()));
        function.helpers.require(call.tree(), Helper.PROBE_READ_KERNEL);
        var builder = function.builder;
        var registers = word(call, context, ValueType.I64, machine.arguments().get(0));
        var address = builder.binary(BinaryOp.ADD, registers, builder.constant(ValueType.I64, offset));
        var slot = builder.stackAddress(function.scratch("argument", Int.ULONG));
        var size = builder.constant(ValueType.I64, Long.BYTES);
        builder.callHelper(
                ValueType.I64, Helper.PROBE_READ_KERNEL, slot, size, builder.reinterpret(UNTRUSTED, address));
        return function.memory.load(slot, 0, Int.ULONG, false);
    }

    private Operand register(Call call, ToIntFunction<Machine> offset) {
        var context = Calls.reference(function, call.receiver());
        return new Scalar(word(call, context, ValueType.I64, offset.applyAsInt(machine)), Int.ULONG);
    }

    private Operand sample(Call call) {
        var context = Calls.reference(function, call.receiver());
        var pointer = context.base().pointer(function.builder);
        return new Scalar(function.builder.load(ValueType.I32, Width.W, Extension.ZERO, pointer, 0), Int.UINT);
    }

    private Operand registers(Call call) {
        var context = Calls.reference(function, call.receiver());
        return new Reference(context.base(), context.offset(), function.result(call));
    }

    private Operand pointer(Call call, int offset, String struct) {
        var context = Calls.reference(function, call.receiver());
        KernelClass type = kernel.struct(call.argument(0), struct);
        return new Reference(Operand.Base.of(word(call, context, TRUSTED, offset)), 0, type);
    }

    private Value word(Call call, Reference context, ValueType type, int offset) {
        function.touching(call.receiver());
        var pointer = context.base().pointer(function.builder);
        return function.builder.load(type, Width.DW, Extension.ZERO, pointer, context.offset() + offset);
    }

    /** Returns the number of an argument, of which there are so many at most. */
    static int index(FunctionLowering function, ExpressionTree place, String owner, int count) {
        var index = function.unit
                .constants()
                .of(place)
                .orElseThrow(() -> function.refuse(
                        place,
                        UNSUPPORTED_CALL,
                        function.quote(place) + " is no constant",
                        "name the argument by its number"))
                .value();
        if (index < 0 || index >= count)
            throw function.refuse(
                    place, OUT_OF_BOUNDS, "argument " + index + " of " + owner + ", which has at most " + count);
        return (int) index;
    }
}

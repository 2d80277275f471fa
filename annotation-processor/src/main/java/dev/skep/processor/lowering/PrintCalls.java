package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.BAD_FORMAT;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Width;
import dev.skep.compiler.PrintFormat;
import dev.skep.compiler.PrintFormat.Printed;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.Kernel;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.lowering.Operand.Text;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.KernelClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Text made from a format: numbers go over in 64 bits each, memory as its address. */
final class PrintCalls {
    /** What {@code bpf_trace_printk} has registers for. */
    private static final int IN_REGISTERS = 3;

    private static final int MOST_ARGUMENTS = 12;

    private final FunctionLowering function;
    private final KfuncCalls kfuncs;
    private final KernelParts parts;
    private final KernelReads reads;

    PrintCalls(FunctionLowering function, KfuncCalls kfuncs) {
        this.function = function;
        this.kfuncs = kfuncs;
        this.parts = new KernelParts(function);
        this.reads = new KernelReads(function);
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(Kernel.class, "printk"), this::printk);
        intrinsics.put(Calls.key(Kernel.class, "snprintf"), this::snprintf);
        intrinsics.put(Calls.key(Kernel.class, "seqPrintf"), this::seqPrintf);
        intrinsics.put(Calls.key(Kernel.class, "streamPrintk"), this::streamPrintk);
    }

    private Operand printk(Call call) {
        var arguments = call.tree().getArguments();
        var isLong = arguments.size() - 1 > IN_REGISTERS;
        function.helpers.require(call.tree(), isLong ? Helper.TRACE_VPRINTK : Helper.TRACE_PRINTK);
        var format = function.texts.of(call.argument(0));
        var values = values(call.argument(0), format, arguments.subList(1, arguments.size()));
        var literal = function.texts.literal(call.argument(0), format);
        List<Value> passed = new ArrayList<>();
        passed.add(function.address(literal));
        passed.add(function.texts.size(literal));
        if (isLong) addArray(passed, values);
        else passed.addAll(values);
        return result(call, isLong ? Helper.TRACE_VPRINTK : Helper.TRACE_PRINTK, passed);
    }

    private Operand snprintf(Call call) {
        var arguments = call.tree().getArguments();
        function.helpers.require(call.tree(), Helper.SNPRINTF);
        var destination = function.places.writable(call.argument(0), function.arrays.array(call.argument(0)));
        var format = function.texts.of(call.argument(1));
        var values = values(call.argument(1), format, arguments.subList(2, arguments.size()));
        function.touching(call.argument(0));
        requireOutsidePacket(call.argument(0), destination);
        List<Value> passed = new ArrayList<>();
        passed.add(function.address(call.argument(0), destination));
        passed.add(function.texts.size(destination));
        passed.add(function.address(function.texts.literal(call.argument(1), format)));
        addArray(passed, values);
        return result(call, Helper.SNPRINTF, passed);
    }

    private Operand seqPrintf(Call call) {
        var arguments = call.tree().getArguments();
        function.helpers.require(call.tree(), Helper.SEQ_PRINTF);
        var tree = call.argument(0);
        if (!(function.expressions.lower(tree) instanceof Reference seq) || !(seq.type() instanceof KernelClass))
            throw function.refuse(
                    tree,
                    UNSUPPORTED_CALL,
                    function.quote(tree) + " is no file of an iterator",
                    "pass the `seq` of its bpf_iter_meta");
        var format = function.texts.of(call.argument(1));
        var values = values(call.argument(1), format, arguments.subList(2, arguments.size()));
        var literal = function.texts.literal(call.argument(1), format);
        List<Value> passed = new ArrayList<>();
        passed.add(function.address(seq));
        passed.add(function.address(literal));
        passed.add(function.texts.size(literal));
        addArray(passed, values);
        return result(call, Helper.SEQ_PRINTF, passed);
    }

    /** The verifier wants an address also where there are no arguments. */
    private Operand streamPrintk(Call call) {
        var arguments = call.tree().getArguments();
        kfuncs.require(call.tree(), "bpf_stream_vprintk_impl");
        var stream = function.converted(function.expressions.scalar(call.argument(0)), Int.INT);
        var format = function.texts.of(call.argument(1));
        var values = values(call.argument(1), format, arguments.subList(2, arguments.size()));
        var builder = function.builder;
        var passed = array(values);
        var size = builder.constant(ValueType.I32, (long) values.size() * Long.BYTES);
        var text = function.address(function.texts.literal(call.argument(1), format));
        function.at(call.tree());
        var printed = new RenamedKfuncs(function).call("bpf_stream_vprintk", stream, text, passed, size);
        return new Scalar(printed, Int.INT);
    }

    private void requireOutsidePacket(ExpressionTree tree, Reference memory) {
        var type = memory.base().pointer(function.builder).type();
        if (type instanceof ValueType.Pointer pointer && pointer.kind() == MemoryKind.PACKET)
            throw function.refuse(
                    tree,
                    UNSUPPORTED_CALL,
                    "`bpf_snprintf` does not write into packets",
                    "write into an array of your own and copy it");
    }

    private Operand result(Call call, Helper helper, List<Value> passed) {
        function.at(call.tree());
        return new Scalar(function.builder.callHelper(ValueType.I64, helper, passed.toArray(Value[]::new)), Int.LONG);
    }

    private List<Value> values(ExpressionTree place, Text format, List<? extends ExpressionTree> arguments) {
        var conversions = new Format(function.unit, place).read(format.text());
        if (conversions.size() != arguments.size())
            throw function.refuse(
                    arguments.size() > conversions.size() ? arguments.get(conversions.size()) : place,
                    BAD_FORMAT,
                    "the format has " + conversions.size() + " conversions for " + arguments.size() + " arguments");
        if (arguments.size() > MOST_ARGUMENTS)
            throw function.refuse(
                    arguments.get(MOST_ARGUMENTS),
                    BAD_FORMAT,
                    arguments.size() + " arguments, at most " + MOST_ARGUMENTS + " are printed",
                    "print them in several calls");
        List<Value> values = new ArrayList<>();
        for (var i = 0; i < arguments.size(); i++) values.add(value(arguments.get(i), conversions.get(i)));
        return values;
    }

    private Value value(ExpressionTree tree, PrintFormat.Conversion conversion) {
        var bytes = parts.find(tree).filter(part -> !part.isBits() && isBytes(part.layout()));
        if (bytes.isPresent()) return ofKernel(tree, bytes.get(), conversion);
        var operand = function.expressions.lower(tree);
        require(tree, conversion, Format.printed(operand), operand.type().text());
        if (operand instanceof Text text) return function.address(function.texts.literal(tree, text));
        if (operand instanceof Reference reference) {
            function.touching(tree);
            return function.address(tree, reference);
        }
        var scalar = function.scalar(tree, operand);
        return function.conversions.wide(scalar.value(), function.integer(scalar));
    }

    /** The kernel reads what it prints itself, and prints nothing where it cannot. */
    private Value ofKernel(ExpressionTree tree, KernelPart bytes, PrintFormat.Conversion conversion) {
        var printed = new Printed(Printed.Kind.BYTES, bytes.layout().size(), false);
        require(tree, conversion, printed, bytes.type().toString());
        return function.builder.reinterpret(ValueType.I64, reads.address(tree, bytes));
    }

    private static boolean isBytes(BpfType type) {
        return type instanceof BpfType.Array array
                && array.element() instanceof BpfType.Scalar element
                && element.size() == Byte.BYTES;
    }

    private void require(ExpressionTree tree, PrintFormat.Conversion conversion, Printed printed, String type) {
        if (conversion.prints(printed)) return;
        throw function.refuse(
                tree,
                BAD_FORMAT,
                "`" + conversion.text() + "` does not print a `" + type + "`",
                "write " + printed.advice());
    }

    /** Arguments that no register is left for lie in the frame. */
    private void addArray(List<Value> passed, List<Value> values) {
        var builder = function.builder;
        if (values.isEmpty()) {
            passed.add(builder.constant(ValueType.I64, 0));
            passed.add(builder.constant(ValueType.I64, 0));
            return;
        }
        passed.add(array(values));
        passed.add(builder.constant(ValueType.I64, (long) values.size() * Long.BYTES));
    }

    private Value array(List<Value> values) {
        var builder = function.builder;
        var size = Math.max(1, values.size()) * Long.BYTES;
        var pointer = builder.stackAddress(builder.newSlot("arguments", size, Long.BYTES));
        for (var i = 0; i < values.size(); i++) builder.store(Width.DW, pointer, i * Long.BYTES, values.get(i));
        return pointer;
    }
}

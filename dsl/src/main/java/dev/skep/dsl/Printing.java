package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.compiler.PrintFormat;
import dev.skep.compiler.PrintFormat.Printed;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.AttachType;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.List;

/** Emits text made from a format: numbers go over in 64 bits each, memory by its address. */
final class Printing {
    /** What {@code bpf_trace_printk} has registers for. */
    private static final int IN_REGISTERS = 3;

    private static final int MOST_ARGUMENTS = 12;

    private Printing() {}

    static S64 printk(Body body, String format, List<Printable> arguments) {
        var isLong = arguments.size() > IN_REGISTERS;
        var helper = isLong ? Helper.TRACE_VPRINTK : Helper.TRACE_PRINTK;
        body.rules().requireHelper(helper);
        check(body, format, arguments);
        var ir = body.statement();
        var passed = new ArrayList<Value>();
        passed.add(ir.globalAddress(body.parts().text(format, ir.location()), 0));
        passed.add(ir.constant(ValueType.I64, Text.utf8(format).length + 1L));
        if (isLong) addArray(body, passed, arguments);
        else for (var argument : arguments) passed.add(value(body, argument));
        return call(body, helper, passed);
    }

    static S64 snprintf(Body body, Bytes destination, String format, List<Printable> arguments) {
        body.rules().requireHelper(Helper.SNPRINTF);
        destination.requireFillable(body);
        check(body, format, arguments);
        var ir = body.statement();
        var passed = new ArrayList<Value>();
        passed.add(destination.place().address());
        passed.add(ir.constant(ValueType.I64, destination.length()));
        passed.add(ir.globalAddress(body.parts().text(format, ir.location()), 0));
        addArray(body, passed, arguments);
        return call(body, Helper.SNPRINTF, passed);
    }

    static S64 seqPrintf(Body body, KernelObject file, String format, List<Printable> arguments) {
        body.rules().requireHelper(Helper.SEQ_PRINTF);
        body.rules()
                .program()
                .filter(kind ->
                        kind.attachType().filter(AttachType.TRACE_ITER::equals).isEmpty())
                .ifPresent(kind -> {
                    throw new IllegalStateException(
                            "`bpf_seq_printf` is not for programs of section `" + kind.word() + "`, but of `iter`");
                });
        if (!file.type().toString().equals("seq_file"))
            throw new IllegalArgumentException("a `" + file.type() + "` where the `seq_file` of an iterator is wanted");
        file.requireKnown(body);
        check(body, format, arguments);
        var ir = body.statement();
        var passed = new ArrayList<Value>();
        passed.add(file.pointer());
        passed.add(ir.globalAddress(body.parts().text(format, ir.location()), 0));
        passed.add(ir.constant(ValueType.I64, Text.utf8(format).length + 1L));
        addArray(body, passed, arguments);
        return call(body, Helper.SEQ_PRINTF, passed);
    }

    static S32 strncmp(Body body, Bytes bytes, String text) {
        body.rules().requireHelper(Helper.STRNCMP);
        bytes.require(body, bytes.length());
        Text.utf8(text);
        var ir = body.statement();
        var result = ir.callHelper(
                ValueType.I32,
                Helper.STRNCMP,
                bytes.place().address(),
                ir.constant(ValueType.I64, bytes.length()),
                ir.globalAddress(body.parts().text(text, ir.location()), 0));
        return Types.S32.handle(body.computed(result));
    }

    private static S64 call(Body body, Helper helper, List<Value> passed) {
        var result = body.ir().callHelper(ValueType.I64, helper, passed.toArray(Value[]::new));
        return Types.S64.handle(body.computed(result));
    }

    private static void check(Body body, String format, List<Printable> arguments) {
        Text.utf8(format);
        var conversions = conversions(format);
        if (conversions.size() != arguments.size()) {
            throw new IllegalArgumentException(
                    "the format has " + conversions.size() + " conversions for " + arguments.size() + " arguments");
        }
        if (arguments.size() > MOST_ARGUMENTS) {
            throw new IllegalArgumentException(
                    arguments.size() + " arguments, at most " + MOST_ARGUMENTS + " are printed");
        }
        for (var i = 0; i < arguments.size(); i++) check(body, conversions.get(i), arguments.get(i));
    }

    private static List<PrintFormat.Conversion> conversions(String format) {
        try {
            return PrintFormat.parse(format).conversions();
        } catch (PrintFormat.Rejected e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void check(Body body, PrintFormat.Conversion conversion, Printable argument) {
        conversion.since().ifPresent(since -> body.rules().requireKernel(since, conversion.needs()));
        require(body, argument);
        var printed = printed(argument);
        if (!conversion.prints(printed)) {
            throw new IllegalArgumentException(
                    "`" + conversion.text() + "` does not print " + name(argument) + "; write " + printed.advice());
        }
    }

    private static void require(Body body, Printable argument) {
        if (argument instanceof KernelText text) {
            text.require(body);
            return;
        }
        if (!(argument instanceof Scalar<?> number)) {
            var place = Whereabouts.of((Storable<?>) argument);
            place.origin().require(body, "the memory");
            place.requireReadable();
            place.requireNoContext();
            return;
        }
        number.operand().require(body);
        if (number.type().isNetworkOrder()) {
            throw new IllegalArgumentException("a " + number.type() + " is printed in host order; write toHost()");
        }
    }

    private static Printed printed(Printable argument) {
        if (argument instanceof Scalar<?> number) {
            var type = number.type();
            return new Printed(Printed.Kind.INTEGER, type.width().bits(), !type.isSigned());
        }
        if (argument instanceof KernelText text) return new Printed(Printed.Kind.BYTES, text.length(), false);
        if (argument instanceof Bytes bytes) return new Printed(Printed.Kind.BYTES, bytes.length(), false);
        if (argument instanceof Array<?> array) {
            var isText = array.type().element().btf().size() == 1;
            return new Printed(
                    isText ? Printed.Kind.BYTES : Printed.Kind.MEMORY,
                    array.asBytes().length(),
                    false);
        }
        return new Printed(Printed.Kind.MEMORY, ((Struct) argument).asBytes().length(), false);
    }

    private static String name(Printable argument) {
        if (argument instanceof Scalar<?> number) return "a " + number.type();
        if (argument instanceof KernelText) return "a text of the kernel";
        if (argument instanceof Struct struct) return "a struct `" + struct.type() + "`";
        if (argument instanceof Array<?> array) return "a " + array.type();
        return ((Bytes) argument).length() + " bytes";
    }

    private static Value value(Body body, Printable argument) {
        if (argument instanceof Scalar<?> number) return wide(body, number);
        if (argument instanceof KernelText text) return text.address(body);
        return Whereabouts.of((Storable<?>) argument).address();
    }

    private static Value wide(Body body, Scalar<?> number) {
        var wide = number.type().isSigned() ? Types.S64 : Types.U64;
        return Conversion.integer(number.operand(), number.type(), wide).in(body, wide);
    }

    /** Arguments that no register is left for lie in the frame. */
    private static void addArray(Body body, List<Value> passed, List<Printable> arguments) {
        var ir = body.ir();
        if (arguments.isEmpty()) {
            passed.add(ir.constant(ValueType.I64, 0));
            passed.add(ir.constant(ValueType.I64, 0));
            return;
        }
        var values = new ArrayList<Value>();
        for (var argument : arguments) values.add(value(body, argument));
        var size = values.size() * Long.BYTES;
        var array = body.frame().slot("arguments", size, Long.BYTES);
        for (var i = 0; i < values.size(); i++) ir.store(Width.DW, array, i * Long.BYTES, values.get(i));
        passed.add(array);
        passed.add(ir.constant(ValueType.I64, size));
    }
}

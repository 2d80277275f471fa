package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNBOUNDED_SKIP;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Condition;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.ByteSwap;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.Packet;
import dev.skep.lang.SkBuff;
import dev.skep.lang.SkMsgContext;
import dev.skep.lang.SkReuseportContext;
import dev.skep.lang.SockOpsContext;
import dev.skep.lang.SockoptContext;
import dev.skep.lang.XdpContext;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Cursor;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.StructClass;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * Packets: a cursor is two pointers that change. The bounds check has the one form that every verifier understands, {@code header + size >
 * end}; {@code header} is never computed twice, since a variable offset would make it another pointer.
 */
final class PacketCalls {
    /** The verifier gives up on packet pointers that may lie further away. */
    private static final int FARTHEST = 0xffff;

    private static final ValueType HEADER = ValueType.nullable(MemoryKind.PACKET);
    private static final ValueType METADATA = ValueType.nullable(MemoryKind.PACKET_META);

    private final FunctionLowering function;
    private final Ranges ranges;
    private final ContextFields contexts;

    PacketCalls(FunctionLowering function) {
        this.function = function;
        this.ranges = new Ranges(function.unit);
        this.contexts = new ContextFields(function);
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        for (var context : List.of(XdpContext.class, SkBuff.class, SkMsgContext.class, SkReuseportContext.class))
            intrinsics.put(Calls.key(context, "packet"),        call -> packet(call, "data", "dataEnd"));
        intrinsics.put(Calls.key(SockOpsContext.class, "packet"), call -> packet(call, "skbData", "skbDataEnd"));
        intrinsics.put(Calls.key(SockoptContext.class, "optval"), call -> packet(call, "optval", "optvalEnd"));
        intrinsics.put(Calls.key(XdpContext.class, "metadata"), this::metadata);
        intrinsics.put(Calls.key(SkBuff.class,     "metadata"), this::metadata);
        intrinsics.put(Calls.key(SkBuff.class,     "protocol"), this::protocol);
        intrinsics.put(Calls.key(Packet.class,     "next"),     call -> header(call, Move.BEHIND));
        intrinsics.put(Calls.key(Packet.class,     "peek"),     call -> header(call, Move.NOT));
        intrinsics.put(Calls.key(Packet.class,     "skip"),     this::skip);
        intrinsics.put(Calls.key(Packet.class,     "remaining"), this::remaining);
        intrinsics.put(Calls.key(XdpContext.class, "adjustHead"), this::adjustHead);
        // spotless:on
    }

    private enum Move {
        BEHIND,
        NOT
    }

    private Operand packet(Call call, String start, String behind) {
        var context = Calls.reference(function, call.receiver());
        contexts.requireReadable(call.tree(), (ContextClass) context.type(), start);
        var builder = function.builder;
        var position = builder.newVariable("position", ValueType.pointer(MemoryKind.PACKET));
        var end = builder.newVariable("end", ValueType.pointer(MemoryKind.PACKET_END));
        builder.write(position, field(context, position.type(), start));
        builder.write(end, field(context, end.type(), behind));
        return new Cursor(position, end);
    }

    /** It is the low half of 32 bits; read alone, it is known to have nothing above it, and can be compared as it is stored. */
    private Operand protocol(Call call) {
        var context = Calls.reference(function, call.receiver());
        var builder = function.builder;
        contexts.requireReadable(call.tree(), (ContextClass) context.type(), "protocol");
        var offset =
                ((ContextClass) context.type()).field("protocol", Integer.BYTES).offset();
        var low = function.unit.options().byteOrder() == ByteOrder.LITTLE_ENDIAN ? offset : offset + Short.BYTES;
        var raw = builder.load(
                ValueType.I32, Width.H, Extension.ZERO, context.base().pointer(builder), low);
        return new Scalar(function.builder.swapBytes(ByteSwap.BIG_ENDIAN, Width.H, raw), Int.INT);
    }

    /** The kernel declares some of these fields with 32 bits, whatever is in them. */
    private Value field(Reference context, ValueType type, String name) {
        var field = ((ContextClass) context.type()).field(name);
        return function.builder.load(
                type,
                Width.ofBytes(field.size()),
                Extension.ZERO,
                context.base().pointer(function.builder),
                field.offset());
    }

    /** What lies between the metadata and the packet is compared with the start of the packet. */
    private Operand metadata(Call call) {
        var context = Calls.reference(function, call.receiver());
        contexts.requireReadable(call.tree(), (ContextClass) context.type(), "dataMeta");
        var type = struct(call.argument(0));
        var builder = function.builder;
        var start = field(context, ValueType.pointer(MemoryKind.PACKET_META), "dataMeta");
        var packet = field(context, ValueType.pointer(MemoryKind.PACKET), "data");
        var behind = builder.binary(
                BinaryOp.ADD,
                start,
                builder.constant(ValueType.I64, type.memory().size()));
        var fits = builder.newBlock("fits");
        var tooShort = builder.newBlock("short");
        var end = builder.newBlock("metadata", METADATA);
        builder.branch(Condition.GT, behind, packet, tooShort, fits);
        function.place(fits);
        builder.jump(end, start);
        function.place(tooShort);
        builder.jump(end, function.nullOf(METADATA));
        function.place(end);
        return new Reference(Operand.Base.of(builder.blockParameter(end, 0)), 0, type);
    }

    private Operand header(Call call, Move move) {
        var cursor = cursor(call);
        var type = struct(call.argument(0));
        var builder = function.builder;
        var start = builder.read(cursor.position());
        var behind = builder.binary(
                BinaryOp.ADD,
                start,
                builder.constant(ValueType.I64, type.memory().size()));
        var fits = builder.newBlock("fits");
        var tooShort = builder.newBlock("short");
        var end = builder.newBlock("header", HEADER);
        builder.branch(Condition.GT, behind, builder.read(cursor.end()), tooShort, fits);
        function.place(fits);
        if (move == Move.BEHIND) builder.write(cursor.position(), behind);
        builder.jump(end, start);
        function.place(tooShort);
        builder.jump(end, function.nullOf(HEADER));
        function.place(end);
        return new Reference(Operand.Base.of(builder.blockParameter(end, 0)), 0, type);
    }

    private Operand skip(Call call) {
        var cursor = cursor(call);
        var tree = call.argument(0);
        var bytes = function.expressions.scalar(tree);
        var wide = function.conversions.index(bytes.value(), function.integer(bytes));
        var position = function.builder.read(cursor.position());
        var moved = function.builder.binary(BinaryOp.ADD, position, wide);
        if (ranges.maximum(tree).orElse(Long.MAX_VALUE) > FARTHEST)
            function.arrays.toProve(tree, moved, FARTHEST, UNBOUNDED_SKIP);
        function.builder.write(cursor.position(), moved);
        return new Nothing(Other.VOID);
    }

    private Operand remaining(Call call) {
        var cursor = cursor(call);
        var builder = function.builder;
        return new Scalar(
                builder.binary(BinaryOp.SUB, builder.read(cursor.end()), builder.read(cursor.position())), Int.LONG);
    }

    private Operand adjustHead(Call call) {
        var context = function.address(Calls.reference(function, call.receiver()));
        var bytes = function.expressions.scalar(call.argument(0));
        var wide = function.conversions.wide(bytes.value(), function.integer(bytes));
        function.at(call.tree());
        return function.isZero(function.builder.callHelper(ValueType.I64, Helper.XDP_ADJUST_HEAD, context, wide));
    }

    private Cursor cursor(Call call) {
        if (function.expressions.lower(call.receiver()) instanceof Cursor cursor) return cursor;
        throw function.refuse(
                call.receiver(), UNSUPPORTED_CALL, function.quote(call.receiver()) + " is no packet here");
    }

    private StructClass struct(ExpressionTree tree) {
        if (function.classLiteral(tree).orElse(null) instanceof StructClass struct) return struct;
        throw function.refuse(tree, UNSUPPORTED_CALL, function.quote(tree) + " names no @Struct class");
    }
}

package dev.skep.dsl;

import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Extension;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.ir.build.Variable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the packet, at its start when it is made. Each path of the program moves it for itself.
 *
 * @param <A> what the program returns
 */
public final class Packet<A> {
    private final FunctionBuilder<A> function;
    private final Origin origin;
    private final Access access;
    private final Variable position;
    private final Value end;
    private @Nullable Maybe<Struct, A> asked;

    Packet(FunctionBuilder<A> function, Access access, Value start, Value end) {
        this.function = function;
        this.origin = function.body().here();
        this.access = access;
        this.end = end;
        this.position = function.body().ir().newVariable("position", start.type());
        function.body().ir().write(position, start);
    }

    /** The header at the cursor, when the packet is long enough; the cursor then goes on behind it. */
    public Maybe<Struct, A> next(StructDef header) {
        return header("next", header, (ir, behind) -> ir.write(position, behind));
    }

    /** The header at the cursor, when the packet is long enough; the cursor stays where it is. */
    public Maybe<Struct, A> peek(StructDef header) {
        return header("peek", header, (ir, behind) -> {});
    }

    private Maybe<Struct, A> header(String asks, StructDef header, BiConsumer<IrBuilder, Value> move) {
        var size = header.size();
        requireAnswered();
        var ir = begin();
        var start = ir.read(position);
        asked = new Maybe<>(
                function,
                asks + "(" + header + ")",
                new Header(function.body(), header, size, start, end, access, move));
        function.body().ask(asked);
        return asked;
    }

    /** {@code end - position}: how many bytes lie behind the cursor, less than none where it is behind the end. */
    public S64 remaining() {
        requireAnswered();
        var ir = begin();
        return Types.S64.handle(function.body().computed(ir.binary(BinaryOp.SUB, end, ir.read(position))));
    }

    /** Moves the cursor over {@code bytes}. */
    public void skip(int bytes) {
        if (bytes < 0) throw new IllegalArgumentException("skip of " + bytes + " bytes, need at least 0");
        skip(Types.u32(bytes));
    }

    /** Moves the cursor over {@code bytes}; the verifier must see that these are less than 64 KiB, as after {@code bytes.and(0x3c)}. */
    public void skip(U32 bytes) {
        requireAnswered();
        bytes.operand().require(function.body());
        var ir = begin();
        var low = bytes.operand().in(function.body(), Types.U32);
        var distance = ir.extend(Extension.ZERO, 32, ValueType.I64, low);
        ir.write(position, ir.binary(BinaryOp.ADD, ir.read(position), distance));
    }

    private IrBuilder begin() {
        origin.requireHere("the packet");
        return function.body().statement();
    }

    private void requireAnswered() {
        if (asked != null && !asked.isAnswered()) throw new IllegalStateException(asked + " is not looked at yet");
    }

    /** What lies between two pointers of a packet, when there is room for it. */
    static <A> Maybe<Struct, A> metadata(
            FunctionBuilder<A> function, StructDef type, Value start, Value end, Access access) {
        var header = new Header(function.body(), type, type.size(), start, end, access, (ir, behind) -> {});
        return new Maybe<>(function, "metadata(" + type + ")", header);
    }

    /** A header that is there when its end is not behind the end of the packet. */
    private static final class Header implements Presence<Struct> {
        private final Body body;
        private final StructDef type;
        private final Value start;
        private final Value behind;
        private final Value end;
        private final Access access;
        private final BiConsumer<IrBuilder, Value> move;

        Header(
                Body body,
                StructDef type,
                int size,
                Value start,
                Value end,
                Access access,
                BiConsumer<IrBuilder, Value> move) {
            this.body = body;
            this.type = type;
            this.start = start;
            this.behind = body.ir().binary(BinaryOp.ADD, start, body.ir().constant(ValueType.I64, size));
            this.end = end;
            this.access = access;
            this.move = move;
        }

        @Override
        public void branch(BlockLabel present, BlockLabel absent) {
            body.branch(Condition.GT, behind, end, absent, present);
        }

        @Override
        public Struct thing() {
            move.accept(body.ir(), behind);
            return new Struct(type, new Place(body.here(), start, 0, access));
        }
    }
}

package dev.skep.dsl;

import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.kernel.HelperParameter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a helper is given for one of its parameters. Each method checks it at once and returns what emits it.
 *
 * @param given by the user
 */
record HelperArgument(Body body, Helper helper, HelperParameter parameter, Object given) {
    private static final ValueType.Pointer NOWHERE = ValueType.nullable(MemoryKind.MEMORY);

    Supplier<Value> number() {
        if (given instanceof Scalar<?> scalar) return scalar(scalar);
        var literal = literal();
        var unused = Long.SIZE - parameter.bits();
        if (literal << unused >>> unused != literal && literal << unused >> unused != literal)
            throw new IllegalArgumentException(literal + " does not fit in `" + parameter + "` of " + name());
        return () -> body.ir().constant(ValueType.I64, literal);
    }

    private Supplier<Value> scalar(Scalar<?> scalar) {
        var type = scalar.type();
        scalar.operand().require(body);
        if (type.width().bits() > parameter.bits())
            throw new IllegalArgumentException(
                    name() + " takes `" + parameter + "`, and a " + type + " is wider; convert it with to(…)");
        return () -> Conversion.wide(body, scalar.operand(), type);
    }

    /** Throws when it is a number of bytes that is known to be more than there are. */
    void requireAtMost(int bytes) {
        var isLiteral = given instanceof Integer || given instanceof Long;
        if (isLiteral && literal() > bytes)
            throw new IllegalArgumentException(
                    name() + " is given " + literal() + " bytes as `" + parameter + "`, and the memory has " + bytes);
    }

    Supplier<Value> map() {
        if (!(given instanceof AnyMap map)) throw refused();
        map.require(body);
        return () -> map.address(body);
    }

    Supplier<Value> context() {
        if (!(given instanceof Context<?> context)) throw refused();
        context.require(body);
        if (!context.isHandedOver() && !context.type().isSocket()) throw refused();
        return context::pointer;
    }

    Supplier<Value> socket() {
        if (given instanceof Socket socket) {
            socket.require(body);
            return socket::pointer;
        }
        if (given instanceof KernelObject) return object();
        if (!(given instanceof Context<?> context) || context.isHandedOver()) return orNull();
        context.require(body);
        return context::pointer;
    }

    Supplier<Value> object() {
        if (!(given instanceof KernelObject object)) throw refused();
        object.requireKnown(body);
        return object::pointer;
    }

    Supplier<Value> address() {
        if (!(given instanceof KernelObject object)) return number();
        object.require(body);
        return object::pointer;
    }

    /** A key or value of a map goes over by its address. */
    Supplier<Value> content(@Nullable Type<?> type, String role) {
        if (type == null) throw refused();
        if (isNull() && role.equals("value")) return orNull();
        if (Memory.is(given)) {
            var memory = Memory.of(given);
            memory.require(body);
            memory.requireType(body, type);
            return () -> memory.place().address();
        }
        if (!(type instanceof ScalarType<?> number)) throw refused();
        return spilled(number, role);
    }

    private <V extends Scalar<V>> Supplier<Value> spilled(ScalarType<V> type, String role) {
        var operand = given instanceof Scalar<?> scalar && scalar.type().equals(type)
                ? scalar.operand()
                : type.literal(literal()).operand();
        operand.require(body);
        return () -> type.pointerTo(body, type.handle(operand), role);
    }

    Supplier<Value> memory() {
        var isWritten = parameter.kind() == HelperParameter.Kind.OUTPUT;
        if (given instanceof String text && !isWritten) return text(text);
        if (given instanceof Scalar<?> scalar && !isWritten) {
            scalar.operand().require(body);
            return () -> spill(scalar);
        }
        if (!Memory.is(given)) return orNull();
        var memory = Memory.of(given);
        if (isWritten) memory.requireWritable(body);
        else memory.require(body);
        return () -> memory.place().address();
    }

    private <V extends Scalar<V>> Value spill(Scalar<V> scalar) {
        return scalar.type().pointerTo(body, scalar.type().handle(scalar.operand()), "memory");
    }

    private Supplier<Value> text(String text) {
        Text.utf8(text);
        return () -> body.ir().globalAddress(body.parts().text(text, body.ir().location()), 0);
    }

    /** Returns how many bytes of memory it is. */
    int bytes() {
        if (given instanceof String text) return Text.utf8(text).length + 1;
        if (given instanceof Scalar<?> scalar) return scalar.type().width().bytes();
        return Memory.is(given) ? Memory.of(given).length() : 0;
    }

    private Supplier<Value> orNull() {
        if (!isNull()) throw refused();
        return () -> body.ir().constant(NOWHERE, 0);
    }

    private boolean isNull() {
        return (given instanceof Integer || given instanceof Long) && literal() == 0;
    }

    private long literal() {
        if (given instanceof Integer number) return number;
        if (given instanceof Long number) return number;
        throw refused();
    }

    IllegalArgumentException refused() {
        return new IllegalArgumentException(name() + " takes `" + parameter + "` (" + wanted() + "), not "
                + (given instanceof Number
                        ? given.toString()
                        : "a " + given.getClass().getSimpleName()));
    }

    private String wanted() {
        return switch (parameter.kind()) {
            case NUMBER, ADDRESS, MORE -> "a number";
            case MAP -> "a map";
            case CONTEXT -> "the context";
            case SOCKET -> "a socket";
            case OBJECT -> "a struct of the kernel";
            case KEY -> "a key of the map";
            case VALUE -> "a value of the map";
            case INPUT, OUTPUT -> "memory";
            case TEXT -> "a text";
            case FUNCTION, CAPTURED -> "a function; there is a method of its own";
            case RECORD -> "a record of a ring buffer";
            case SPECIAL -> "what BTF must show in memory, which the fluent API cannot have yet";
        };
    }

    private String name() {
        return "`" + helper.kernelName() + "`";
    }
}

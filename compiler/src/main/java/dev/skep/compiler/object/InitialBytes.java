package dev.skep.compiler.object;

import dev.skep.elf.ByteString;
import dev.skep.ir.BpfType;
import dev.skep.ir.Initial;
import dev.skep.ir.StructType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Lays out first values as bytes. */
final class InitialBytes {
    private final ByteBuffer bytes;

    private InitialBytes(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the bytes of a value of that type.
     *
     * @throws IllegalArgumentException when the value does not fit its type
     */
    static ByteString of(Initial initial, BpfType type, ByteOrder order) {
        var bytes = ByteBuffer.allocate(type.size()).order(order);
        new InitialBytes(bytes).put(0, initial, type);
        return ByteString.of(bytes.array());
    }

    private void put(int at, Initial initial, BpfType type) {
        if (type instanceof BpfType.Typedef typedef) put(at, initial, typedef.target());
        else if (initial instanceof Initial.Number number) number(at, number.value(), type);
        else if (initial instanceof Initial.Text text) text(at, text.text(), type);
        else if (initial instanceof Initial.Aggregate aggregate) aggregate(at, aggregate, type);
    }

    private void number(int at, long value, BpfType type) {
        var bits = type.size() * 8;
        if (type instanceof StructType || type instanceof BpfType.Array || bits > Long.SIZE)
            throw new IllegalArgumentException("number " + value + " is no first value of " + type);
        if (bits < Long.SIZE && value != value << (Long.SIZE - bits) >> (Long.SIZE - bits) && value >>> bits != 0)
            throw new IllegalArgumentException("first value " + value + " does not fit in " + bits + " bits");
        switch (type.size()) {
            case Byte.BYTES -> bytes.put(at, (byte) value);
            case Short.BYTES -> bytes.putShort(at, (short) value);
            case Integer.BYTES -> bytes.putInt(at, (int) value);
            default -> bytes.putLong(at, value);
        }
    }

    private void text(int at, String text, BpfType type) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (!(type instanceof BpfType.Array array) || array.element().size() != 1 || utf8.length >= array.length())
            throw new IllegalArgumentException("text of " + utf8.length + " bytes and a NUL does not fit in " + type);
        bytes.put(at, utf8);
    }

    private void aggregate(int at, Initial.Aggregate aggregate, BpfType type) {
        var elements = aggregate.elements();
        var room = type instanceof BpfType.Array array
                ? array.length()
                : type instanceof StructType struct ? struct.members().size() : 0;
        if (elements.size() > room)
            throw new IllegalArgumentException(elements.size() + " first values for the " + room + " parts of " + type);
        for (var i = 0; i < elements.size(); i++) {
            if (type instanceof BpfType.Array array)
                put(at + i * array.element().size(), elements.get(i), array.element());
            else if (type instanceof StructType struct) {
                var member = struct.members().get(i);
                put(at + member.offset(), elements.get(i), member.type());
            }
        }
    }
}

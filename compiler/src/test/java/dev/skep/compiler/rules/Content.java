package dev.skep.compiler.rules;

/**
 * What a register or a spilled word holds.
 *
 * @param kind number or kind of pointer
 * @param object the map, global or frame that a pointer is about; empty else
 * @param id numbers and pointers with one id are copies of each other, 0 stands for none
 * @param low the least a number can be, unsigned; of a pointer the least offset from its object or id
 * @param high the most
 */
record Content(Kind kind, String object, int id, long low, long high) {
    static final Content NOTHING = new Content(Kind.NOTHING, "", 0, 0, 0);
    static final long WORD = 0xffff_ffffL;

    enum Kind {
        NOTHING,
        NUMBER,
        CONTEXT,
        PACKET,
        PACKET_END,
        OLD_PACKET,
        FRAME,
        VALUE,
        VALUE_OR_NULL,
        MAP,
        FUNCTION
    }

    static Content number(long low, long high) {
        return new Content(Kind.NUMBER, "", 0, low, high);
    }

    static Content number(long value) {
        return number(value, value);
    }

    /** Any number of so many bytes. */
    static Content ofBytes(int bytes) {
        return bytes == Long.BYTES ? number(0, -1) : number(0, (1L << 8 * bytes) - 1);
    }

    static Content pointer(Kind kind, String object, int id) {
        return new Content(kind, object, id, 0, 0);
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    boolean isPointer() {
        return kind != Kind.NUMBER && kind != Kind.NOTHING;
    }

    boolean isKnown() {
        return isNumber() && low == high;
    }

    boolean atMost(long limit) {
        return Long.compareUnsigned(high, limit) <= 0;
    }

    Content withId(int changed) {
        return new Content(kind, object, changed, low, high);
    }

    Content within(long atLeast, long atMost) {
        return new Content(
                kind,
                object,
                id,
                Long.compareUnsigned(low, atLeast) < 0 ? atLeast : low,
                Long.compareUnsigned(high, atMost) > 0 ? atMost : high);
    }

    /** The same pointer further on. */
    Content moved(long least, long most) {
        return new Content(kind, object, id, low + least, high + most);
    }

    /** Returns the lower half as a number. */
    Content lower32() {
        if (atMost(WORD)) return this;
        return isKnown() ? number(low & WORD) : number(0, WORD);
    }
}

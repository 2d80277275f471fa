package dev.skep.object;

import java.nio.ByteOrder;

/** The objects of this package's tests, for those of others. */
public final class LinkableObjects {
    private LinkableObjects() {}

    /** {@link BaseObject}, written. */
    public static byte[] base(ByteOrder order) {
        return ObjectWriter.write(BaseObject.in(order), BaseObject.TARGET);
    }

    /** {@link RichObject}, written. */
    public static byte[] rich(ByteOrder order) {
        return ObjectWriter.write(RichObject.in(order), BaseObject.TARGET);
    }
}

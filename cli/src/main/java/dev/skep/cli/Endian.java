package dev.skep.cli;

import java.nio.ByteOrder;

/** The byte orders, as they are named on the command line. */
enum Endian {
    /** The lowest byte first. */
    LITTLE(ByteOrder.LITTLE_ENDIAN),
    /** The highest byte first. */
    BIG(ByteOrder.BIG_ENDIAN);

    private final ByteOrder order;

    Endian(ByteOrder order) {
        this.order = order;
    }

    ByteOrder order() {
        return order;
    }
}

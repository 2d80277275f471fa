package dev.skep.lang;

/**
 * Conversions between host order and network order, for integers that no {@link BigEndian} field describes. They are folded away on big-endian
 * machines. Any kernel.
 */
public final class ByteOrder {
    private ByteOrder() {}

    /** Returns a 16-bit integer in network order. */
    public static @Unsigned short htons(@Unsigned short host) {
        throw KernelOnly.here();
    }

    /** Returns a 32-bit integer in network order. */
    public static @Unsigned int htonl(@Unsigned int host) {
        throw KernelOnly.here();
    }

    /** Returns a 64-bit integer in network order. */
    public static @Unsigned long htonll(@Unsigned long host) {
        throw KernelOnly.here();
    }

    /** Returns a 16-bit integer in host order. */
    public static @Unsigned short ntohs(@Unsigned short network) {
        throw KernelOnly.here();
    }

    /** Returns a 32-bit integer in host order. */
    public static @Unsigned int ntohl(@Unsigned int network) {
        throw KernelOnly.here();
    }

    /** Returns a 64-bit integer in host order. */
    public static @Unsigned long ntohll(@Unsigned long network) {
        throw KernelOnly.here();
    }
}

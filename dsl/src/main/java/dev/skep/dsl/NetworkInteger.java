package dev.skep.dsl;

/**
 * An integer in network byte order, as it lies in packets. It can be compared for equality and masked; for everything else, and to meet
 * other integers, take it {@linkplain #toHost to host order}. Literals are written in host notation: {@code proto.eq(0x0800)}.
 */
public abstract sealed class NetworkInteger<V extends NetworkInteger<V, H>, H extends HostInteger<H>> extends Scalar<V>
        permits Be16, Be32, Be64 {
    NetworkInteger(Operand operand) {
        super(operand);
    }

    /** {@code ntohs(this)}, {@code ntohl(this)}, or the same for 64 bits. */
    public final H toHost() {
        return hostType().handle(Conversion.byteOrder(operand(), type(), hostType()));
    }

    /**
     * {@code (__force u16) this}, or the same for 32 and 64 bits: its bits as they lie in memory, for sums and hashes.
     *
     * @throws IllegalArgumentException for a literal, which lies nowhere
     */
    public final H bits() {
        if (operand() instanceof Operand.Literal)
            throw new IllegalArgumentException("a literal has no bits in memory; take it to host order with toHost()");
        return hostType().handle(operand());
    }

    abstract ScalarType<H> hostType();
}
